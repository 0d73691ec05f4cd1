/** The likelihood at its best over regression coefficients and innovation variance. */
export interface Profile {
  readonly logLikelihood: number;
  readonly variance: number;
  /** One for each regressor; zero for one that says nothing the earlier ones did not. */
  readonly coefficients: Float64Array;
  /** Regressors that count. */
  readonly rank: number;
}

/**
 * Generalised least squares on what a Kalman filter made of each column: `scaled` holds the standardised innovations of
 * the series and then of each regressor (Harvey 1989, §3.4.2), of which the first `count` are used. `logDeterminant` is
 * Σ ln F. `floor` keeps a series that is fitted exactly from a likelihood without end.
 */
export function profileLikelihood(
  scaled: readonly Float64Array[],
  count: number,
  logDeterminant: number,
  floor: number,
): Profile {
  const [target, ...columns] = scaled;
  if (target === undefined || count === 0) {
    return { logLikelihood: Number.NEGATIVE_INFINITY, variance: floor, coefficients: new Float64Array(0), rank: 0 };
  }
  const { coefficients, rank } = regress(target, columns, count);
  const errors = target.slice(0, count);
  columns.forEach((column, c) => {
    const beta = coefficients[c] ?? 0;
    for (let t = 0; t < count; t += 1) errors[t] = (errors[t] ?? 0) - beta * (column[t] ?? 0);
  });
  const variance = Math.max(dot(errors, errors, count) / count, floor);
  const logLikelihood = -0.5 * (count * (Math.log(2 * Math.PI * variance) + 1) + logDeterminant);
  return { logLikelihood, variance, coefficients, rank };
}

/** A column with less than this share of its squares left after the earlier ones is left out. */
const NEGLIGIBLE = 1e-9;

/** Least squares by Cholesky; columns that depend on earlier ones get the coefficient zero. */
function regress(target: Float64Array, columns: readonly Float64Array[], count: number) {
  const size = columns.length;
  const coefficients = new Float64Array(size);
  const factor = new Float64Array(size * size);
  const forward = new Float64Array(size);
  let rank = 0;
  columns.forEach((column, i) => {
    const own = dot(column, column, count);
    let left = own;
    let right = dot(column, target, count);
    columns.slice(0, i).forEach((other, j) => {
      const pivot = factor[j * size + j] ?? 0;
      if (pivot === 0) return;
      let sum = dot(column, other, count);
      for (let k = 0; k < j; k += 1) sum -= (factor[i * size + k] ?? 0) * (factor[j * size + k] ?? 0);
      const entry = sum / pivot;
      factor[i * size + j] = entry;
      left -= entry * entry;
      right -= entry * (forward[j] ?? 0);
    });
    if (!(left > NEGLIGIBLE * own)) {
      factor.fill(0, i * size, i * size + i);
      return;
    }
    factor[i * size + i] = Math.sqrt(left);
    forward[i] = right / Math.sqrt(left);
    rank += 1;
  });
  for (let i = size - 1; i >= 0; i -= 1) {
    const pivot = factor[i * size + i] ?? 0;
    if (pivot === 0) continue;
    let sum = forward[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= (factor[k * size + i] ?? 0) * (coefficients[k] ?? 0);
    coefficients[i] = sum / pivot;
  }
  return { coefficients, rank };
}

function dot(a: Float64Array, b: Float64Array, count: number): number {
  let sum = 0;
  for (let t = 0; t < count; t += 1) sum += (a[t] ?? 0) * (b[t] ?? 0);
  return sum;
}
