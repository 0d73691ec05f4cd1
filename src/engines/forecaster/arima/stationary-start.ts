import type { ArmaPolynomials } from './arma-polynomials.ts';

/** Size of the state of Harvey's form: max(p, q + 1). */
function stateSize({ phi, theta }: ArmaPolynomials): number {
  return Math.max(phi.length, theta.length + 1);
}

/**
 * First row of the state's covariance before anything is seen, for innovations of variance one, in Harvey's form
 * (1989, §3.3: state i is Σ φ(i+j)·w(t−1−j) + θ(i−1+j)·e(t−j)). From the autocovariances of the process: the AR part's
 * by inverse Durbin–Levinson, then weighted by the MA part. Null when the AR part is not stationary.
 */
export function startingCovariances(arma: ArmaPolynomials): Float64Array | null {
  const { phi, theta } = arma;
  const r = stateSize(arma);
  const lags = r + theta.length;
  const pure = autoregressiveCovariances(phi, lags);
  if (pure === null) return null;
  const full = Float64Array.of(1, ...theta);
  const squares = new Float64Array(full.length);
  full.forEach((a, i) => {
    if (a === 0) return;
    for (let lag = 0; lag + i < full.length; lag += 1) squares[lag] = (squares[lag] ?? 0) + a * (full[i + lag] ?? 0);
  });
  const gamma = new Float64Array(r + 1);
  for (let k = 0; k <= r; k += 1) {
    let sum = (squares[0] ?? 0) * (pure[k] ?? 0);
    for (let lag = 1; lag < squares.length; lag += 1) {
      const weight = squares[lag] ?? 0;
      if (weight !== 0) sum += weight * ((pure[Math.abs(k - lag)] ?? 0) + (pure[k + lag] ?? 0));
    }
    gamma[k] = sum;
  }
  const psi = impulseResponse(arma, r);
  const row = new Float64Array(r);
  row[0] = gamma[0] ?? 0;
  for (let i = 1; i < r; i += 1) {
    let sum = 0;
    for (let j = 0; i + j < r; j += 1) {
      sum += (phi[i + j] ?? 0) * (gamma[j + 1] ?? 0) + (full[i + j] ?? 0) * (psi[j] ?? 0);
    }
    row[i] = sum;
  }
  return Number.isFinite(row[0]) && (row[0] ?? 0) > 0 ? row : null;
}

/** The whole covariance (r × r, row by row) from its first row: P = TPT′ + RR′ read from the far corner back. */
export function fillCovariance({ phi, theta }: ArmaPolynomials, row: Float64Array): Float64Array {
  const r = row.length;
  const out = new Float64Array(r * r);
  const at = (i: number) => phi[i] ?? 0;
  const load = (i: number) => (i === 0 ? 1 : (theta[i - 1] ?? 0));
  const first = row[0] ?? 0;
  for (let i = r - 1; i >= 0; i -= 1) {
    for (let j = i; j >= 0; j -= 1) {
      const inner = i + 1 < r ? (out[(i + 1) * r + j + 1] ?? 0) : 0;
      const value =
        j === 0
          ? (row[i] ?? 0)
          : at(i) * at(j) * first + at(i) * (row[j + 1] ?? 0) + at(j) * (row[i + 1] ?? 0) + inner + load(i) * load(j);
      out[i * r + j] = value;
      out[j * r + i] = value;
    }
  }
  return out;
}

/** Weights of the past innovations: w(t) = Σ psi[j]·e(t−j). */
function impulseResponse({ phi, theta }: ArmaPolynomials, count: number): Float64Array {
  const psi = new Float64Array(count);
  for (let j = 0; j < count; j += 1) {
    let sum = j === 0 ? 1 : (theta[j - 1] ?? 0);
    for (let i = 1; i <= Math.min(j, phi.length); i += 1) sum += (phi[i - 1] ?? 0) * (psi[j - i] ?? 0);
    psi[j] = sum;
  }
  return psi;
}

/** Autocovariances 0 … lags of an AR process with innovations of variance one. */
function autoregressiveCovariances(phi: Float64Array, lags: number): Float64Array | null {
  const size = phi.length;
  const predictors: Float64Array[] = [phi];
  let below = phi;
  let variance = 1;
  for (let k = size; k > 0; k -= 1) {
    const partial = below[k - 1] ?? 0;
    const scale = 1 - partial * partial;
    if (!(scale > 0)) return null;
    variance /= scale;
    const next = new Float64Array(k - 1);
    for (let i = 0; i < k - 1; i += 1) next[i] = ((below[i] ?? 0) + partial * (below[k - 2 - i] ?? 0)) / scale;
    below = next;
    predictors.push(next);
  }
  const out = new Float64Array(lags + 1);
  out[0] = variance;
  let spread = variance;
  for (let k = 1; k <= lags; k += 1) {
    const known = k <= size;
    const predictor = known ? (predictors[size - k + 1] ?? phi) : phi;
    let sum = 0;
    for (let i = 0; i < predictor.length; i += 1) sum += (predictor[i] ?? 0) * (out[k - 1 - i] ?? 0);
    if (known) {
      const partial = predictors[size - k]?.[k - 1] ?? 0;
      sum += partial * spread;
      spread *= 1 - partial * partial;
    }
    out[k] = sum;
  }
  return out;
}
