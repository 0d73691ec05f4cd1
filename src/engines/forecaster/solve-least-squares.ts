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
  return solveCholesky(normal, right);
}

/** Solves A·x = b for symmetric positive definite A (row-major, lower triangle read, overwritten). */
function solveCholesky(a: Float64Array, b: Float64Array): Float64Array | null {
  const size = b.length;
  const at = (i: number, j: number) => a[i * size + j] ?? 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = at(i, j);
      for (let k = 0; k < j; k += 1) sum -= at(i, k) * at(j, k);
      if (i !== j) a[i * size + j] = sum / at(j, j);
      else if (sum > 0 && Number.isFinite(sum)) a[i * size + i] = Math.sqrt(sum);
      else return null;
    }
  }
  const x = b.slice();
  for (let i = 0; i < size; i += 1) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= at(i, k) * (x[k] ?? 0);
    x[i] = sum / at(i, i);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= at(k, i) * (x[k] ?? 0);
    x[i] = sum / at(i, i);
  }
  return x.every(Number.isFinite) ? x : null;
}
