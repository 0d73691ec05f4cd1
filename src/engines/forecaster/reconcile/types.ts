import type { ForecastWindow } from '../types.ts';

/** Low and high at one level, in percent. */
export interface StepBand {
  readonly level: number;
  /** One value a step. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** A stretch of the horizon with the intervals of its total. */
export interface WindowBands extends ForecastWindow {
  readonly bands: readonly { readonly level: number; readonly low: number; readonly high: number }[];
}

/** A forecast made on its own, of the total or of one of its members. */
export interface BaseForecast {
  readonly id: string;
  /** One value a step; NaN where closed, which counts as zero and stays so. */
  readonly mean: Float64Array;
  /** Mean squared error in the backtest, in the metric's unit squared: one for all steps, or one a step. */
  readonly errorVariance: number | Float64Array;
  readonly bands: readonly StepBand[];
  /** Inclusive steps from 1. A window's own centre is the sum of its steps. */
  readonly windows: readonly WindowBands[];
}

/** The same forecast after it was made to add up. */
export interface ReconciledForecast {
  readonly id: string;
  readonly mean: Float64Array;
  readonly bands: readonly StepBand[];
  readonly windows: readonly (WindowBands & { readonly mean: number })[];
}
