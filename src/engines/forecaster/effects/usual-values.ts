import { solveLeastSquares } from '../numerics/solve-least-squares.ts';
import { listSteps, listWaves } from '../series/season-waves.ts';

/**
 * The value of a number that would surprise nobody, for each step: where a year's round explains at least a third of
 * it (temperatures, hours of sun) that of the time of the year, else its mean (prices, wind). Learns from
 * x[0 … length), NaN where unknown.
 */
export function findUsualValues(x: Float64Array, length: number, stepsPerYear: number | null): Float64Array {
  const past = x.subarray(0, length);
  const known = past.filter((value) => !Number.isNaN(value));
  const centre = known.reduce((a, b) => a + b, 0) / Math.max(1, known.length);
  const usual = new Float64Array(x.length).fill(centre);
  if (stepsPerYear === null || stepsPerYear < 4 || length < stepsPerYear) return usual;
  const waves = listWaves(listSteps(x.length), stepsPerYear, 2);
  const columns = [new Float64Array(x.length).fill(1), ...waves];
  const solution = solveLeastSquares(
    columns.map((column) => column.subarray(0, length)),
    past,
    1e-3,
  );
  if (solution === null) return usual;
  const round = x.map((_, t) => columns.reduce((sum, column, k) => sum + (solution[k] ?? 0) * (column[t] ?? 0), 0));
  let left = 0;
  let whole = 0;
  past.forEach((value, t) => {
    if (Number.isNaN(value)) return;
    left += (value - (round[t] ?? 0)) ** 2;
    whole += (value - centre) ** 2;
  });
  return left <= (2 / 3) * whole ? round : usual;
}
