import type { Filter, MetricDefinition } from '../contracts/catalogue.ts';
import type { BusinessDay } from '../contracts/company.ts';
import type { RowSource } from '../contracts/fact.ts';
import type { Grain, IsoDate, Period } from '../contracts/period.ts';

export type { BusinessDay };

/** Why a point has no value: the company was shut, or the file has no row for it. */
export type PointState = 'open' | 'closed' | 'gap';

export interface SeriesPoint {
  /** First day the point covers. */
  readonly t: IsoDate;
  /** In the metric's unit (percent as a fraction); null unless `open`. */
  readonly y: number | null;
  readonly state: PointState;
}

/** A metric over time, without holes: every day, week or month from first to last has a point. */
export interface MetricSeries {
  readonly metric: MetricDefinition;
  readonly filter: Filter;
  readonly grain: Grain;
  readonly points: readonly SeriesPoint[];
  /** 0 = Monday … 6 = Sunday: weekdays that never have a row, so the company is shut on them. */
  readonly closedWeekdays: readonly number[];
  readonly sources: readonly RowSource[];
}

/** One number for a stretch of time, with the rows behind it. */
export interface MetricTotal {
  /** null when nothing is known for the period. */
  readonly value: number | null;
  /** Days of the period that have a value, are closed, or are missing. */
  readonly openDays: number;
  readonly closedDays: number;
  readonly missingDays: number;
  readonly sources: readonly RowSource[];
}

/** A metric split by one dimension for one or two periods. */
export interface MetricBreakdown {
  readonly dimension: string;
  readonly rows: readonly BreakdownRow[];
  readonly sources: readonly RowSource[];
}

export interface BreakdownRow {
  readonly member: string;
  /** null when the member has no value in the period. */
  readonly value: number | null;
  readonly before: number | null;
  /** For ratio metrics: the sums above and below the line, so that mix and rate can be told apart. */
  readonly ratio?: {
    readonly numerator: number;
    readonly denominator: number;
    readonly numeratorBefore: number;
    readonly denominatorBefore: number;
  };
}

/** What a total is made of: a product of factors or a weighted sum, for two periods. */
export interface DriverTree {
  readonly kind: 'product' | 'sum';
  readonly terms: readonly {
    readonly key: string;
    readonly label: string;
    readonly before: number;
    readonly after: number;
    /** For sums: +1 or −1 (cost). */
    readonly weight?: number;
  }[];
}

/** Reads a company's metrics inside its own transaction; see `create-metric-reader.ts`. */
export interface MetricReader {
  readonly definitions: readonly MetricDefinition[];
  /** Throws UserError `unknown-metric`. */
  definition(key: string): MetricDefinition;
  /**
   * @param period absent: all history.
   * @param grain absent: the metric's own.
   */
  series(query: { metric: string; filter?: Filter; period?: Period; grain?: Grain }): Promise<MetricSeries>;
  total(query: { metric: string; filter?: Filter; period: Period }): Promise<MetricTotal>;
  breakdown(query: {
    metric: string;
    filter?: Filter;
    by: string;
    period: Period;
    compare?: Period;
  }): Promise<MetricBreakdown>;
  /** Product or sum trees that hold for this metric by definition (revenue = orders × average order value). */
  drivers(query: { metric: string; filter?: Filter; period: Period; compare: Period }): Promise<readonly DriverTree[]>;
  /** First and last day that is known of the metric under the filter; null when nothing is. */
  known(query: { metric: string; filter?: Filter }): Promise<Period | null>;
  /** Dimensions this metric can be cut by, given the filter. */
  dimensionsOf(metric: string, filter?: Filter): Promise<readonly string[]>;
  days(period: Period): Promise<readonly BusinessDay[]>;
}
