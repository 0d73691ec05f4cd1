import type { ArmaBlocks, ArmaPolynomials } from './arma-polynomials.ts';
import { multiplyBlocks, rootsBeyond, toBlocks } from './arma-polynomials.ts';
import { filterLevels } from './filter-levels.ts';
import type { Innovations } from './filter-stationary.ts';
import { createStationaryFilter } from './filter-stationary.ts';
import { minimiseSmooth } from './minimise-smooth.ts';
import type { Profile } from './profile-likelihood.ts';
import { profileLikelihood } from './profile-likelihood.ts';
import { makeDifferencing, takeDifferences } from './take-differences.ts';
import type { ArimaOrder } from './types.ts';

/** A series made ready for estimation. */
export interface ArimaSample {
  /** Gaps filled with something plausible. */
  readonly filled: Float64Array;
  /** Where the series holds a value. */
  readonly known: readonly boolean[];
  readonly complete: boolean;
  /** Regressors, without unknown values. */
  readonly regressors: readonly Float64Array[];
  /** Innovation variance that counts as none. */
  readonly floor: number;
}

export interface ArimaEstimate {
  readonly order: ArimaOrder;
  /** The numbers that the search moves; see `toBlocks`. */
  readonly free: Float64Array;
  readonly blocks: ArmaBlocks;
  readonly arma: ArmaPolynomials;
  /** Coefficients: the constant first where the order has one, then the regressors. */
  readonly profile: Profile;
  /** Infinity for a model too close to the edge of stationarity or invertibility to be trusted. */
  readonly aicc: number;
  readonly evaluations: number;
}

/** The likelihood of one sample and one set of differences, for any ARMA polynomials. */
export interface Likelihood {
  /** Null where the filter breaks down. */
  profile(arma: ArmaPolynomials): Profile | null;
  /** Differenced steps that enter it. */
  readonly steps: number;
}

export interface SearchEffort {
  readonly maxEvaluations: number;
  /** Gain in log-likelihood below which the search stops. */
  readonly tolerance: number;
}

/** Roots nearer to the unit circle than this are refused (Hyndman & Khandakar 2008, §3.2). */
const NEAREST_ROOT = 1.01;

/** The mean of an undifferenced model, the slope of one that is differenced once: as a regressor of the levels. */
export function listColumns(sample: ArimaSample, order: ArimaOrder): Float64Array[] {
  const { filled, regressors } = sample;
  const columns = [filled];
  if (order.constant) columns.push(Float64Array.from(filled, (_, t) => (order.d + order.D === 0 ? 1 : t + 1)));
  return [...columns, ...regressors];
}

/** The likelihood of the sample as filled, by the fast filter: for searching, and exact where nothing is missing. */
export function filledLikelihood(sample: ArimaSample, order: ArimaOrder): Likelihood {
  const differencing = makeDifferencing(order);
  const columns = listColumns(sample, order).map((column) => takeDifferences(column, differencing));
  const steps = sample.filled.length - differencing.lost;
  const filter = createStationaryFilter(columns);
  return {
    steps,
    profile: (arma) => {
      const innovations: Innovations | null = filter(arma);
      if (innovations === null) return null;
      return profileLikelihood(innovations.scaled, steps, innovations.logDeterminant, sample.floor);
    },
  };
}

/** The exact likelihood of the known values alone. */
export function knownLikelihood(sample: ArimaSample, order: ArimaOrder): Likelihood {
  const differencing = makeDifferencing(order);
  const columns = listColumns(sample, order);
  const steps = sample.known.reduce((sum, known, t) => sum + (known && t >= differencing.lost ? 1 : 0), 0);
  return {
    steps,
    profile: (arma) => {
      const result = filterLevels(columns, sample.known, arma, differencing);
      return result && profileLikelihood(result.scaled, result.count, result.logDeterminant, sample.floor);
    },
  };
}

/** Maximum likelihood for one order, from `start`. Null where the likelihood cannot be had at the start. */
export function estimateArima(
  order: ArimaOrder,
  likelihood: Likelihood,
  start: Float64Array,
  effort: SearchEffort,
): ArimaEstimate | null {
  const cost = (free: Float64Array) => {
    const profile = likelihood.profile(multiplyBlocks(toBlocks(order, free), order.m));
    const value = profile === null ? Number.NaN : -profile.logLikelihood;
    return Number.isFinite(value) ? value : Number.POSITIVE_INFINITY;
  };
  const { x, evaluations } = minimiseSmooth(cost, start, effort);
  const blocks = toBlocks(order, x);
  const arma = multiplyBlocks(blocks, order.m);
  const profile = likelihood.profile(arma);
  if (profile === null || !Number.isFinite(profile.logLikelihood)) return null;
  // The moving averages carry the opposite sign of an autoregression.
  const inverted = [blocks.ma, blocks.sma].map((block) => block.map((value) => -value));
  const trusted = [blocks.ar, blocks.sar, ...inverted].every((block) => rootsBeyond(block, NEAREST_ROOT));
  const aicc = trusted ? correctAic(profile, x.length, likelihood.steps) : Number.POSITIVE_INFINITY;
  return { order, free: x, blocks, arma, profile, aicc, evaluations };
}

/** AICc (Hurvich & Tsai 1989) with the regressors and the variance among the parameters; Infinity where they are too many. */
export function correctAic(profile: Profile, free: number, steps: number): number {
  const parameters = free + profile.rank + 1;
  const room = steps - parameters - 1;
  if (room <= 0) return Number.POSITIVE_INFINITY;
  return -2 * profile.logLikelihood + 2 * parameters + (2 * parameters * (parameters + 1)) / room;
}
