import { solvePositive } from './solve-positive.ts';

/**
 * Solves min ‖columns·x − target‖² + ridge·diag‖x‖² by the normal equations and Cholesky.
 * `columns`: p arrays of n values; rows whose target is NaN are left out. `ridge` is relative to each column's
 * own sum of squares. Returns null when the equations are singular.
 */
export function solveLeastSquares(
  columns: readonly Float64Array[],
  target: Float64Array,
  ridge: number,
  weights?: Float64Array,
): Float64Array | null {
  const size = columns.length;
  const normal = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const a = columns[i];
    if (a === undefined) return null;
    for (let j = 0; j <= i; j += 1) {
      const b = columns[j];
      if (b === undefined) return null;
      let sum = 0;
      for (let t = 0; t < target.length; t += 1) {
        if (!Number.isNaN(target[t])) sum += (weights?.[t] ?? 1) * (a[t] ?? 0) * (b[t] ?? 0);
      }
      normal[i * size + j] = sum;
    }
    let sum = 0;
    for (let t = 0; t < target.length; t += 1) {
      const y = target[t] ?? Number.NaN;
      if (!Number.isNaN(y)) sum += (weights?.[t] ?? 1) * (a[t] ?? 0) * y;
    }
    right[i] = sum;
  }
  for (let i = 0; i < size; i += 1) normal[i * size + i] = (normal[i * size + i] ?? 0) * (1 + ridge);
  return solvePositive(normal, right);
}
