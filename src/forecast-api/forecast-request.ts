import type { Filter } from '../contracts/catalogue.ts';
import type { Grain, IsoDate } from '../contracts/period.ts';
import type { ModelName } from '../engines/forecaster/types.ts';

/** What somebody asks for, read and checked by its form. */
export interface ForecastRequest {
  readonly source: SeriesSource | MetricSource;
  /** Absent: that of the dates, or the metric's own. */
  readonly grain?: Grain;
  readonly horizon: number;
  /** Percent, ascending, none twice. */
  readonly levels: readonly number[];
  readonly regressors: readonly DatedRegressor[];
  readonly model?: ModelName;
  /** ISO 3166, with a part of the country where it is named: `DE`, `DE-BW`. */
  readonly holidays?: string;
  /** Absent: as the values so far. */
  readonly nonNegative?: boolean;
}

export interface SeriesSource {
  readonly kind: 'series';
  readonly values: readonly DatedValue[];
}

export interface MetricSource {
  readonly kind: 'metric';
  readonly metric: string;
  readonly filter: Filter;
}

export interface DatedValue {
  /** The day that was named; of a month or quarter its first. */
  readonly t: IsoDate;
  /** Null: not known. */
  readonly value: number | null;
  /** Where it stands in a file, as a spreadsheet shows it; absent: in the list's own order. */
  readonly row?: number;
}

export interface DatedRegressor {
  readonly name: string;
  /** Absent: `flag` when all values are 0 or 1. */
  readonly kind?: 'flag' | 'number';
  readonly values: readonly DatedValue[];
}

/** How far ahead one may look: a year of days, two of weeks, five of months and quarters. */
export const LONGEST_HORIZON: Readonly<Record<Grain, number>> = { day: 366, week: 104, month: 60, quarter: 20 };

export const MOST_POINTS = 10_000;
/** The engine takes thirty; public holidays have what is left. */
export const MOST_REGRESSORS = 30;
export const MOST_LEVELS = 10;

export const MODEL_NAMES = [
  'ensemble',
  'ets',
  'theta',
  'boosting',
  'mstl',
  'arima',
  'prophet',
  'croston',
  'sba',
  'tsb',
  'seasonal-naive',
] as const satisfies readonly ModelName[];

export const GRAINS = ['day', 'week', 'month', 'quarter'] as const satisfies readonly Grain[];
