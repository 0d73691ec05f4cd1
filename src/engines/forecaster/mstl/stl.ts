import { median } from '../numerics/quantiles.ts';
import type { LoessSettings } from './loess.ts';
import { loessAt, smoothLoess } from './loess.ts';

export interface StlSettings {
  /** Steps in a season, a whole number from 2. */
  readonly period: number;
  /** Seasons over which the pattern may change, odd from 3; 11 where absent. */
  readonly seasonalWindow?: number;
  /** Values far from the smooth lose their weight, so that one closed week does not bend season and trend. */
  readonly robust?: boolean;
}

export interface StlParts {
  readonly trend: Float64Array;
  readonly season: Float64Array;
  /** Trust in each value, 0 to 1; all one where not robust. */
  readonly weights: Float64Array;
}

/** Rounds of robust weights, as in R. */
const ROBUST_ROUNDS = 15;

/** Seasons over which a pattern may change unless told otherwise: R's `mstl`. */
export const SEASONAL_WINDOW = 11;

/**
 * Seasonal-trend decomposition by loess (Cleveland, Cleveland, McRae & Terpenning 1990) with the windows of R's `stl`:
 * what remains is y − trend − season. `y` has no missing value and more than two seasons. O(n) for given windows.
 */
export function decomposeStl(y: Float64Array, settings: StlSettings): StlParts {
  const { period, robust = false } = settings;
  const seasonalWindow = settings.seasonalWindow ?? SEASONAL_WINDOW;
  const season = withJump(seasonalWindow, 0);
  const trend = withJump(toOdd(Math.ceil((1.5 * period) / (1 - 1.5 / seasonalWindow))), 1);
  const low = withJump(toOdd(period), 1);
  const n = y.length;
  const parts = { trend: new Float64Array(n), season: new Float64Array(n), weights: new Float64Array(n).fill(1) };
  const rounds = robust ? ROBUST_ROUNDS : 0;
  for (let round = 0; round <= rounds; round += 1) {
    const weights = round === 0 ? null : parts.weights;
    for (let inner = 0; inner < (robust ? 1 : 2); inner += 1) {
      passOnce(y, period, { season, trend, low }, weights, parts);
    }
    if (round < rounds) weighResiduals(y, parts);
  }
  return parts;
}

/** The tenth of the window that R's `stl` jumps. */
export function withJump(window: number, degree: 0 | 1): LoessSettings {
  return { window, degree, jump: Math.ceil(window / 10) };
}

/** The next odd number, at least 3. */
export function toOdd(value: number): number {
  const whole = Math.max(3, Math.round(value));
  return whole % 2 === 0 ? whole + 1 : whole;
}

interface Smoothers {
  readonly season: LoessSettings;
  readonly trend: LoessSettings;
  readonly low: LoessSettings;
}

/** One pass of the inner loop (section 2.3 of the paper): changes `parts.season` and `parts.trend`. */
function passOnce(
  y: Float64Array,
  period: number,
  smoothers: Smoothers,
  weights: Float64Array | null,
  parts: StlParts,
): void {
  const { trend, season } = parts;
  const n = y.length;
  const detrended = y.map((value, t) => value - (trend[t] ?? 0));
  const cycles = smoothCycles(detrended, period, smoothers.season, weights);
  const passed = averageRuns(averageRuns(averageRuns(cycles, period), period), 3);
  const low = new Float64Array(n);
  smoothLoess(passed, smoothers.low, null, low);
  const adjusted = new Float64Array(n);
  for (let t = 0; t < n; t += 1) {
    season[t] = (cycles[t + period] ?? 0) - (low[t] ?? 0);
    adjusted[t] = (y[t] ?? 0) - (season[t] ?? 0);
  }
  smoothLoess(adjusted, smoothers.trend, weights, trend);
}

/** Each phase smoothed on its own, with one season more at both ends: n + 2·period values. */
function smoothCycles(
  values: Float64Array,
  period: number,
  settings: LoessSettings,
  weights: Float64Array | null,
): Float64Array {
  const n = values.length;
  const out = new Float64Array(n + 2 * period);
  // Phases have at most two lengths, and there may be hundreds of them: the same arrays serve all of one length.
  for (const count of new Set([Math.floor((n - 1) / period) + 1, Math.floor(n / period)])) {
    const own = new Float64Array(count);
    const ownWeights = weights === null ? null : new Float64Array(count);
    const smooth = new Float64Array(count);
    const right = Math.min(settings.window, count) - 1;
    const left = Math.max(0, count - settings.window);
    for (let phase = 0; phase < period; phase += 1) {
      if (Math.floor((n - 1 - phase) / period) + 1 !== count) continue;
      for (let k = 0; k < count; k += 1) {
        own[k] = values[phase + k * period] ?? 0;
        if (ownWeights !== null) ownWeights[k] = weights?.[phase + k * period] ?? 0;
      }
      smoothLoess(own, settings, ownWeights, smooth);
      const before = loessAt(own, settings, -1, 0, right, ownWeights);
      const after = loessAt(own, settings, count, left, count - 1, ownWeights);
      out[phase] = Number.isNaN(before) ? (smooth[0] ?? 0) : before;
      for (let k = 0; k < count; k += 1) out[phase + (k + 1) * period] = smooth[k] ?? 0;
      out[phase + (count + 1) * period] = Number.isNaN(after) ? (smooth[count - 1] ?? 0) : after;
    }
  }
  return out;
}

/** Mean of each run of `length` values: length − 1 values fewer. */
function averageRuns(values: Float64Array, length: number): Float64Array {
  const out = new Float64Array(values.length - length + 1);
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) {
    sum += values[t] ?? 0;
    if (t >= length) sum -= values[t - length] ?? 0;
    if (t >= length - 1) out[t - length + 1] = sum / length;
  }
  return out;
}

/** Bisquare weights of what is left, six median residuals wide (section 2.4). */
function weighResiduals(y: Float64Array, { trend, season, weights }: StlParts): void {
  const sizes = y.map((value, t) => Math.abs(value - (season[t] ?? 0) - (trend[t] ?? 0)));
  const width = 6 * median(sizes);
  sizes.forEach((size, t) => {
    if (size <= 0.001 * width) weights[t] = 1;
    else weights[t] = size <= 0.999 * width ? (1 - (size / width) ** 2) ** 2 : 0;
  });
}
