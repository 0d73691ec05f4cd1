import { solveLeastSquares } from '../numerics/solve-least-squares.ts';
import { imputeMissing } from './impute-missing.ts';
import { listSteps, listWaves } from './season-waves.ts';

/**
 * A smooth yearly pattern as a factor by step, averaging one in the logarithm: two Fourier pairs (three from three
 * years on) beside a straight line, on the logarithm of block means (a block is one season, so the week is averaged
 * out), refitted once with Huber weights so that a closed week or a feast does not bend it. Learns from y[0 … length)
 * and answers for every step up to `until`. Null under 1.2 years, or where a block is not positive.
 * The harmonic regression is that of Hyndman & Athanasopoulos, "Forecasting: Principles and Practice", section 7.4.
 */
export function fitAnnualFactor(
  y: Float64Array,
  length: number,
  period: number,
  stepsPerYear: number,
  until: number,
): Float64Array | null {
  const years = length / stepsPerYear;
  if (years < 1.2) return null;
  const filled = imputeMissing(y, length, period);
  const blocks = Math.floor(length / period);
  const offset = length - blocks * period;
  const target = new Float64Array(blocks);
  for (let k = 0; k < blocks; k += 1) {
    let sum = 0;
    for (let i = 0; i < period; i += 1) sum += filled[offset + k * period + i] ?? 0;
    if (sum <= 0) return null;
    target[k] = Math.log(sum / period);
  }
  const harmonics = years >= 3 ? 3 : 2;
  const centres = Float64Array.from(target, (_, k) => offset + k * period + (period - 1) / 2);
  const line = [new Float64Array(blocks).fill(1), centres.map((t) => t / length)];
  const waves = listWaves(centres, stepsPerYear, harmonics);
  const columns = [...line, ...waves];
  const plain = solveLeastSquares(columns, target, 1e-3);
  if (plain === null) return null;
  const robust = solveLeastSquares(columns, target, 1e-3, huberWeights(columns, target, plain)) ?? plain;

  const factor = new Float64Array(until);
  listWaves(listSteps(until), stepsPerYear, harmonics).forEach((wave, k) => {
    for (let t = 0; t < until; t += 1) factor[t] = (factor[t] ?? 0) + (robust[line.length + k] ?? 0) * (wave[t] ?? 0);
  });
  // A pattern that swings by more than a factor of seven up or down is the fit going wrong, not a year.
  return factor.map((value) => Math.exp(Math.max(-2, Math.min(2, value))));
}

function huberWeights(columns: readonly Float64Array[], target: Float64Array, solution: Float64Array): Float64Array {
  const residuals = target.map((value, t) => {
    let fitted = 0;
    columns.forEach((column, k) => {
      fitted += (solution[k] ?? 0) * (column[t] ?? 0);
    });
    return Math.abs(value - fitted);
  });
  const spread = 1.4826 * (residuals.slice().sort()[residuals.length >> 1] ?? 0);
  const bound = 1.345 * spread;
  return residuals.map((size) => (size <= bound || size === 0 ? 1 : bound / size));
}
