import type { Grain, IsoDate } from '../../contracts/period.ts';
import type { Decomposition } from './decompose/types.ts';

/** One step of a series. `closed`: no trade by intent. `gap`: nothing is known. Neither is a zero. */
export interface ForecastPoint {
  readonly t: IsoDate;
  readonly y: number | null;
  readonly state: 'open' | 'closed' | 'gap';
}

/** The models that there are. `ensemble` mixes several by how they did on the series' own past. */
export type ModelName =
  | 'ensemble'
  | 'ets'
  | 'theta'
  | 'boosting'
  | 'mstl'
  | 'arima'
  | 'prophet'
  | 'croston'
  | 'sba'
  | 'tsb'
  | 'seasonal-naive';

/** Something beside the series that is known for its past and its future: a holiday, a promotion, a price. */
export interface Regressor {
  /** As a person would name it; unique within the input. */
  readonly name: string;
  /** `flag`: 1 on the days it applies to, else 0. `number`: a price, a temperature. */
  readonly kind: 'flag' | 'number';
  /** One value for every point, then one for every step of the horizon; null: not known, taken as usual. */
  readonly values: readonly (number | null)[];
}

export interface ForecastInput {
  /** One point for every step of the grain, in order, none missing. */
  readonly points: readonly ForecastPoint[];
  readonly grain: Grain;
  /** Steps after the last point, 1–366. */
  readonly horizon: number;
  /** True when a value below zero is impossible. */
  readonly nonNegative: boolean;
  /** Weekdays that are never open, 0 = Monday … 6 = Sunday. Day grain only. */
  readonly closedWeekdays?: readonly number[];
  /** Future days that are known to be closed. Day grain only. */
  readonly knownClosed?: readonly IsoDate[];
  /** False: do not try a yearly pattern. It is tried on daily and weekly data of a year and more, and used only where the backtest is for it. */
  readonly annual?: boolean;
  /** Stretches of the horizon whose totals are asked for, as inclusive steps from 1. */
  readonly windows?: readonly ForecastWindow[];
  /** At most 30. They are used where the backtest is for them. */
  readonly regressors?: readonly Regressor[];
  /** Absent: the ensemble. A single model is used whether or not it is the best. */
  readonly model?: ModelName;
  /** Further levels in percent, 1–99, beside 50, 80 and 95. */
  readonly levels?: readonly number[];
  /** True: also what the forecast is made of. */
  readonly explain?: boolean;
  /** True: also what was forecast from moments of the past, for a chart. */
  readonly replay?: boolean;
}

/** Told as each model's turn comes, before it is tried. */
export interface ForecastProgress {
  readonly model: ModelName;
  /** Models tried before it, and how many there are in all. */
  readonly tried: number;
  readonly of: number;
}

export interface ForecastWindow {
  readonly from: number;
  readonly to: number;
}

/** A value's intervals: each holds the one before it, and the value lies in all. */
export interface Interval {
  readonly low50: number;
  readonly high50: number;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
  /** Those of the further levels asked for, in their order. */
  readonly bands?: readonly Band[];
}

export interface Band {
  readonly level: number;
  readonly low: number;
  readonly high: number;
}

export interface ForecastStep extends Interval {
  readonly t: IsoDate;
  readonly y: number;
  /** A known closed day: everything is zero. */
  readonly closed: boolean;
}

export interface WindowTotal extends Interval, ForecastWindow {
  readonly mean: number;
  /** Standard deviation that the 80% interval stands for, for putting forecasts together. */
  readonly spread: number;
}

export interface ModelScore {
  readonly name: ModelName;
  /** Σ|error| / Σ|actual|, a fraction. */
  readonly wape: number;
  /** Mean |error| over the in-sample mean |error| of seasonal naive (Hyndman & Koehler 2006). */
  readonly mase: number;
  /** Mean of 2|error| / (|actual| + |forecast|), a fraction (Makridakis 1993, as in M4). */
  readonly smape: number;
}

/** A model that was asked to take part and did not, with the reason in a few words for the working. */
export interface LeftOut {
  readonly name: ModelName;
  readonly reason: 'too-short' | 'failed' | 'not-finite' | 'too-weak';
}

/** What a regressor does to the values, as learned from the past. */
export interface RegressorEffect {
  readonly name: string;
  readonly kind: Regressor['kind'];
  /** Average change of an open step it applies to, as a fraction (−0.4: 40% less); of a number: per standard deviation. */
  readonly change: number;
  /** Standard deviation of `change`. */
  readonly spread: number;
  /** Steps of the past it was seen on (flags), or that have a value. */
  readonly seen: number;
}

/** A forecast that could have been made at `t`, with what came. */
export interface ReplayedForecast {
  /** The last step that was known. */
  readonly madeAt: IsoDate;
  readonly points: readonly {
    readonly t: IsoDate;
    readonly y: number;
    readonly low80: number;
    readonly high80: number;
    readonly actual: number | null;
  }[];
}

export interface BacktestReport {
  /** Moments in the past from which a forecast was made with only what was known then. */
  readonly origins: number;
  /** How many of them estimated the parameters anew; the others kept the last estimate made before them. */
  readonly refits: number;
  /** Steps ahead that were checked. */
  readonly horizon: number;
  readonly models: readonly ModelScore[];
  /** 1 − WAPE(chosen) / WAPE(seasonal naive); negative when worse. */
  readonly gainOverNaive: number;
  /** Share of actuals inside bands that were calibrated without them. */
  readonly coverage80: number;
  readonly coverage95: number;
}

export type ForecastWarning =
  /** The level moved lately, from about `t` on, by `change` (a fraction of the level before). */
  | { readonly code: 'level-break'; readonly t: IsoDate; readonly change: number }
  | { readonly code: 'unusual-last-value'; readonly t: IsoDate; readonly value: number; readonly expected: number }
  | { readonly code: 'no-better-than-naive'; readonly gain: number }
  | { readonly code: 'short-history'; readonly have: number; readonly comfortable: number }
  /** The horizon is longer than what the past could check. */
  | { readonly code: 'beyond-backtest'; readonly checked: number; readonly asked: number }
  /** The last `steps` points hold no value; the forecast starts from `t`, the last one that does. */
  | { readonly code: 'data-ends-early'; readonly t: IsoDate; readonly steps: number };

export type ForecastOutput =
  | {
      readonly ok: true;
      readonly points: readonly ForecastStep[];
      readonly windowTotals: readonly WindowTotal[];
      readonly model: ModelName;
      /** What the ensemble is mixed of, largest first, adding up to one; a single model weighs one. */
      readonly weights: readonly { readonly name: ModelName; readonly weight: number }[];
      readonly leftOut: readonly LeftOut[];
      /** Of the regressors that were used; empty when none was given or none helped. */
      readonly effects: readonly RegressorEffect[];
      /** Null where not asked for. */
      readonly parts: Decomposition | null;
      /** Empty where not asked for. Oldest first, at most eight. */
      readonly replay: readonly ReplayedForecast[];
      readonly parameters: Readonly<Record<string, string | number>>;
      readonly backtest: BacktestReport;
      /** Steps in one season; 1 for none. */
      readonly season: number;
      readonly warnings: readonly ForecastWarning[];
    }
  | ForecastRefusal;

export interface ForecastRefusal {
  readonly ok: false;
  readonly reason: 'too-short' | 'all-closed' | 'too-large';
  /** Open steps with a value: how many it takes and how many there are. */
  readonly needed: number;
  readonly have: number;
}
