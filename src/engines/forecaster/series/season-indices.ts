import { mean } from '../numerics/mean.ts';

/** Seasonal pattern by phase; multiplicative indices average one, additive ones zero. */
export interface SeasonIndices {
  readonly kind: 'none' | 'additive' | 'multiplicative';
  readonly byPhase: Float64Array;
}

/** Centred moving average over one period (2×m for even m); NaN at both ends. */
export function movingAverage(y: Float64Array, period: number): Float64Array {
  const half = period >> 1;
  const even = period % 2 === 0;
  const out = new Float64Array(y.length).fill(Number.NaN);
  for (let t = half; t < y.length - half; t += 1) {
    let sum = 0;
    for (let k = -half; k <= half; k += 1) {
      sum += (even && Math.abs(k) === half ? 0.5 : 1) * (y[t + k] ?? 0);
    }
    out[t] = sum / period;
  }
  return out;
}

/** Classical decomposition (Makridakis, Wheelwright & Hyndman 1998, ch. 3). `y` has no missing value. */
export function classicalIndices(y: Float64Array, period: number, kind: 'additive' | 'multiplicative'): SeasonIndices {
  const trend = movingAverage(y, period);
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  const multiplicative = kind === 'multiplicative';
  for (let t = 0; t < y.length; t += 1) {
    const level = trend[t] ?? Number.NaN;
    if (Number.isNaN(level) || (multiplicative && level <= 0)) continue;
    const phase = t % period;
    sums[phase] = (sums[phase] ?? 0) + (multiplicative ? (y[t] ?? 0) / level : (y[t] ?? 0) - level);
    counts[phase] = (counts[phase] ?? 0) + 1;
  }
  const neutral = multiplicative ? 1 : 0;
  const byPhase = sums.map((sum, phase) => ((counts[phase] ?? 0) > 0 ? sum / (counts[phase] ?? 1) : neutral));
  const centre = mean(byPhase);
  if (multiplicative && centre <= 0) return { kind: 'none', byPhase: new Float64Array(period).fill(1) };
  return { kind, byPhase: byPhase.map((index) => (multiplicative ? Math.max(index / centre, 1e-3) : index - centre)) };
}

/**
 * Is there a season? 90% test on the autocorrelation at the seasonal lag against the Bartlett bound,
 * as used (two-sided there) for the Theta method in M3/M4 (Assimakopoulos & Nikolopoulos 2000; Makridakis et al. 2020).
 * `y` has no missing value.
 */
export function isSeasonal(y: Float64Array, period: number): boolean {
  const n = y.length;
  if (period < 2 || n < 2 * period) return false;
  const centre = mean(y);
  let variance = 0;
  for (const value of y) variance += (value - centre) ** 2;
  if (variance <= 0) return false;
  let squares = 0;
  let last = 0;
  for (let lag = 1; lag <= period; lag += 1) {
    let sum = 0;
    for (let t = lag; t < n; t += 1) sum += ((y[t] ?? 0) - centre) * ((y[t - lag] ?? 0) - centre);
    last = sum / variance;
    if (lag < period) squares += last * last;
  }
  return last > 1.645 * Math.sqrt((1 + 2 * squares) / n);
}

/** Removes the pattern from a whole series (NaN stays NaN). */
export function deseasonalise(y: Float64Array, indices: SeasonIndices): Float64Array {
  const period = indices.byPhase.length;
  if (indices.kind === 'none') return y.slice();
  if (indices.kind === 'additive') return y.map((value, t) => value - (indices.byPhase[t % period] ?? 0));
  return y.map((value, t) => value / (indices.byPhase[t % period] ?? 1));
}

/** Puts the pattern of step `t` back on one value. */
export function reseasonalise(value: number, t: number, indices: SeasonIndices): number {
  const index = indices.byPhase[t % indices.byPhase.length] ?? 0;
  if (indices.kind === 'additive') return value + index;
  return indices.kind === 'multiplicative' ? value * index : value;
}
