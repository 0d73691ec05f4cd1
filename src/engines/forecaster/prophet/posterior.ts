/** What Prophet's posterior is about, in scaled units. */
export interface PosteriorData {
  readonly y: Float64Array;
  /** Ascends from 0 to 1. */
  readonly t: Float64Array;
  readonly changeTimes: Float64Array;
  /** Seasons and regressors, one array of `t`'s length each. */
  readonly columns: readonly Float64Array[];
  /** One for each column. */
  readonly priorScales: readonly number[];
  readonly multiplicative: boolean;
}

/** The most probable parameters. */
export interface PosteriorFit {
  /** Slope and value of the trend at time 0. */
  readonly k: number;
  readonly m: number;
  /** Change of the slope at each change point. */
  readonly delta: Float64Array;
  /** One for each column. */
  readonly beta: Float64Array;
  /** Standard deviation of the noise. */
  readonly noise: number;
}

/** Standard deviations of the normal priors on slope and offset. */
export const SLOPE_PRIOR = 5;
export const OFFSET_PRIOR = 5;
/** Scale of the Laplace prior on a change of slope. */
export const CHANGE_PRIOR = 0.05;
