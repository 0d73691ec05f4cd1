import type { MetricDefinition } from '../contracts/catalogue.ts';
import type { IsoDate, NativeGrain, Period, WeekStart } from '../contracts/period.ts';
import type { RecordKind } from '../contracts/record.ts';

/** What a person may have answered to a question about their file. */
export interface FileAnswers {
  /** 03/04/2024: the third of April, or March the fourth? */
  readonly dateOrder?: 'day-first' | 'month-first';
  /** The same day and item twice with different numbers: parts to add up, or a correction? */
  readonly repeats?: 'add' | 'keep-last';
  /** A list of goods or people, and of which; or numbers over time? */
  readonly list?: RecordKind | 'numbers';
}

/** What reading a file depends on besides its bytes. */
export interface ReadingContext {
  readonly fileName: string;
  readonly weekStart: WeekStart;
  /** IANA name: the day of a time that comes with a zone. */
  readonly timezone: string;
  readonly answers: FileAnswers;
}

/** A sentence about the file. `text` is a template: names and numbers stand in `{{slots}}`, as everywhere in prose. */
export interface Remark {
  readonly text: string;
  readonly values: Readonly<Record<string, string | number | Period | { readonly date: IsoDate }>>;
}

/** The file cannot be read in one way only: the person decides. */
export interface FileQuestion {
  readonly kind: 'question';
  readonly about: 'date-order' | 'repeats' | 'list';
  readonly question: Remark;
  readonly choices: readonly { readonly label: Remark; readonly answers: FileAnswers }[];
}

/** Where the values of a metric stand in the file. */
export type MetricColumns =
  | { readonly kind: 'column'; readonly column: number }
  /** One column a member: the wide shape. */
  | {
      readonly kind: 'members';
      readonly dimension: string;
      readonly columns: readonly { readonly column: number; readonly member: string }[];
    }
  /** How many different ids: receipts, orders. */
  | { readonly kind: 'distinct'; readonly column: number }
  /** Row by row one column times another: quantity × price. */
  | { readonly kind: 'product'; readonly first: number; readonly second: number };

export interface MetricPlan {
  readonly definition: MetricDefinition;
  /** null for ratio metrics: they are computed from others. */
  readonly from: MetricColumns | null;
  /** Dimension keys, sorted, that the values are split by. */
  readonly dims: readonly string[];
  /** The same number stands on several rows of one day, so it counts once. */
  readonly repeated: boolean;
  /** Values are multiplied by this: 0.01 for percentages written as 12. */
  readonly scale: number;
}

export interface DimensionPlan {
  readonly key: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly members: readonly string[];
  /** null when the members are columns (wide shape). */
  readonly column: number | null;
}

export interface SpecialDay {
  readonly day: IsoDate;
  /** '' for the whole company, else a member of `location`. */
  readonly location: string;
  readonly kind: 'closed' | 'holiday' | 'event';
  readonly label: string;
}

export interface LeftOutColumn {
  readonly column: string;
  readonly why:
    | 'calendar'
    | 'check'
    | 'free-text'
    | 'identifier'
    | 'same-as'
    | 'constant'
    | 'empty'
    | 'row-number'
    | 'other-date'
    | 'time-of-day';
  /** For `same-as`: the column it repeats. */
  readonly of?: string;
}

/** Everything that was understood about a file; kept with the dataset and shown as a card. */
export interface FileUnderstanding {
  readonly kind: 'understood';
  readonly fileName: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly decimal: 'point' | 'comma';
  readonly headerRow: number | null;
  /** Rows of data that are used. */
  readonly rowCount: number;
  readonly shape: 'long' | 'wide';
  /** `transactions`: many rows may belong to one day and are added up. */
  readonly level: 'aggregate' | 'transactions';
  readonly grain: NativeGrain;
  readonly period: Period;
  readonly dateColumns: readonly string[];
  /** In words: “day.month.year”. */
  readonly dateFormat: string;
  readonly metrics: readonly MetricPlan[];
  /** Key of the metric to speak of first. */
  readonly mainMetric: string;
  readonly dimensions: readonly DimensionPlan[];
  readonly specialDays: readonly SpecialDay[];
  /** 0 = Monday … 6 = Sunday: weekdays without any business. */
  readonly closedWeekdays: readonly number[];
  /** Days, weeks or months without a row, other than closed ones. */
  readonly gaps: { readonly count: number; readonly first: readonly IsoDate[] };
  readonly leftOut: readonly LeftOutColumn[];
  readonly remarks: readonly Remark[];
}

/** Values of one metric in one cut, ready to be stored. */
export interface MetricBatch {
  readonly metric: string;
  readonly dims: readonly string[];
  readonly grain: NativeGrain;
  readonly count: number;
  /** How much of the file is handed out with this batch, from 0 to 1. */
  readonly done: number;
  /** JSON array of `{d: {dimension: member}, t: ISO date, v: value, w: weight, s: int4multirange text}`. */
  readonly json: string;
}

/** Which values are wanted; absent: all. */
export interface BatchChoice {
  /** Keys of metrics, as the file names them. */
  readonly metrics: readonly string[];
  /** Values that begin in it. */
  readonly period: Period;
}
