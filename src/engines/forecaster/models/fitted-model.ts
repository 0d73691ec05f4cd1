import type { ModelName } from '../types.ts';

/** A model with its parameters settled. */
export interface FittedModel {
  readonly name: ModelName;
  readonly parameters: Readonly<Record<string, string | number>>;
  /**
   * Forecasts from each origin (ascending; an origin is the number of steps known) with the data up to it and the
   * parameters as they are. Row `row + k` of `out` (rows of `horizon` values) receives the forecasts of `origins[k]`.
   */
  project(y: Float64Array, origins: readonly number[], horizon: number, out: Float64Array, row: number): void;
}
