import { straightSlope } from '../numerics/straight-slope.ts';
import { imputeMissing } from '../series/impute-missing.ts';
import type { SeasonIndices } from '../series/season-indices.ts';
import { classicalIndices, isSeasonal } from '../series/season-indices.ts';
import type { SeriesScale } from '../series/series-scale.ts';
import { findScale, fromScale } from '../series/series-scale.ts';

/** How a series is taken to what the trees see, and back. Learned from the history alone. */
export interface LearnedScale extends SeriesScale {
  /** Additive on the scaled values. */
  readonly indices: SeasonIndices;
  /** Share of a new value that the level takes over. */
  readonly alpha: number;
  /** Change a step that goes on: half the slope of the straight line, as in the Theta method. */
  readonly drift: number;
  /** Scaled values are held within: twice the width of the past around it. */
  readonly low: number;
  readonly high: number;
}

const ALPHAS = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** `y`: NaN where missing, at least one value. */
export function learnScale(y: Float64Array, period: number): LearnedScale {
  const { log, size } = findScale(y);
  const scaled = y.map((value) => value / size);
  const z = log ? scaled.map(Math.log) : scaled;
  const filled = imputeMissing(z, z.length, period);
  const none: SeasonIndices = { kind: 'none', byPhase: new Float64Array(period) };
  const indices = isSeasonal(filled, period) ? classicalIndices(filled, period, 'additive') : none;
  const withoutSeason = (values: Float64Array) => values.map((value, t) => value - (indices.byPhase[t % period] ?? 0));
  const drift = straightSlope(withoutSeason(filled)) / 2;
  const low = z.reduce((a, b) => (b < a ? b : a), Number.POSITIVE_INFINITY);
  const high = z.reduce((a, b) => (b > a ? b : a), Number.NEGATIVE_INFINITY);
  const reach = 2 * (high - low);
  return { log, size, indices, alpha: findAlpha(withoutSeason(z), drift), drift, low: low - reach, high: high + reach };
}

/** Scaled values without their season; NaN stays. A zero that logarithms did not expect is as low as a value may be. */
export function scaleSeries(y: Float64Array, { log, size, indices, low }: LearnedScale): Float64Array {
  const period = indices.byPhase.length;
  return y.map((value, t) => {
    const scaled = value / size;
    return (log ? Math.max(low, Math.log(Math.max(0, scaled))) : scaled) - (indices.byPhase[t % period] ?? 0);
  });
}

/** One value of step `t` back to the series' own size and season, within the limits. */
export function unscaleValue(adjusted: number, t: number, scale: LearnedScale): number {
  const { indices, low, high } = scale;
  const index = indices.byPhase[t % indices.byPhase.length] ?? 0;
  const z = Math.max(low, Math.min(high, adjusted + index));
  return fromScale(z, scale);
}

/** Level before each step: levels[t] knows adjusted[0 … t). Missing steps only add the drift. */
export function smoothLevels(adjusted: Float64Array, alpha: number, drift: number): Float64Array {
  const levels = new Float64Array(adjusted.length + 1);
  levels[0] = startLevel(adjusted);
  for (let t = 0; t < adjusted.length; t += 1) {
    levels[t + 1] = nextLevel(levels[t] ?? 0, adjusted[t] ?? Number.NaN, alpha, drift);
  }
  return levels;
}

export function nextLevel(level: number, value: number, alpha: number, drift: number): number {
  const expected = level + drift;
  return Number.isNaN(value) ? expected : expected + alpha * (value - expected);
}

/** Mean of the first six known values. */
function startLevel(adjusted: Float64Array): number {
  const first = adjusted.filter((value) => !Number.isNaN(value)).subarray(0, 6);
  return first.length === 0 ? 0 : first.reduce((a, b) => a + b, 0) / first.length;
}

/** The share with the least squared one-step error. */
function findAlpha(adjusted: Float64Array, drift: number): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (const alpha of ALPHAS) {
    const levels = smoothLevels(adjusted, alpha, drift);
    let sum = 0;
    adjusted.forEach((value, t) => {
      if (!Number.isNaN(value)) sum += (value - (levels[t] ?? 0) - drift) ** 2;
    });
    if (sum < least) {
      least = sum;
      best = alpha;
    }
  }
  return best;
}
