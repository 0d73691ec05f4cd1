/** Lower factor L of a symmetric positive definite matrix (row-major, its lower triangle is read); null when it is not. */
export function factorCholesky(matrix: Float64Array, size: number): Float64Array | null {
  const factor = new Float64Array(size * size);
  const at = (i: number, j: number) => factor[i * size + j] ?? 0;
  for (let i = 0; i < size; i += 1) {
    const diagonal = matrix[i * size + i] ?? 0;
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * size + j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= at(i, k) * at(j, k);
      if (i !== j) factor[i * size + j] = sum / at(j, j);
      // Relative: a column that the ones before it explain all but for rounding counts as explained.
      else if (sum > 1e-10 * diagonal && Number.isFinite(sum)) factor[i * size + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return factor;
}

/** Solves L·x = b. */
export function solveLower(factor: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = b.slice();
  for (let i = 0; i < size; i += 1) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= (factor[i * size + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (factor[i * size + i] ?? 1);
  }
  return x;
}

/** Solves Lᵀ·x = b. */
export function solveUpper(factor: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = b.slice();
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= (factor[k * size + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (factor[i * size + i] ?? 1);
  }
  return x;
}
