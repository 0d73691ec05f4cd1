import type { Smoothing, SparseMethod } from './types.ts';

/** Where smoothing begins. */
export interface SparseStart {
  /** Size of a demand. */
  readonly size: number;
  /** Known steps from one demand to the next. */
  readonly interval: number;
}

export interface SparseRun {
  readonly fitted: Float64Array;
  /** Expected demand of a step after the last. */
  readonly next: number;
  readonly squaredError: number;
}

/**
 * Runs one method over demand by step (NaN: no chance to sell, passed over).
 * Croston 1972: smoothed size over smoothed interval, both moved at a demand only. SBA: that times 1 − β/2, which takes
 * its bias out (Syntetos & Boylan 2005). TSB: smoothed size times a probability that is moved at every step, so that an
 * item nobody wants any more fades away (Teunter, Syntetos & Babai 2011).
 */
export function smoothSparse(
  y: Float64Array,
  method: SparseMethod,
  smoothing: Smoothing,
  start: SparseStart,
): SparseRun {
  const fitted = new Float64Array(y.length);
  let { size, interval } = start;
  let probability = 1 / interval;
  let since = 0;
  let squaredError = 0;
  const expect = () => {
    if (method === 'tsb') return probability * size;
    return (method === 'sba' ? 1 - smoothing.rate / 2 : 1) * (size / interval);
  };
  for (let t = 0; t < y.length; t += 1) {
    const value = y[t] ?? Number.NaN;
    const expected = expect();
    fitted[t] = expected;
    if (Number.isNaN(value)) continue;
    squaredError += (value - expected) ** 2;
    since += 1;
    const sold = value > 0;
    probability += smoothing.rate * ((sold ? 1 : 0) - probability);
    if (!sold) continue;
    size += smoothing.size * (value - size);
    interval += smoothing.rate * (since - interval);
    since = 0;
  }
  return { fitted, next: expect(), squaredError };
}
