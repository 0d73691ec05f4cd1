import type { ArmaPolynomials } from './arma-polynomials.ts';
import { startingCovariances } from './stationary-start.ts';

/** Standardised innovations of each column, and Σ ln F. */
export interface Innovations {
  readonly scaled: readonly Float64Array[];
  readonly logDeterminant: number;
}

/** Below this the one-step variance is the innovation's own: what is left of the start no longer matters. */
const SETTLED = 1e-10;

/**
 * The exact Kalman filter of an ARMA process over columns without missing values, in O(r) a step instead of O(r²):
 * from a stationary start the state's covariance moves by rank one (Morf, Sidhu & Kailath 1974; Pearlman 1980). Once
 * the one-step variance has settled, the plain recursion of the model is exact and takes over (Gardner, Harvey &
 * Phillips 1980, AS 154). The gains are the same for all columns, so that regressors cost little.
 * Null when the AR part is not stationary. The arrays that come back are overwritten by the next call.
 */
export function createStationaryFilter(
  columns: readonly Float64Array[],
): (arma: ArmaPolynomials) => Innovations | null {
  const n = columns[0]?.length ?? 0;
  const scaled = columns.map(() => new Float64Array(n));
  const raw = columns.map(() => new Float64Array(n));
  return (arma) => {
    const row = startingCovariances(arma);
    if (row === null) return null;
    const r = row.length;
    const phi = new Float64Array(r);
    phi.set(arma.phi);
    let variance = row[0] ?? 1;
    const gain = new Float64Array(r);
    for (let i = 0; i < r; i += 1) gain[i] = (phi[i] ?? 0) * variance + (row[i + 1] ?? 0);
    const change = new Float64Array(r + 1);
    change.set(gain);
    let scale = -1 / variance;
    const states = columns.map(() => new Float64Array(r + 1));
    let logDeterminant = 0;
    let t = 0;
    for (; t < n && variance - 1 > SETTLED; t += 1) {
      logDeterminant += Math.log(variance);
      const root = Math.sqrt(variance);
      for (let c = 0; c < columns.length; c += 1) {
        const state = states[c] ?? row;
        const first = state[0] ?? 0;
        const error = (columns[c]?.[t] ?? 0) - first;
        const rawColumn = raw[c] ?? row;
        const scaledColumn = scaled[c] ?? row;
        rawColumn[t] = error;
        scaledColumn[t] = error / root;
        const weight = error / variance;
        for (let i = 0; i < r; i += 1) {
          state[i] = (phi[i] ?? 0) * first + (state[i + 1] ?? 0) + (gain[i] ?? 0) * weight;
        }
      }
      const lead = change[0] ?? 0;
      const next = variance + scale * lead * lead;
      const pull = lead / variance;
      for (let i = 0; i < r; i += 1) {
        const moved = (phi[i] ?? 0) * lead + (change[i + 1] ?? 0);
        const old = gain[i] ?? 0;
        change[i] = moved - old * pull;
        gain[i] = old + scale * lead * moved;
      }
      scale *= variance / next;
      variance = next;
      if (!(variance > 0)) return null;
    }
    if (t < n) followRecursion(arma, columns, raw, scaled, t);
    return { scaled, logDeterminant };
  };
}

/** e(t) = w(t) − Σ φ·w − Σ θ·e from step `from` on, over the coefficients that are not zero. */
function followRecursion(
  arma: ArmaPolynomials,
  columns: readonly Float64Array[],
  raw: readonly Float64Array[],
  scaled: readonly Float64Array[],
  from: number,
): void {
  const past = listTerms(arma.phi);
  const shocks = listTerms(arma.theta);
  columns.forEach((column, c) => {
    const errors = raw[c] ?? column;
    const out = scaled[c] ?? column;
    for (let t = from; t < column.length; t += 1) {
      let error = column[t] ?? 0;
      for (let k = 0; k < past.lags.length; k += 1) {
        const at = t - (past.lags[k] ?? 0);
        if (at >= 0) error -= (past.weights[k] ?? 0) * (column[at] ?? 0);
      }
      for (let k = 0; k < shocks.lags.length; k += 1) {
        const at = t - (shocks.lags[k] ?? 0);
        if (at >= 0) error -= (shocks.weights[k] ?? 0) * (errors[at] ?? 0);
      }
      errors[t] = error;
      out[t] = error;
    }
  });
}

/** Lags (from one) and weights of the coefficients that are not zero. */
export function listTerms(coefficients: Float64Array): { readonly lags: number[]; readonly weights: number[] } {
  const lags: number[] = [];
  const weights: number[] = [];
  coefficients.forEach((weight, i) => {
    if (weight === 0) return;
    lags.push(i + 1);
    weights.push(weight);
  });
  return { lags, weights };
}
