import { factorCholesky, solveLower, solveUpper } from './cholesky.ts';

/**
 * Takes a slowly wandering level out of a series and of everything that explains it: the standardised one-step errors
 * of a random walk plus noise (Durbin & Koopman 2012, ch. 2; explaining columns as in de Jong 1991). The first known
 * value starts the level. A least squares fit on the results is the generalised one on the originals.
 */
export interface Whitened {
  /** One row a known value but for the first. */
  readonly target: Float64Array;
  readonly columns: readonly Float64Array[];
  /** Σ log F of the errors' variances, for the likelihood. */
  readonly logVariance: number;
}

/**
 * @param target one value a step; NaN where unknown
 * @param columns explaining columns, each as long as target, known at every step
 * @param drift variance of the level's step over the variance of the noise; 0 for a fixed level
 */
export function whiten(target: Float64Array, columns: readonly Float64Array[], drift: number): Whitened {
  const gains: number[] = [];
  const scales: number[] = [];
  const places: number[] = [];
  let spread = Number.NaN;
  let logVariance = 0;
  for (let t = 0; t < target.length; t += 1) {
    if (Number.isNaN(spread)) {
      if (!Number.isNaN(target[t])) {
        places.push(t);
        spread = 1 + drift;
      }
      continue;
    }
    if (!Number.isNaN(target[t])) {
      const variance = spread + 1;
      gains.push(spread / variance);
      scales.push(1 / Math.sqrt(variance));
      places.push(t);
      logVariance += Math.log(variance);
      spread = spread / variance;
    }
    spread += drift;
  }
  const run = (values: Float64Array) => filterErrors(values, places, gains, scales);
  return { target: run(target), columns: columns.map(run), logVariance };
}

function filterErrors(
  values: Float64Array,
  places: readonly number[],
  gains: readonly number[],
  scales: readonly number[],
) {
  const errors = new Float64Array(gains.length);
  let level = values[places[0] ?? 0] ?? 0;
  for (let i = 0; i < gains.length; i += 1) {
    const error = (values[places[i + 1] ?? 0] ?? 0) - level;
    level += (gains[i] ?? 0) * error;
    errors[i] = error * (scales[i] ?? 1);
  }
  return errors;
}

/** A fit of the whitened series, with what is needed to weigh it against the same fit with another drift. */
export interface LevelFit {
  readonly drift: number;
  readonly coefficients: Float64Array;
  /** Standard errors of the coefficients. */
  readonly errors: Float64Array;
  /** Rows less columns. */
  readonly freedom: number;
  /** Restricted log-likelihood, with the coefficients and the noise integrated out (Harville 1974). */
  readonly logLikelihood: number;
  /** Standardised one-step residuals. */
  readonly residuals: Float64Array;
  /** Sum of squares left over in the whitened series. */
  readonly rest: number;
}

/** Least squares on the whitened series; null when the columns are not independent or the rows too few. */
export function fitLevel(target: Float64Array, columns: readonly Float64Array[], drift: number): LevelFit | null {
  const white = whiten(target, columns, drift);
  const size = columns.length;
  const freedom = white.target.length - size;
  if (freedom < 3) return null;
  const normal = new Float64Array(size * size);
  const right = new Float64Array(size);
  white.columns.forEach((a, i) => {
    white.columns.forEach((b, j) => {
      if (j <= i) normal[i * size + j] = dot(a, b);
    });
    right[i] = dot(a, white.target);
  });
  const factor = factorCholesky(normal, size);
  if (factor === null) return null;
  const coefficients = solveUpper(factor, solveLower(factor, right));
  const residuals = white.target.map((y, t) =>
    white.columns.reduce((left, column, i) => left - (coefficients[i] ?? 0) * (column[t] ?? 0), y),
  );
  const rest = dot(residuals, residuals);
  const variance = Math.max(rest / freedom, 1e-12);
  const errors = coefficients.map((_, i) => {
    const unit = new Float64Array(size);
    unit[i] = 1;
    const half = solveLower(factor, unit);
    return Math.sqrt(variance * dot(half, half));
  });
  let logDeterminant = 0;
  for (let i = 0; i < size; i += 1) logDeterminant += 2 * Math.log(factor[i * size + i] ?? 1);
  const logLikelihood = -0.5 * (white.logVariance + logDeterminant + freedom * Math.log(variance));
  return {
    drift,
    coefficients,
    errors,
    freedom,
    logLikelihood,
    rest,
    residuals: residuals.map((r) => r / Math.sqrt(variance)),
  };
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
