import { imputeMissing } from '../../../src/engines/forecaster/series/impute-missing.ts';
import { classicalIndices, isSeasonal } from '../../../src/engines/forecaster/series/season-indices.ts';

/**
 * Naïve2, the benchmark of M4 (Makridakis et al. 2020): the last value, seasonally adjusted by classical
 * multiplicative decomposition where three seasons are known and the 90% autocorrelation test finds a season.
 * Where a value is not positive the decomposition is additive.
 */
export function forecastNaive2(train: Float64Array, season: number, horizon: number): Float64Array {
  const filled = imputeMissing(train, train.length, season);
  const last = filled.at(-1) ?? Number.NaN;
  if (train.length < 3 * season || !isSeasonal(filled, season)) return new Float64Array(horizon).fill(last);
  const positive = filled.every((value) => value > 0);
  const { kind, byPhase } = classicalIndices(filled, season, positive ? 'multiplicative' : 'additive');
  const index = (t: number) => byPhase[t % season] ?? Number.NaN;
  const end = train.length - 1;
  return Float64Array.from({ length: horizon }, (_, h) => {
    const t = train.length + h;
    return kind === 'multiplicative' ? (last / index(end)) * index(t) : last - index(end) + index(t);
  });
}
