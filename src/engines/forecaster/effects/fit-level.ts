import { median } from '../numerics/quantiles.ts';
import type { SymmetricMatrix } from './normal-matrix.ts';
import { eliminate, multiplyColumns, regressLast } from './normal-matrix.ts';
import { planWhitening, smoothLevel } from './whiten.ts';

/** What the history says of the effects beside a wandering level and a season, before anything is believed of them. */
export interface LevelFit {
  /** Normal matrix of the effects' columns and, last, the series, over the noise's variance; level and season taken out. */
  readonly normal: SymmetricMatrix;
  /** Least squares coefficients of the effects. */
  readonly coefficients: Float64Array;
  /** What each step of the history is off level, season and effects, in the noise's deviations; NaN where unknown. */
  readonly residuals: Float64Array;
  /** Variance of the noise. */
  readonly variance: number;
}

/** Variance of the level's step over that of the noise: values that are tried. */
const DRIFTS = [0.0005, 0.002, 0.008, 0.03, 0.12, 0.5, 2];
const FIRST_DRIFT = 0.03;

/** Noise beyond this many deviations counts less, by the square of the excess. */
const USUAL_NOISE = 2.5;

/** How large coefficients may be, as standard deviations of the logarithm: of season and year, and of effects. */
const SEASON_PRIOR = 2;
const EFFECT_PRIOR = 1.5;

/**
 * Fits z = level + season + effects + noise, the level a random walk whose pace is chosen by likelihood. Outliers
 * (a day the till was broken) get little weight; what a column explains is no outlier.
 *
 * @param z the history, NaN where unknown, of about the size of one
 * @param season columns of season and year
 * @param effects columns of the regressors
 * Null where nothing is left to learn from, or the series does not move.
 */
export function fitLevel(
  z: Float64Array,
  season: readonly Float64Array[],
  effects: readonly Float64Array[],
): LevelFit | null {
  const columns = [...season, ...effects];
  const guess = guessVariance(z);
  if (!(guess > 1e-14)) return null;
  let weights: Float64Array = new Float64Array(z.length).fill(1);
  let drift = FIRST_DRIFT;
  let step = solveStep(z, columns, season.length, { drift, weights, variance: guess });
  for (let pass = 0; pass < 2; pass += 1) {
    if (step === null) return null;
    const bound = USUAL_NOISE * spreadOf(step.off);
    if (!(bound > 1e-9)) return null;
    weights = step.off.map((value) => (Math.abs(value) > bound ? Math.max(1e-4, (bound / value) ** 2) : 1));
    // Outliers of a first look would pass for noise and make the level look stiff.
    if (pass === 0) drift = chooseDrift(z, season, columns, step.coefficients, weights);
    step = solveStep(z, columns, season.length, { drift, weights, variance: step.variance });
  }
  if (step === null) return null;
  const { variance, whole, ridge, off, coefficients } = step;
  const left = eliminate(whole, season.length, ridge);
  return {
    normal: { size: left.size, values: left.values.map((value) => value / variance) },
    coefficients: coefficients.subarray(season.length),
    residuals: off.map((value) => value / Math.sqrt(variance)),
    variance,
  };
}

interface Assumed {
  readonly drift: number;
  readonly weights: Float64Array;
  /** Variance of the noise, for the priors. */
  readonly variance: number;
}

/** Least squares beside a level of a given pace; null where too few values are known. */
function solveStep(z: Float64Array, columns: readonly Float64Array[], seasons: number, assumed: Assumed) {
  const { drift, weights } = assumed;
  const whitening = planWhitening(z, z.length, drift, weights);
  if (whitening.count < 8) return null;
  const whole = multiplyColumns([...columns, z].map((column) => whitening.apply(column)));
  const ridge = columns.map((_, k) => assumed.variance / (k < seasons ? SEASON_PRIOR : EFFECT_PRIOR) ** 2);
  const coefficients = regressLast(whole, ridge);
  const rest = subtract(z, columns, coefficients);
  const white = whitening.apply(rest);
  const freedom = Math.max(0.3 * white.length, white.length - columns.length);
  const variance = Math.max(1e-12, white.reduce((sum, value) => sum + value ** 2, 0) / freedom);
  const level = smoothLevel(rest, drift, weights);
  return { whole, ridge, coefficients, variance, off: rest.map((value, t) => value - (level[t] ?? 0)) };
}

/** The level's pace with the highest likelihood, season fitted anew beside each and effects as they were. */
function chooseDrift(
  z: Float64Array,
  season: readonly Float64Array[],
  columns: readonly Float64Array[],
  coefficients: Float64Array,
  weights: Float64Array,
): number {
  const effects = columns.slice(season.length);
  const without = subtract(z, effects, coefficients.subarray(season.length));
  let best = FIRST_DRIFT;
  let highest = Number.NEGATIVE_INFINITY;
  for (const drift of DRIFTS) {
    const whitening = planWhitening(without, without.length, drift, weights);
    const normal = multiplyColumns([...season, without].map((column) => whitening.apply(column)));
    const rest = eliminate(normal, season.length, new Float64Array(season.length).fill(1e-6)).values[0] ?? 0;
    const likelihood = -0.5 * (whitening.logVariance + whitening.count * Math.log(Math.max(rest, 1e-300)));
    if (likelihood > highest) {
      highest = likelihood;
      best = drift;
    }
  }
  return best;
}

function subtract(z: Float64Array, columns: readonly Float64Array[], coefficients: Float64Array): Float64Array {
  const rest = z.slice();
  columns.forEach((column, k) => {
    const coefficient = coefficients[k] ?? 0;
    if (coefficient === 0) return;
    for (let t = 0; t < rest.length; t += 1) rest[t] = (rest[t] ?? Number.NaN) - coefficient * (column[t] ?? 0);
  });
  return rest;
}

/** Robust deviation of values around zero. */
function spreadOf(values: Float64Array): number {
  const usual = 1.4826 * median(values.map(Math.abs));
  if (usual > 1e-9) return usual;
  // Mostly constant series: more than half of the values are exactly as expected.
  const known = values.filter((value) => !Number.isNaN(value));
  return Math.sqrt(known.reduce((sum, value) => sum + value * value, 0) / Math.max(1, known.length));
}

/** Half the variance of changes from one known value to the next. */
function guessVariance(z: Float64Array): number {
  const known = z.filter((value) => !Number.isNaN(value));
  const changes = known.subarray(1).map((value, i) => value - (known[i] ?? 0));
  return spreadOf(changes) ** 2 / 2;
}
