/**
 * Solves A·x = b for a symmetric positive definite A, row by row, by Cholesky; null where it is not.
 * Only the lower triangle is read.
 */
export function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const size = right.length;
  const lower = matrix.slice();
  const at = (i: number, j: number) => lower[i * size + j] ?? 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let left = at(i, j);
      for (let k = 0; k < j; k += 1) left -= at(i, k) * at(j, k);
      if (i === j && !(left > 0 && Number.isFinite(left))) return null;
      lower[i * size + j] = i === j ? Math.sqrt(left) : left / at(j, j);
    }
  }
  const x = right.slice();
  for (let i = 0; i < size; i += 1) {
    let left = x[i] ?? 0;
    for (let k = 0; k < i; k += 1) left -= at(i, k) * (x[k] ?? 0);
    x[i] = left / at(i, i);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let left = x[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) left -= at(k, i) * (x[k] ?? 0);
    x[i] = left / at(i, i);
  }
  return x.every(Number.isFinite) ? x : null;
}
