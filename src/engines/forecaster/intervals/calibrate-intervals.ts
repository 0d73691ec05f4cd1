import { mean } from '../numerics/mean.ts';
import { conformalQuantile, median } from '../numerics/quantiles.ts';

/** One checked forecast: made at origin number `origin`, `step` steps ahead (from 0). */
export interface Checked {
  readonly origin: number;
  readonly step: number;
  readonly forecast: number;
  readonly actual: number;
}

/** How wide the intervals are: half-width = quantile × growth(step) × size(forecast). */
export interface Calibration {
  /** Errors grow as forecast^exponent: 0 constant, 1 proportional. */
  readonly exponent: number;
  /** Level below which the size stops shrinking. */
  readonly floor: number;
  /** Typical error by step ahead, never falling. */
  readonly growth: Float64Array;
  /** Sizes of the backtest's errors beside their typical size, sorted, and how many count as independent. */
  readonly scores: Float64Array;
  readonly independent: number;
}

/** Days that count as one: forecasts that overlap miss their days by the same surprise. */
const SHARED = 1.75;

/**
 * Split conformal intervals (Vovk et al. 2005; Lei et al. 2018) on the backtest's errors, after dividing by their
 * typical size at that step and level, so that all steps can share one quantile. Overlapping forecasts are not
 * independent: errors about the same day count once, and those about days next to each other not wholly.
 */
export function calibrateIntervals(checked: readonly Checked[], steps: number): Calibration {
  const levels = checked.map(({ forecast }) => Math.abs(forecast));
  // Values are scaled to one at most: a level this small is none.
  const floor = Math.max(0.1 * (checked.length === 0 ? 0 : median(levels)), 1e-6);
  const exponent = findExponent(checked, floor);
  const scaled = checked.map(({ actual, forecast }) => Math.abs(actual - forecast) / sizeOf(forecast, exponent, floor));
  const growth = findGrowth(checked, scaled, steps);
  const scores = Float64Array.from(
    scaled,
    (value, i) => value / Math.max(growth[checked[i]?.step ?? 0] ?? 0, 1e-12),
  ).sort();
  const days = new Set(checked.map(({ origin, step }) => origin + step));
  return {
    exponent,
    floor,
    growth,
    scores,
    independent: days.size / SHARED,
  };
}

/** Half-width of the interval at a level (a fraction) around a forecast `step` steps ahead (from 0). */
export function halfWidth(calibration: Calibration, level: number, step: number, forecast: number): number {
  const { scores, independent, exponent, floor } = calibration;
  const size = growthAt(calibration, step) * sizeOf(forecast, exponent, floor);
  return conformalQuantile(scores, level, independent) * size;
}

export function sizeOf(forecast: number, exponent: number, floor: number): number {
  return exponent === 0 ? 1 : Math.max(Math.abs(forecast), floor) ** exponent;
}

/** Slope of log|error| on log(forecast), rounded to 0, ½ or 1; 0 where forecasts hardly differ. */
function findExponent(checked: readonly Checked[], floor: number): number {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const { actual, forecast } of checked) {
    const error = Math.abs(actual - forecast);
    if (error <= 0 || forecast < floor) continue;
    xs.push(Math.log(forecast));
    ys.push(Math.log(error));
  }
  const n = xs.length;
  if (n < 20) return 0;
  const meanX = mean(xs);
  const meanY = mean(ys);
  let cross = 0;
  let squares = 0;
  xs.forEach((x, i) => {
    cross += (x - meanX) * ((ys[i] ?? 0) - meanY);
    squares += (x - meanX) ** 2;
  });
  if (squares / n < 0.01) return 0;
  return Math.max(0, Math.min(1, Math.round((2 * cross) / squares) / 2));
}

/** Mean scaled error by step, made never to fall (pool adjacent violators, Ayer et al. 1955). */
function findGrowth(checked: readonly Checked[], scaled: readonly number[], steps: number): Float64Array {
  const sums = new Float64Array(steps);
  const counts = new Float64Array(steps);
  checked.forEach(({ step }, i) => {
    sums[step] = (sums[step] ?? 0) + (scaled[i] ?? 0);
    counts[step] = (counts[step] ?? 0) + 1;
  });
  const pools: { sum: number; count: number; size: number }[] = [];
  for (let step = 0; step < steps; step += 1) {
    let pool = { sum: sums[step] ?? 0, count: counts[step] ?? 0, size: 1 };
    for (let last = pools.at(-1); last !== undefined; last = pools.at(-1)) {
      const falls = pool.count === 0 || last.count === 0 || last.sum / last.count >= pool.sum / pool.count;
      if (!falls) break;
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count, size: pool.size + last.size };
      pools.pop();
    }
    pools.push(pool);
  }
  const growth: number[] = [];
  for (const { sum, count, size } of pools)
    for (let i = 0; i < size; i += 1) growth.push(count === 0 ? 0 : sum / count);
  return Float64Array.from(growth);
}

/**
 * Growth at any step: as found where it was checked; beyond, a power of the step with the exponent seen so far
 * (at least 0.1, at most 1; 0.5 is a random walk).
 */
export function growthAt(calibration: Calibration, step: number): number {
  const { growth } = calibration;
  const last = growth.length - 1;
  if (step <= last) return growth[step] ?? 0;
  const end = growth[last] ?? 0;
  const begin = growth[0] ?? 0;
  const power = begin > 0 && last > 0 ? Math.log(end / begin) / Math.log(last + 1) : 0.5;
  return end * ((step + 1) / (last + 1)) ** Math.max(0.1, Math.min(1, power));
}
