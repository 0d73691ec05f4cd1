/**
 * Is a window out of line with the history before it? The expected value comes from the weekday profile and a slow
 * level; the interval from how far the same procedure missed earlier windows of the same length (rolling origins,
 * empirical quantiles; Hyndman & Athanasopoulos 2021, ch. 5.8–5.10; conformal rank as in Vovk et al. 2005).
 */
import { studentQuantile } from './distributions.ts';
import { LEVEL_METHODS } from './expected-level.ts';
import type { Judgement } from './explain-types.ts';
import type { Span } from './prepare-series.ts';
import { conformalQuantile, madScale, mean, median } from './robust.ts';
import { expectedStep, type Measured, type WindowBaseline, windowBaseline } from './window-baseline.ts';
import { annualCorrections, yearLag } from './year-ago.ts';

/** Fewest earlier windows that do not overlap. */
const MIN_INDEPENDENT = 4;
/** From here on the empirical quantile speaks for itself; below, Student's t on the clipped spread. */
const EMPIRICAL_FROM = 40;
const MAX_WINDOWS = 420;

interface Rolled {
  readonly baseline: WindowBaseline;
  /** Whether it is one of the windows that do not overlap each other. */
  readonly independent: boolean;
}

export function judgeWindow(measured: Measured, span: Span): Judgement {
  const asked = windowBaseline(measured, span);
  const rolled = asked === null ? [] : rollBack(measured, span, asked.open);
  const independent = rolled.filter((window) => window.independent).length;
  if (asked === null || independent < MIN_INDEPENDENT) {
    return { verdict: 'too-little-history', have: independent, needed: MIN_INDEPENDENT };
  }
  const method = bestMethod(measured, rolled);
  const plain = rolled.map(({ baseline }) => missOf(measured, baseline, method, 0));
  const bias = median(plain);
  const corrections = annualCorrections(
    [missOf(measured, asked, method, 0), ...plain].map((miss) => miss - bias),
    [asked, ...rolled.map(({ baseline }) => baseline)].map(({ span }) => span.from),
    yearLag(measured.series.grain, measured.season),
    independent,
  );
  const used = corrections === null ? rolled : rolled.filter((_, i) => corrections[i + 1] !== null);
  const misses =
    corrections === null
      ? plain.map((miss) => miss - bias)
      : plain.flatMap((miss, i) =>
          typeof corrections[i + 1] === 'number' ? [miss - bias - (corrections[i + 1] ?? 0)] : [],
        );
  return describe(measured, asked, method, {
    shift: bias + (corrections?.[0] ?? 0),
    misses,
    apart: used.map((window) => window.independent),
    used,
    annual: corrections !== null,
  });
}

/** Earlier windows of the same length, newest first, in whole weeks back so that weekdays stay in line. */
function rollBack(measured: Measured, span: Span, open: number): Rolled[] {
  const length = span.to - span.from;
  const week = measured.season.length;
  const stride = length < week ? 1 : week;
  const apart = Math.ceil(length / stride);
  const rolled: Rolled[] = [];
  for (let k = 1; k <= MAX_WINDOWS * 2 && rolled.length < MAX_WINDOWS; k++) {
    const from = span.from - k * stride;
    if (from <= 0) break;
    const to = from + length;
    if (to > span.from) continue;
    const baseline = windowBaseline(measured, { from, to });
    if (baseline === null || baseline.open < Math.max(1, 0.5 * open)) continue;
    rolled.push({ baseline, independent: k % apart === 0 });
  }
  return rolled;
}

/** The level method with the smallest mean absolute miss on the earlier windows. */
function bestMethod(measured: Measured, rolled: readonly Rolled[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  LEVEL_METHODS.forEach((_, method) => {
    const loss = mean(rolled.map(({ baseline }) => Math.abs(missOf(measured, baseline, method, 0))));
    if (loss < least) {
      least = loss;
      best = method;
    }
  });
  return best;
}

/** Actual against expected: a fraction of expected where the season multiplies, else an amount (per step for sums). */
function missOf(measured: Measured, baseline: WindowBaseline, method: number, shift: number): number {
  const expected = baseline.expected[method] ?? 0;
  if (measured.season.kind === 'multiplicative') {
    return expected > 0 ? baseline.actual / expected - 1 - shift : -shift;
  }
  return (baseline.actual - expected) / (measured.adds ? baseline.open : 1) - shift;
}

/** Back from a miss to the metric's unit. */
function unitOf(measured: Measured, asked: WindowBaseline, method: number): number {
  if (measured.season.kind === 'multiplicative') return asked.expected[method] ?? 0;
  return measured.adds ? asked.open : 1;
}

interface Calibration {
  readonly shift: number;
  readonly misses: readonly number[];
  readonly apart: readonly boolean[];
  readonly used: readonly Rolled[];
  readonly annual: boolean;
}

function describe(measured: Measured, asked: WindowBaseline, method: number, calibration: Calibration): Judgement {
  const { misses, apart, shift } = calibration;
  const unit = unitOf(measured, asked, method);
  const expected = (asked.expected[method] ?? 0) + shift * unit;
  const independent = apart.filter(Boolean).length;
  const sizes = misses.map(Math.abs);
  const reach95 = reachOf(sizes, independent, 0.95) * unit;
  const reach80 = Math.min(reachOf(sizes, independent, 0.8) * unit, reach95);
  const low95 = expected - reach95;
  const high95 = expected + reach95;
  // Sums of equal numbers in another order differ in the last digits; that is no surprise.
  const dust = 1e-9 * (Math.abs(expected) + Math.abs(asked.actual));
  const outside = Math.abs(asked.actual - expected) > reach95 + dust;
  const size = Math.abs(missOf(measured, asked, method, shift));
  const clip = (value: number) => (measured.nonNegative ? Math.max(0, value) : value);
  const chosen = LEVEL_METHODS[method] ?? LEVEL_METHODS[0];
  return {
    verdict: outside ? 'unusual' : 'noise',
    actual: asked.actual,
    expected: clip(expected),
    low95: clip(low95),
    high95: clip(high95),
    low80: clip(expected - reach80),
    high80: clip(expected + reach80),
    direction: !outside ? 'within' : asked.actual > expected ? 'above' : 'below',
    rank: { largerThan: sizes.filter((other, i) => apart[i] && other < size).length, of: independent },
    method: {
      level: chosen?.kind ?? 'exponential',
      parameter: chosen?.parameter ?? 0,
      season: measured.season.kind,
      annual: calibration.annual,
      windows: misses.length,
      independent,
    },
    course: courseOf(measured, asked, method, calibration),
  };
}

/**
 * Half width of the interval, in misses. With few windows a quantile of the tail is not to be had, so the spread
 * (clipped at 3 robust deviations) times Student's t for a further observation.
 */
function reachOf(sizes: readonly number[], independent: number, probability: number): number {
  if (independent >= EMPIRICAL_FROM) return conformalQuantile(sizes, probability);
  const clip = 3 * madScale(sizes, 0);
  const spread = Math.sqrt(mean(sizes.map((size) => Math.min(size, clip > 0 ? clip : size) ** 2)));
  // Two degrees of freedom go: one for the spread, one for having chosen the level method on the same windows.
  const degrees = Math.max(3, independent - 2);
  return studentQuantile((1 + probability) / 2, degrees) * spread * Math.sqrt(1 + 1 / independent);
}

/** Expected value of each open step with the 95% reach that single steps had in earlier windows. */
function courseOf(measured: Measured, asked: WindowBaseline, method: number, calibration: Calibration) {
  const { series, season } = measured;
  const relative = season.kind === 'multiplicative';
  const misses: number[] = [];
  for (const { baseline, independent } of calibration.used) {
    if (!independent) continue;
    forOpenSteps(measured, baseline, method, (slot, expected) => {
      const miss = (series.y[slot] ?? 0) - expected;
      misses.push(Math.abs(relative && expected > 0 ? miss / expected : miss));
    });
  }
  const reach = misses.length === 0 ? 0 : conformalQuantile(misses, 0.95);
  const course: { t: string; expected: number; low: number; high: number }[] = [];
  forOpenSteps(measured, asked, method, (slot, plain) => {
    const expected = relative ? plain * (1 + calibration.shift) : plain + calibration.shift;
    const half = relative ? reach * expected : reach;
    const low = measured.nonNegative ? Math.max(0, expected - half) : expected - half;
    course.push({ t: series.axis.dateOf(series.first + slot), expected, low, high: expected + half });
  });
  return course;
}

function forOpenSteps(
  measured: Measured,
  { span, profile, estimates }: WindowBaseline,
  method: number,
  visit: (slot: number, expected: number) => void,
): void {
  const estimate = estimates[method];
  if (estimate === undefined) return;
  for (let slot = Math.max(0, span.from); slot < Math.min(measured.series.y.length, span.to); slot++) {
    const known = measured.series.y[slot] ?? Number.NaN;
    if (!Number.isNaN(known)) visit(slot, expectedStep(measured, profile, estimate, span, slot));
  }
}
