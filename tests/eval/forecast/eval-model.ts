import type { Frequency } from './detect-frequency.ts';
import type { Prediction } from './metrics.ts';

/** One that forecasts `horizon` steps after `train`, knowing nothing else. */
export interface EvalModel {
  readonly name: string;
  /** Whether a series is of the kind this model is for; absent, every series is. */
  suits?(train: Float64Array): boolean;
  forecast(train: Float64Array, frequency: Frequency, horizon: number): Prediction;
}

/** The season that models estimate step by step: one that was seen twice and is not a year of weeks. */
export function findPeriod(train: Float64Array, { season }: Frequency): number {
  return season > 24 || train.length < 2 * season ? 1 : season;
}
