import type { BaseForecast } from './types.ts';

/** Values this large are not a company's numbers, and their sums would not be numbers at all. */
const LARGEST = 1e300;

/** The smallest variance beside the largest: a forecast that was never wrong hardly moves, and the equations hold. */
const LEAST_SHARE = 1e-9;

/** Several forecasts at one step, in the size that calculates best. */
export interface PreparedStep {
  /** In units of `unit`, zero where closed. */
  readonly values: Float64Array;
  readonly isOpen: readonly boolean[];
  /** The largest is one, the smallest 10⁻⁹. */
  readonly variances: Float64Array;
  readonly unit: number;
}

export function prepareStep(forecasts: readonly BaseForecast[], h: number): PreparedStep {
  const means = Float64Array.from(forecasts, ({ mean }) =>
    Math.max(-LARGEST, Math.min(LARGEST, mean[h] ?? Number.NaN)),
  );
  const isOpen = Array.from(means, (value) => !Number.isNaN(value));
  const unit = means.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0) || 1;
  const values = means.map((value) => (value || 0) / unit);
  const variances = forecasts.map(({ errorVariance }) =>
    typeof errorVariance === 'number' ? errorVariance : (errorVariance[h] ?? Number.NaN),
  );
  return { values, isOpen, variances: toWeights(variances, values), unit };
}

/**
 * What is not a number, or is below zero, counts as the largest variance. Where no forecast was ever wrong they move in
 * proportion to their size.
 */
function toWeights(variances: readonly number[], values: Float64Array): Float64Array {
  const isKnown = (value: number) => Number.isFinite(value) && value >= 0;
  const largest = variances.reduce((most, value) => (isKnown(value) && value > most ? value : most), 0);
  const known = Float64Array.from(variances, (value, i) => {
    if (!isKnown(value)) return 1;
    return largest > 0 ? value / largest : (values[i] ?? 0) ** 2;
  });
  const most = known.reduce((a, b) => Math.max(a, b), 0);
  return known.map((value) => (most > 0 ? Math.max(LEAST_SHARE, value / most) : 1));
}
