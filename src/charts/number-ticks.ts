/** A domain and the ticks in it, all in data units. */
export interface NumberAxis {
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly number[];
  /** True when zero is left out because it would waste most of the plot. */
  readonly cut: boolean;
}

/** Above this share of the largest value the smallest one leaves the lower half of a zero-based plot empty. */
const CUT_FROM = 0.6;

/**
 * An axis over the values: from zero unless that would leave most of the plot empty, on round ticks
 * (1, 2, 2.5 or 5 × 10^k). Equal values and zeros get a plain axis around them. Needs at least one value.
 */
export function layOutNumberAxis(values: readonly number[], wantedTicks: number): NumberAxis {
  let low = values.reduce((a, b) => Math.min(a, b));
  let high = values.reduce((a, b) => Math.max(a, b));
  const cut = low !== high && ((low > 0 && low > CUT_FROM * high) || (high < 0 && high < CUT_FROM * low));
  if (!cut) {
    low = Math.min(0, low);
    high = Math.max(0, high);
  }
  if (low === high) high = 1;
  const step = chooseStep((high - low) / wantedTicks);
  const first = roundOut(low / step, -1);
  const last = roundOut(high / step, 1);
  const ticks = Array.from({ length: Math.floor(last) - Math.ceil(first) + 1 }, (_, i) =>
    Number(((Math.ceil(first) + i) * step).toPrecision(12)),
  );
  // A cut axis begins on a tick, because the small print names where it begins.
  return { domain: [first * step, last * step], ticks, cut };
}

/**
 * Out to the next tick, in steps; but where that would leave more than half a step empty, only a little beyond the
 * value, so that the plot is used. Zero and the base of a cut axis stay on their tick.
 */
function roundOut(value: number, direction: 1 | -1): number {
  const inward = direction > 0 ? value : -value;
  const outer = Math.ceil(inward - 1e-9);
  const end = outer - inward > 0.5 && inward > 1 ? inward + (direction > 0 ? 0.12 : 0.3) : outer;
  return direction * end || 0;
}

/** The smallest round step that is not below the rough one. */
export function chooseStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((f) => f * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}
