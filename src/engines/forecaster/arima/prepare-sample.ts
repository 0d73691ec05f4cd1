import { imputeMissing } from '../series/impute-missing.ts';
import type { ArimaSample } from './estimate-arima.ts';
import { transformValue } from './power-transform.ts';

/** Innovation variance, against the mean square, that counts as none: sixteen digits hold no more. */
const EXACT = 1e-20;

/** Transforms known values and fills the gaps. `y`: NaN where unknown. */
export function prepareSample(
  y: Float64Array,
  lambda: number,
  season: number,
  regressors: readonly Float64Array[],
): ArimaSample {
  const moved = y.map((value) => (Number.isNaN(value) ? value : transformValue(value, lambda)));
  const known = Array.from(moved, (value) => !Number.isNaN(value));
  const filled = imputeMissing(moved, moved.length, season);
  const square = filled.reduce((sum, value) => sum + value * value, 0) / filled.length;
  return { filled, known, complete: known.every(Boolean), regressors, floor: Math.max(square * EXACT, 1e-300) };
}

/** Known values divided by their largest size, so that no square runs out of range; regressors as numbers. */
export function readSeries(
  values: readonly (number | null)[],
  regressors: readonly (readonly number[])[],
): { readonly y: Float64Array; readonly scale: number; readonly columns: Float64Array[]; readonly have: number } {
  const y = Float64Array.from(values, (value) => (value !== null && Number.isFinite(value) ? value : Number.NaN));
  for (const column of regressors) {
    for (let t = 0; t < y.length; t += 1) if (!Number.isFinite(column[t] ?? Number.NaN)) y[t] = Number.NaN;
  }
  let scale = 0;
  let have = 0;
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    have += 1;
    scale = Math.max(scale, Math.abs(value));
  }
  // Below the smallest normal number a quotient would lose its digits.
  if (!(scale > 1e-290)) scale = 1;
  return { y: y.map((value) => value / scale), scale, columns: regressors.map((c) => fillMean(c, y.length)), have };
}

/** Unknown values become the mean of the known ones. */
export function fillMean(column: readonly number[], length: number, mean = meanOf(column)): Float64Array {
  return Float64Array.from({ length }, (_, t) => {
    const value = column[t] ?? Number.NaN;
    return Number.isFinite(value) ? value : mean;
  });
}

/** Mean of the known values; 0 for none. */
export function meanOf(column: readonly number[]): number {
  const known = column.filter(Number.isFinite);
  return known.reduce((mean, value) => mean + value / known.length, 0);
}
