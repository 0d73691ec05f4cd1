/**
 * The form of an exponential smoothing state-space model (Hyndman, Koehler, Ord & Snyder 2008, tables 2.2 and 2.3):
 * error additive or multiplicative; trend none, additive, damped; season none, additive, multiplicative.
 */
export interface EtsForm {
  readonly error: 'A' | 'M';
  readonly trend: 'N' | 'A' | 'Ad';
  readonly season: 'N' | 'A' | 'M';
  /** Steps in a season, 1 where there is none. */
  readonly period: number;
}

/** Smoothing parameters in the error-correction form: 0 < β < α, 0 < γ < 1 − α. */
export interface EtsSmoothing {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

/** [level, slope, season of phase 0 … season of phase period − 1]; the phase of step t is t mod period. */
export type EtsState = Float64Array;

/** A filter that stays within sense: forecasts near zero would make relative errors explode. */
const SMALLEST = 1e-9;

/**
 * Runs the filter over y[from … to), changing `state` to the state after the last step.
 * NaN in y is a step without an observation: level and slope move on, nothing is learned.
 * `residuals`, when given, receives the error of each step (relative where the error is multiplicative).
 * Returns −2·log-likelihood up to a constant, with the variance concentrated out (HKOS 2008, eq. 5.3),
 * or Infinity where the form breaks down.
 */
export function filterEts(
  y: Float64Array,
  from: number,
  to: number,
  form: EtsForm,
  smoothing: EtsSmoothing,
  state: EtsState,
  residuals?: Float64Array,
): number {
  const { alpha, beta, gamma, phi } = smoothing;
  const { period } = form;
  const hasTrend = form.trend !== 'N';
  const additiveSeason = form.season === 'A';
  const multiplicativeSeason = form.season === 'M';
  const relative = form.error === 'M';
  let level = state[0] ?? 0;
  let slope = state[1] ?? 0;
  let phase = from % period;
  let sumSquares = 0;
  let sumLog = 0;
  let count = 0;
  for (let t = from; t < to; t += 1) {
    const base = hasTrend ? level + phi * slope : level;
    const season = additiveSeason || multiplicativeSeason ? (state[2 + phase] ?? 0) : 0;
    const expected = additiveSeason ? base + season : multiplicativeSeason ? base * season : base;
    const observed = y[t] ?? Number.NaN;
    if (Number.isNaN(observed)) {
      level = base;
      if (hasTrend) slope *= phi;
      if (residuals !== undefined) residuals[t] = Number.NaN;
    } else {
      const error = observed - expected;
      if (relative && expected < SMALLEST) return Number.POSITIVE_INFINITY;
      const scored = relative ? error / expected : error;
      sumSquares += scored * scored;
      if (relative) sumLog += Math.log(expected);
      count += 1;
      if (residuals !== undefined) residuals[t] = scored;
      let push = error;
      if (multiplicativeSeason) {
        if (Math.abs(season) < SMALLEST || Math.abs(base) < SMALLEST) return Number.POSITIVE_INFINITY;
        push = error / season;
        state[2 + phase] = season + (gamma * error) / base;
      } else if (additiveSeason) {
        state[2 + phase] = season + gamma * error;
      }
      level = base + alpha * push;
      if (hasTrend) slope = phi * slope + beta * push;
    }
    phase += 1;
    if (phase === period) phase = 0;
  }
  state[0] = level;
  state[1] = slope;
  if (count === 0) return Number.POSITIVE_INFINITY;
  // A perfect fit has zero variance; the floor (relative to a series scaled to one) keeps its logarithm finite.
  return count * Math.log(Math.max(sumSquares, count * 1e-16)) + 2 * sumLog;
}

/** Point forecasts of steps origin … origin + horizon − 1 from the state after step origin − 1, into `out` at `at`. */
export function projectEts(
  state: EtsState,
  form: EtsForm,
  phi: number,
  origin: number,
  horizon: number,
  out: Float64Array,
  at: number,
): void {
  let base = state[0] ?? 0;
  let slope = state[1] ?? 0;
  for (let h = 0; h < horizon; h += 1) {
    if (form.trend !== 'N') {
      slope *= phi;
      base += slope;
    }
    const season = state[2 + ((origin + h) % form.period)] ?? 0;
    out[at + h] = form.season === 'A' ? base + season : form.season === 'M' ? base * season : base;
  }
}
