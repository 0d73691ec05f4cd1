import { chooseDifferences } from './choose-differences.ts';
import type { ArimaEstimate, ArimaSample } from './estimate-arima.ts';
import { correctAic, estimateArima, filledLikelihood, knownLikelihood } from './estimate-arima.ts';
import { fourierTerms } from './fourier-terms.ts';
import { prepareSample } from './prepare-sample.ts';
import { searchOrders } from './search-orders.ts';
import type { ArimaKept, ArimaOrder } from './types.ts';

export interface ChosenModel {
  readonly estimate: ArimaEstimate;
  readonly sample: ArimaSample;
  readonly lambda: number;
  /** Pairs of Fourier terms that stand before the caller's regressors. */
  readonly harmonics: number;
}

/** Longer seasons are drawn by Fourier terms: their ARMA terms would cost more than they tell (fpp3, §10.5). */
const LONGEST_SEASON = 24;

const HARMONICS = [0, 1, 2, 3, 5];

/** Transformations tried where all values are positive, and the log-likelihood that one must gain. */
const LAMBDAS = [0.5, 0];
const LEAST_GAIN = 2;

/** Values further apart than this ratio are near zero rather than proportional: no logarithm. */
const WIDEST_RATIO = 1e4;

/** Only this many steps at the end are searched: older ones say little and cost the same. */
const LONGEST_SEARCH = 1500;

/** Multiply-adds that the exact likelihood may take where values are missing. */
const EXACT_WORK = 4e7;

/** Transformation, Fourier terms, differences and order, then maximum likelihood on the known values. */
export function chooseModel(y: Float64Array, season: number, regressors: readonly Float64Array[]): ChosenModel | null {
  const from = Math.max(0, y.length - LONGEST_SEARCH);
  const recent = y.slice(from);
  const columns = regressors.map((column) => column.slice(from));
  const m = season <= LONGEST_SEASON && recent.length >= 2 * season + 5 ? season : 1;
  const lambda = chooseLambda(recent, m, columns);
  const plain = prepareSample(recent, lambda, m, columns);
  const harmonics = season > LONGEST_SEASON && recent.length >= 2 * season ? chooseHarmonics(plain, season, from) : 0;
  const sample: ArimaSample = {
    ...plain,
    regressors: [...fourierTerms(season, harmonics, from, recent.length), ...columns],
  };
  const errors = withoutRegressors(sample, m);
  const found = searchOrders(errors, { ...chooseDifferences(errors.filled, m), m }, limitOrders(recent, m));
  const estimate = found && polish(found, sample);
  return estimate && { estimate, sample, lambda, harmonics };
}

/** The transformation, Fourier terms and order of an earlier estimate, with the numbers estimated on this series. */
export function keepModel(
  y: Float64Array,
  season: number,
  regressors: readonly Float64Array[],
  { order, lambda, harmonics }: ArimaKept,
): ChosenModel | null {
  const from = Math.max(0, y.length - LONGEST_SEARCH);
  const recent = y.slice(from);
  // A value at or below zero that the earlier series did not have ends logarithms and roots.
  if (lambda !== 1 && recent.some((value) => value <= 0)) return chooseModel(y, season, regressors);
  const columns = [
    ...fourierTerms(season, harmonics, from, recent.length),
    ...regressors.map((column) => column.slice(from)),
  ];
  const sample = prepareSample(recent, lambda, order.m, columns);
  const start = new Float64Array(order.p + order.q + order.P + order.Q).fill(0.1);
  const effort = { maxEvaluations: 70, tolerance: 0.02 };
  const estimate = estimateArima(order, filledLikelihood(sample, order), start, effort);
  return estimate && { estimate, sample, lambda, harmonics };
}

function limitOrders(y: Float64Array, m: number) {
  const room = Math.floor(y.length / 3);
  return {
    plain: Math.min(5, Math.floor(room / 2)),
    seasonal: m === 1 ? 0 : Math.min(m > 12 ? 1 : 2, Math.floor(room / m)),
  };
}

/**
 * What a small model's regression leaves: differences and orders are about the errors, and searching them is faster
 * without carrying the regressors along. The final estimate has both.
 */
function withoutRegressors(sample: ArimaSample, m: number): ArimaSample {
  const { filled, regressors } = sample;
  if (regressors.length === 0) return sample;
  const beta = quickEstimate(sample, m, mayDifferBySeason(filled, m))?.profile.coefficients ?? new Float64Array(0);
  const errors = filled.map((value, t) =>
    regressors.reduce((left, column, k) => left - (beta[k] ?? 0) * (column[t] ?? 0), value),
  );
  return { ...sample, filled: errors, regressors: [] };
}

/** One where a quick seasonal difference leaves two seasons to estimate from. */
function mayDifferBySeason(y: Float64Array, m: number): number {
  return m > 1 && y.length >= 3 * m ? 1 : 0;
}

/** A small model that suits most series, to compare transformations and Fourier terms by. */
function quickEstimate(sample: ArimaSample, m: number, D: number): ArimaEstimate | null {
  const order: ArimaOrder = { p: 0, d: 1, q: 1, P: 0, D, Q: D, m, constant: false };
  const start = new Float64Array(1 + D).fill(-0.3);
  return estimateArima(order, filledLikelihood(sample, order), start, { maxEvaluations: 30, tolerance: 0.05 });
}

/** The transformation with the best likelihood of the values themselves (Box & Cox 1964): Σ (λ − 1)·ln y is the change of measure. */
function chooseLambda(y: Float64Array, m: number, regressors: readonly Float64Array[]): number {
  const known = y.filter((value) => !Number.isNaN(value));
  const least = known.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const most = known.reduce((high, value) => Math.max(high, value), 0);
  if (!(least > 0) || least === most || most > WIDEST_RATIO * least || known.length < 12) return 1;
  const logs = known.reduce((sum, value) => sum + Math.log(value), 0);
  const seasonal = mayDifferBySeason(y, m);
  const rate = (lambda: number) => {
    const estimate = quickEstimate(prepareSample(y, lambda, m, regressors), m, seasonal);
    return (estimate?.profile.logLikelihood ?? Number.NEGATIVE_INFINITY) + (lambda - 1) * logs;
  };
  let best = 1;
  let bar = rate(1) + LEAST_GAIN;
  for (const lambda of LAMBDAS) {
    const value = rate(lambda);
    if (value <= bar) continue;
    best = lambda;
    bar = value;
  }
  return best;
}

function chooseHarmonics(sample: ArimaSample, season: number, from: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const harmonics of HARMONICS) {
    const terms = fourierTerms(season, harmonics, from, sample.filled.length);
    const estimate = quickEstimate({ ...sample, regressors: [...terms, ...sample.regressors] }, 1, 0);
    if (estimate === null) continue;
    // With the season gone the difference may be one too many: that model is no forecast, but a fair comparison.
    const aicc = correctAic(estimate.profile, estimate.free.length, sample.filled.length - 1);
    if (!(aicc < least)) continue;
    best = harmonics;
    least = aicc;
  }
  return best;
}

/** The estimate once more and to the end; on the known values alone where some are missing. */
function polish(found: ArimaEstimate, sample: ArimaSample): ArimaEstimate {
  const { order, free } = found;
  const fine = { maxEvaluations: 150, tolerance: 1e-6 };
  const filled = estimateArima(order, filledLikelihood(sample, order), free, fine);
  const better = filled !== null && Number.isFinite(filled.aicc) ? filled : found;
  if (sample.complete) return better;
  const { phi, theta } = better.arma;
  const state = Math.max(phi.length, theta.length + 1) + order.d + order.D * order.m;
  const affordable = Math.floor(EXACT_WORK / (sample.filled.length * 6 * state * state));
  const effort = { maxEvaluations: Math.min(100, affordable), tolerance: 1e-3 };
  const exact = estimateArima(order, knownLikelihood(sample, order), better.free, effort);
  return exact !== null && Number.isFinite(exact.aicc) ? exact : better;
}
