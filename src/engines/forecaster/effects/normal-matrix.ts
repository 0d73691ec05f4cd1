/** A symmetric matrix, row by row. */
export interface SymmetricMatrix {
  readonly size: number;
  readonly values: Float64Array;
}

/** Sums of products of every two columns. */
export function multiplyColumns(columns: readonly Float64Array[]): SymmetricMatrix {
  const size = columns.length;
  const values = new Float64Array(size * size);
  columns.forEach((a, i) => {
    for (let j = 0; j <= i; j += 1) {
      const b = columns[j];
      if (b === undefined) continue;
      let sum = 0;
      for (let t = 0; t < a.length; t += 1) sum += (a[t] ?? 0) * (b[t] ?? 0);
      values[i * size + j] = sum;
      values[j * size + i] = sum;
    }
  });
  return { size, values };
}

/**
 * What is left of a normal matrix when its first `count` columns have explained all they can of the others (Frisch &
 * Waugh 1933). `ridge` is added to the first diagonal places.
 */
export function eliminate({ size, values }: SymmetricMatrix, count: number, ridge: ArrayLike<number>): SymmetricMatrix {
  const work = values.slice();
  eliminateInPlace(work, size, count, ridge);
  const left = size - count;
  const out = new Float64Array(left * left);
  for (let i = 0; i < left; i += 1) {
    for (let j = 0; j < left; j += 1) out[i * left + j] = work[(i + count) * size + j + count] ?? 0;
  }
  return { size: left, values: out };
}

/** Coefficients of all columns but the last on the last, with `ridge` on the diagonal. */
export function regressLast({ size, values }: SymmetricMatrix, ridge: ArrayLike<number>): Float64Array {
  const count = size - 1;
  const work = values.slice();
  const passed = eliminateInPlace(work, size, count, ridge);
  const solution = new Float64Array(count);
  for (let k = count - 1; k >= 0; k -= 1) {
    if (passed[k] === 1) continue;
    let right = work[k * size + count] ?? 0;
    for (let j = k + 1; j < count; j += 1) right -= (work[k * size + j] ?? 0) * (solution[j] ?? 0);
    const value = right / (work[k * size + k] ?? 1);
    solution[k] = Number.isFinite(value) ? value : 0;
  }
  return solution;
}

/** Gaussian elimination of the first `count` columns. Marks with 1 the columns passed over: nothing of their own. */
function eliminateInPlace(work: Float64Array, size: number, count: number, ridge: ArrayLike<number>): Uint8Array {
  const passed = new Uint8Array(count);
  for (let k = 0; k < count; k += 1) {
    const given = work[k * size + k] ?? 0;
    const pivot = given + (ridge[k] ?? 0);
    work[k * size + k] = pivot;
    if (!(pivot > 1e-10)) {
      passed[k] = 1;
      continue;
    }
    for (let i = k + 1; i < size; i += 1) {
      const share = (work[i * size + k] ?? 0) / pivot;
      if (share === 0) continue;
      for (let j = k + 1; j < size; j += 1) {
        work[i * size + j] = (work[i * size + j] ?? 0) - share * (work[k * size + j] ?? 0);
      }
    }
  }
  return passed;
}
