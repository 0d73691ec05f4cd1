import type { Grain, IsoDate } from './period.ts';

/** A forecast as programs get it, over HTTP and on the command line. Values are in the unit of what was sent. */
export interface ForecastReport {
  /** The metric's key; null for a series that somebody brought. */
  readonly metric: string | null;
  readonly grain: Grain;
  /** The last step that has a value. */
  readonly lastKnown: IsoDate;
  readonly points: readonly ReportedStep[];
  /** All steps of the horizon together; null for a metric that does not add up. */
  readonly total: ReportedValue | null;
  /** `ensemble`, or the one model. */
  readonly model: string;
  /** Largest first, adding up to one. */
  readonly weights: readonly { readonly name: string; readonly weight: number }[];
  /** Each model that was tried, with its errors in the backtest; fractions but for `mase`. */
  readonly models: readonly {
    readonly name: string;
    readonly wape: number;
    readonly mase: number;
    readonly smape: number;
  }[];
  readonly leftOut: readonly { readonly name: string; readonly reason: string; readonly message: string }[];
  readonly backtest: {
    /** Moments of the past it was tried from, and steps ahead that were checked. */
    readonly origins: number;
    readonly refits: number;
    readonly horizon: number;
    /** 1 − error / error of repeating the last season; negative when worse. */
    readonly gainOverNaive: number;
    /** Shares of what came that lay inside bands made without it. */
    readonly coverage80: number;
    readonly coverage95: number;
  };
  /** What regressors do, as fractions; empty where none helped. */
  readonly effects: readonly {
    readonly name: string;
    readonly kind: 'flag' | 'number';
    readonly change: number;
    readonly spread: number;
    readonly seen: number;
  }[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** Steps in one season; 1 for none. */
  readonly season: number;
  readonly parameters: Readonly<Record<string, string | number>>;
}

export interface ReportedStep extends ReportedValue {
  /** First day of the step, or its last where the series was written so. */
  readonly t: IsoDate;
  /** Known to be closed: everything is zero. */
  readonly closed: boolean;
}

export interface ReportedValue {
  readonly mean: number;
  /** By level in percent, narrowest first; each holds the one before it. */
  readonly intervals: readonly ReportedInterval[];
}

export interface ReportedInterval {
  readonly level: number;
  readonly low: number;
  readonly high: number;
}

/** How far a forecast has come. */
export interface ForecastStage {
  /** In plain words: "trying exponential smoothing". */
  readonly text: string;
  /** From 0 to 1, where known. */
  readonly done?: number;
}
