import type { Grain, IsoDate } from '../../contracts/period.ts';

/** One step of a series. `closed`: no trade by intent. `gap`: nothing is known. Neither is a zero. */
export interface ForecastPoint {
  readonly t: IsoDate;
  readonly y: number | null;
  readonly state: 'open' | 'closed' | 'gap';
}

export interface ForecastInput {
  /** One point for every step of the grain, in order, none missing. */
  readonly points: readonly ForecastPoint[];
  readonly grain: Grain;
  /** Steps after the last point, 1–365. */
  readonly horizon: number;
  /** True when a value below zero is impossible. */
  readonly nonNegative: boolean;
  /** Weekdays that are never open, 0 = Monday … 6 = Sunday. Day grain only. */
  readonly closedWeekdays?: readonly number[];
  /** Future days that are known to be closed. Day grain only. */
  readonly knownClosed?: readonly IsoDate[];
  /** False: do not try a yearly pattern. It is tried from two years on, and used only where the backtest is for it. */
  readonly annual?: boolean;
  /** Stretches of the horizon whose totals are asked for, as inclusive steps from 1. */
  readonly windows?: readonly ForecastWindow[];
}

export interface ForecastWindow {
  readonly from: number;
  readonly to: number;
}

/** A value with its 80% and 95% intervals: low95 ≤ low80 ≤ centre ≤ high80 ≤ high95. */
export interface Interval {
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
}

export interface ForecastStep extends Interval {
  readonly t: IsoDate;
  readonly y: number;
  /** A known closed day: everything is zero. */
  readonly closed: boolean;
}

export interface WindowTotal extends Interval, ForecastWindow {
  readonly mean: number;
}

export type ModelName = 'ets' | 'theta' | 'mean' | 'seasonal-naive' | 'ets-annual' | 'theta-annual' | 'mean-annual';

export interface ModelScore {
  readonly name: ModelName;
  /** Σ|error| / Σ|actual|, a fraction. */
  readonly wape: number;
  /** Mean |error| over the in-sample mean |error| of seasonal naive (Hyndman & Koehler 2006). */
  readonly mase: number;
  /** Mean of 2|error| / (|actual| + |forecast|), a fraction (Makridakis 1993, as in M4). */
  readonly smape: number;
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
