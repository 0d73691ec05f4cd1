import type { ProphetRegressor } from './types.ts';

export interface RegressorColumn {
  readonly name: string;
  readonly priorScale: number;
  /** One value for each of `days`, standardised unless it is 0/1. */
  readonly values: Float64Array;
}

const PRIOR_SCALE = 10;

/**
 * Regressors as Prophet takes them: 0/1 as it is, everything else centred and scaled by the steps that teach (R's
 * `initialize_scales_fn`). A column that never changes on those steps teaches nothing and is left out.
 */
export function prepareRegressors(
  regressors: readonly ProphetRegressor[],
  steps: readonly number[],
  count: number,
): readonly RegressorColumn[] {
  return regressors.flatMap(({ name, values, priorScale }) => {
    const column = standardise(values, steps, count);
    if (column === null) return [];
    return [{ name, priorScale: isScale(priorScale) ? priorScale : PRIOR_SCALE, values: column }];
  });
}

function standardise(values: ArrayLike<number>, steps: readonly number[], count: number): Float64Array | null {
  // Over the largest value first: squares of the values themselves may be too large for a number.
  let largest = 0;
  for (const step of steps) {
    const value = Math.abs(values[step] ?? Number.NaN);
    if (Number.isFinite(value)) largest = Math.max(largest, value);
  }
  if (largest === 0) return null;
  const known = steps.map((step) => (values[step] ?? Number.NaN) / largest).filter(Number.isFinite);
  const centre = known.reduce((sum, value) => sum + value, 0) / known.length;
  if (known.every((value) => value === known[0])) return null;
  const isFlag = steps.every((step) => values[step] === 0 || values[step] === 1);
  const variance = steps.reduce((sum, step) => {
    const value = (values[step] ?? Number.NaN) / largest;
    return Number.isFinite(value) ? sum + (value - centre) ** 2 : sum;
  }, 0);
  // An unknown value stands at the mean, which is zero once centred.
  const spread = Math.sqrt(variance / Math.max(1, steps.length - 1));
  if (!isFlag && !(spread > 1e-12)) return null;
  return Float64Array.from({ length: count }, (_, step) => {
    const value = (values[step] ?? Number.NaN) / largest;
    if (!Number.isFinite(value)) return isFlag ? centre : 0;
    return isFlag ? value : (value - centre) / spread;
  });
}

const isScale = (value: number | undefined): value is number => value !== undefined && value > 0 && value < 1e6;
