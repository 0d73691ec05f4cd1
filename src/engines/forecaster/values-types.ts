import type { OriginPlan } from './backtest/plan-origins.ts';
import type { ModelWeight } from './backtest/weigh-models.ts';
import type { Effects } from './effects/types.ts';
import type { NamedColumn, SampleDates } from './models/forecast-model.ts';
import type {
  BacktestReport,
  ForecastProgress,
  ForecastWindow,
  Interval,
  LeftOut,
  ModelName,
  WindowTotal,
} from './types.ts';

export interface ValuesInput {
  /** History, NaN where closed or missing; the last value is known. At least 8 known values. */
  readonly y: Float64Array;
  /** Steps in a season, 1 for none. */
  readonly period: number;
  readonly horizon: number;
  readonly nonNegative: boolean;
  /** Steps in a year when a yearly pattern may be tried beside the season, else null. */
  readonly stepsPerYear: number | null;
  /** For each step of the horizon: is it open? Absent: all are. */
  readonly open?: readonly boolean[];
  readonly windows: readonly ForecastWindow[];
  /** Over history and horizon, NaN where unknown. */
  readonly regressors?: readonly NamedColumn[];
  readonly dates?: SampleDates;
  /** Absent: the ensemble. */
  readonly model?: ModelName;
  /** Fractions, beside 0.5, 0.8 and 0.95. */
  readonly levels?: readonly number[];
  readonly onModel?: (progress: ForecastProgress) => void;
}

export interface Replay {
  readonly plan: OriginPlan;
  readonly rows: Float64Array;
  readonly y: Float64Array;
  readonly scale: number;
  /** No interval goes below. */
  readonly floor: number;
}

export interface ValuesOutput {
  readonly mean: Float64Array;
  readonly intervals: readonly Interval[];
  readonly windowTotals: readonly WindowTotal[];
  readonly model: ModelName;
  readonly weights: readonly ModelWeight[];
  readonly leftOut: readonly LeftOut[];
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly backtest: BacktestReport;
  /** Effects of regressors that were used, in the series' own units; null: none. */
  readonly effects: Effects | null;
  /** What was said at each origin of the backtest, with the history, both over `scale` so that none is above one. */
  readonly replay: Replay;
  /** The newest value against what the step before expected, and the median one-step error. */
  readonly lastError: { readonly expected: number; readonly error: number; readonly typical: number } | null;
}
