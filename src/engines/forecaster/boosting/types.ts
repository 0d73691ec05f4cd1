/** A series to learn from. */
export interface BoostingInput {
  /** In order of time, one step apart; null, NaN and infinite values are missing. */
  readonly y: readonly (number | null)[];
  /** Steps in one season, 1 for none. */
  readonly season: number;
  /** One column a regressor, a value for each step of `y`; NaN where unknown. */
  readonly regressors?: Columns;
  /** Steps in a year where a yearly pattern may be learned beside the season (365.25 for days). From 1.5 years on. */
  readonly stepsPerYear?: number;
  /** Of the draws of rows and columns; 1 where absent. */
  readonly seed?: number;
}

export type Columns = readonly (readonly number[])[];

export interface BoostingModel {
  readonly ok: true;
  /** The `horizon` steps after the last of `y`. `futureRegressors`: a value for each of them, in the same columns. */
  predict(horizon: number, futureRegressors?: Columns): Float64Array;
  /**
   * For a backtest: the model as it is, from the first `origin` values of `y` (NaN where missing), a series that
   * starts where the one learned from did. `regressors` reach to `origin + horizon`.
   */
  project(y: Float64Array, origin: number, horizon: number, regressors?: Columns): Float64Array;
  /** One step ahead within the history; NaN where `y` is missing and for the first steps, which have too little before them. */
  readonly fitted: Float64Array;
  readonly parameters: Readonly<Record<string, number | string>>;
}

export interface BoostingRefusal {
  readonly ok: false;
  readonly reason: 'too-short' | 'too-large';
  /** Known values: how many it takes and how many there are. */
  readonly needed: number;
  readonly have: number;
}
