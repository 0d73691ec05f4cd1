import type { DayNumber } from '../../../calendar/civil-day.ts';
import type { Grain } from '../../../contracts/period.ts';

/** How seasons and regressors act: as an amount beside the trend, or as a share of it. */
export type ProphetMode = 'additive' | 'multiplicative';

/** Something known for the past and for the future: a price, the weather, a holiday as 0/1. */
export interface ProphetRegressor {
  /** Different from the other names. */
  readonly name: string;
  /** One value for each of `days`. NaN and Infinity are unknown and count as the mean of the past. */
  readonly values: ArrayLike<number>;
  /** Standard deviation of the prior on the effect; 10, Prophet's own, unless said otherwise. */
  readonly priorScale?: number;
}

export interface ProphetInput {
  /** One value for each of the first steps of `days`; NaN and Infinity are unknown. */
  readonly y: Float64Array;
  /** The first day of each step, the future ones included. Gaps and doubles are allowed. */
  readonly days: ArrayLike<DayNumber>;
  /** Decides which seasons there are: the week for days, the year from two years on for all. */
  readonly grain: Grain;
  readonly regressors?: readonly ProphetRegressor[];
  /** Without it the series itself decides, see `chooseMode`. */
  readonly mode?: ProphetMode;
}

/** What a forecast is made of, in the units of `y`; the parts of a step add up to its forecast. */
export interface ProphetComponents {
  readonly trend: Float64Array;
  readonly weekly?: Float64Array;
  readonly yearly?: Float64Array;
  /** By the regressor's name. A regressor that never changed in the past has no part. */
  readonly regressors: Readonly<Record<string, Float64Array>>;
}

export interface ProphetModel {
  readonly ok: true;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Values for the steps `from` … `from + horizon − 1` of `days`, the past ones too. RangeError outside of `days`. */
  predict(from: number, horizon: number): Float64Array;
  components(from: number, count: number): ProphetComponents;
}

export interface ProphetRefusal {
  readonly ok: false;
  /** `failed`: no solution in the numbers there are. */
  readonly reason: 'too-short' | 'failed';
  /** Known values: how many it takes and how many there are. */
  readonly needed: number;
  readonly have: number;
}
