import type { PriceOption } from './types.ts';

export interface LadderRules {
  /** Most the price may move, as a share of today's, 0.2 for ±20%. */
  readonly maxChange: number;
  /** What prices end in, as parts of one currency unit: [0.5, 0.95, 0]. */
  readonly endings: readonly number[];
  /** Most options to return; default 9. Those nearest to even steps are kept. */
  readonly most?: number;
  readonly lowest?: number;
  readonly highest?: number;
}

/** Prices with the wanted endings within reach of today's price, cheapest first, without today's own. */
export function buildLadder(price: number, rules: LadderRules): readonly PriceOption[] {
  const { most = 9, endings } = rules;
  const low = Math.max(price * (1 - rules.maxChange), rules.lowest ?? 0);
  const high = Math.min(price * (1 + rules.maxChange), rules.highest ?? Number.POSITIVE_INFINITY);
  if (!(price > 0) || !(high >= low) || high > 100_000_000) return [];
  // Dear goods have no use for each single unit: look at whole steps of about a two-hundredth of the price.
  const unit = Math.max(1, 10 ** Math.floor(Math.log10(price / 20)));
  const found = new Set<number>();
  for (let whole = Math.floor(low / unit) * unit; whole <= high; whole += unit) {
    for (const ending of endings) {
      for (const candidate of unit > 1 ? [whole + ending, whole + unit - 1 + ending] : [whole + ending]) {
        const rounded = Math.round(candidate * 100) / 100;
        const fits = rounded > 0 && rounded >= low - 1e-9 && rounded <= high + 1e-9;
        if (fits && Math.abs(rounded - price) > 0.005) found.add(rounded);
      }
    }
  }
  const all = [...found].sort((a, b) => a - b);
  if (all.length <= most) return all.map((candidate) => ({ price: candidate }));
  const last = all.length - 1;
  const even = Array.from({ length: most }, (_, i) => all[Math.round((i * last) / Math.max(most - 1, 1))]);
  return even.flatMap((candidate) => (candidate === undefined ? [] : [{ price: candidate }]));
}
