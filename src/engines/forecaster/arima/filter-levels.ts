import type { ArmaPolynomials } from './arma-polynomials.ts';
import { listTerms } from './filter-stationary.ts';
import { fillCovariance, startingCovariances } from './stationary-start.ts';
import type { Differencing } from './take-differences.ts';

/** What is known of the state after the last step, and what was expected on the way. */
export interface LevelFilter {
  /** Standardised innovations of each column at the `count` steps that enter the likelihood. */
  readonly scaled: readonly Float64Array[];
  readonly count: number;
  readonly logDeterminant: number;
  /** One-step forecasts of each column; NaN for the first `lost` steps. */
  readonly expected: readonly Float64Array[];
  /** One state for each column, and their common covariance (innovation variance one). */
  readonly states: readonly Float64Array[];
  readonly covariance: Float64Array;
}

/** Variance of an unknown starting level, in innovation variances: vague, yet far from losing digits. */
const VAGUE = 1e4;

/** A step whose variance is still mostly that of the unknown start says nothing about the model. */
const UNINFORMED = 1e3;

/** What may be left of the start when the covariance is called settled. */
const SETTLED = 1e-9;

/**
 * The exact Kalman filter of an ARIMA process with missing values: Harvey's ARMA state, and below it the last levels
 * that the differences need (Harvey 1989, §3.3; as R's `arima`, but started from the first observed levels instead of a
 * wholly diffuse state). `columns`: the series with its gaps filled by anything plausible, then regressors; `known`
 * says where the series holds a value. All columns share the gains, so that regression coefficients can be profiled.
 */
export function filterLevels(
  columns: readonly Float64Array[],
  known: readonly boolean[],
  arma: ArmaPolynomials,
  differencing: Differencing,
): LevelFilter | null {
  const row = startingCovariances(arma);
  if (row === null) return null;
  const { lost } = differencing;
  const system = makeSystem(arma, row.length, differencing);
  const { r, size, terms } = system;
  const n = known.length;
  const covariance = new Float64Array(size * size);
  const corner = fillCovariance(arma, row);
  for (let i = 0; i < r; i += 1) covariance.set(corner.subarray(i * r, i * r + r), i * size);
  for (let j = 0; j < lost; j += 1) {
    if (known[lost - 1 - j] !== true) covariance[(r + j) * size + r + j] = VAGUE;
  }
  const states = columns.map((column) => {
    const state = new Float64Array(size);
    for (let j = 0; j < lost; j += 1) state[r + j] = column[lost - 1 - j] ?? 0;
    return state;
  });
  const scaled = columns.map(() => new Float64Array(n));
  const expected = columns.map(() => new Float64Array(n).fill(Number.NaN));
  const gain = new Float64Array(size);
  const scratch = new Float64Array(size * size);
  const rest = shockCovariance(system);
  const restTrace = trace(rest, size);
  let settled = false;
  let count = 0;
  let logDeterminant = 0;
  for (let t = lost; t < n; t += 1) {
    states.forEach((state, c) => {
      const column = expected[c];
      if (column !== undefined) column[t] = observe(system, state);
    });
    if (known[t] === true) {
      let variance = 1;
      if (settled) gain.set(system.load);
      else {
        for (let i = 0; i < size; i += 1) {
          let sum = covariance[i * size] ?? 0;
          for (let k = 0; k < terms.lags.length; k += 1) {
            sum += (terms.weights[k] ?? 0) * (covariance[i * size + r - 1 + (terms.lags[k] ?? 0)] ?? 0);
          }
          gain[i] = sum;
        }
        variance = observe(system, gain);
        if (!(variance > 0)) return null;
      }
      const informed = variance < UNINFORMED;
      if (informed) logDeterminant += Math.log(variance);
      const root = Math.sqrt(variance);
      states.forEach((state, c) => {
        const error = (columns[c]?.[t] ?? 0) - (expected[c]?.[t] ?? 0);
        const column = scaled[c];
        if (informed && column !== undefined) column[count] = error / root;
        const weight = error / variance;
        for (let i = 0; i < size; i += 1) state[i] = (state[i] ?? 0) + (gain[i] ?? 0) * weight;
      });
      if (informed) count += 1;
      if (!settled) {
        for (let i = 0; i < size; i += 1) {
          const weight = (gain[i] ?? 0) / variance;
          for (let k = 0; k < size; k += 1) {
            covariance[i * size + k] = (covariance[i * size + k] ?? 0) - weight * (gain[k] ?? 0);
          }
        }
      }
    } else settled = false;
    for (const state of states) advanceState(system, state);
    if (settled) continue;
    // A settled covariance is the newest shock's alone and stays so until a value is missing.
    advanceCovariance(system, covariance, scratch);
    if (known[t] === true && trace(covariance, size) - restTrace < SETTLED) {
      settled = true;
      covariance.set(rest);
    }
  }
  return { scaled, count, logDeterminant, expected, states, covariance };
}

/** Means and variances (innovation variance one) of the next `horizon` steps of one state; both arguments are kept. */
export function projectLevels(
  arma: ArmaPolynomials,
  differencing: Differencing,
  state: Float64Array,
  covariance: Float64Array,
  horizon: number,
): { readonly mean: Float64Array; readonly variance: Float64Array } {
  const system = makeSystem(arma, state.length - differencing.lost, differencing);
  const { size } = system;
  const now = state.slice();
  const spread = covariance.slice();
  const scratch = new Float64Array(spread.length);
  const mean = new Float64Array(horizon);
  const variance = new Float64Array(horizon);
  const image = new Float64Array(size);
  for (let h = 0; h < horizon; h += 1) {
    mean[h] = observe(system, now);
    for (let i = 0; i < size; i += 1) image[i] = observe(system, spread.subarray(i * size, (i + 1) * size));
    variance[h] = Math.max(0, observe(system, image));
    advanceState(system, now);
    advanceCovariance(system, spread, scratch);
  }
  return { mean, variance };
}

interface System {
  readonly r: number;
  readonly size: number;
  readonly phi: Float64Array;
  /** What a shock of one adds to the state. */
  readonly load: Float64Array;
  /** Lags and weights of the differences. */
  readonly terms: { readonly lags: readonly number[]; readonly weights: readonly number[] };
}

function makeSystem(arma: ArmaPolynomials, r: number, { weights, lost }: Differencing): System {
  const size = r + lost;
  const phi = new Float64Array(r);
  phi.set(arma.phi);
  const load = new Float64Array(size);
  load[0] = 1;
  load.set(arma.theta, 1);
  return { r, size, phi, load, terms: listTerms(weights) };
}

/** The level that a state (or the image of one) amounts to. */
function observe({ r, terms }: System, state: Float64Array): number {
  let sum = state[0] ?? 0;
  for (let k = 0; k < terms.lags.length; k += 1) {
    sum += (terms.weights[k] ?? 0) * (state[r - 1 + (terms.lags[k] ?? 0)] ?? 0);
  }
  return sum;
}

function advanceState(system: System, state: Float64Array): void {
  const { r, size, phi } = system;
  const level = observe(system, state);
  const first = state[0] ?? 0;
  for (let i = 0; i < r; i += 1) state[i] = (phi[i] ?? 0) * first + (i + 1 < r ? (state[i + 1] ?? 0) : 0);
  for (let i = size - 1; i > r; i -= 1) state[i] = state[i - 1] ?? 0;
  if (size > r) state[r] = level;
}

/** P ← T·P·T′ + RR′, in place: T on each column is one advance of a state, and again on each row. */
function advanceCovariance(system: System, covariance: Float64Array, scratch: Float64Array): void {
  const { size, load } = system;
  for (let i = 0; i < size; i += 1) advanceState(system, covariance.subarray(i * size, (i + 1) * size));
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) scratch[k * size + i] = covariance[i * size + k] ?? 0;
  }
  for (let i = 0; i < size; i += 1) advanceState(system, scratch.subarray(i * size, (i + 1) * size));
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) {
      covariance[i * size + k] = (scratch[i * size + k] ?? 0) + (load[i] ?? 0) * (load[k] ?? 0);
    }
  }
}

function shockCovariance({ size, load }: System): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) out[i * size + k] = (load[i] ?? 0) * (load[k] ?? 0);
  }
  return out;
}

function trace(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i += 1) sum += matrix[i * size + i] ?? 0;
  return sum;
}
