import type { Grain } from '../../../contracts/period.ts';
import type { ModelName } from '../types.ts';
import type { FittedModel } from './fitted-model.ts';

/** What a model may learn from and look ahead with. Values are scaled so that the largest size is one. */
export interface ModelSample {
  /** The history; only y[0 … length) may be learned from. NaN where closed or missing. */
  readonly y: Float64Array;
  readonly length: number;
  /** Steps in a season, 1 for none. */
  readonly period: number;
  /** Steps in a year where a yearly pattern may lie beside the season, else null. */
  readonly stepsPerYear: number | null;
  /** Known for every step up to the end of the horizon; NaN where unknown. */
  readonly regressors: readonly NamedColumn[];
  /** When the steps are; null where they have no date. */
  readonly dates: SampleDates | null;
}

export interface SampleDates {
  readonly grain: Grain;
  /** Civil day number of every step's first day up to the end of the horizon. */
  readonly days: Float64Array;
}

export interface NamedColumn {
  readonly name: string;
  readonly kind: 'flag' | 'number';
  readonly values: Float64Array;
}

/** What a model can take as it is; for the rest the engine helps: it takes effects out before, and puts them back. */
export interface ModelTakes {
  /**
   * `all`: its own regression is the same thing, and nothing is taken out. `numbers`: effects are taken out, and it
   * looks at the numbers once more for what an effect that is always the same misses.
   */
  readonly regressors: 'all' | 'numbers' | 'none';
  /** A yearly pattern beside the week. */
  readonly yearly: boolean;
}

/**
 * A model on its way through one forecast: estimated at several moments of one series, each time on a little more of
 * it. It may keep what it learned last to start from. The same calls in the same order give the same numbers.
 */
export interface ForecastModel {
  readonly name: ModelName;
  readonly takes: ModelTakes;
  /** Null where the model cannot hold the data. */
  fit(sample: ModelSample): FittedModel | null;
}
