/**
 * What goes into and comes out of `explainChange`. Plain data, so that it crosses a worker boundary.
 * Nothing in the output is ever NaN or infinite; what cannot be said is null and has a note.
 */
import type { Grain, IsoDate, Period } from '../../contracts/period.ts';

export interface ExplainInput {
  readonly metric: {
    readonly key: string;
    readonly label: string;
    readonly nonNegative: boolean;
    /** How values combine over time: added up, averaged, or Σ numerator / Σ denominator. */
    readonly aggregation: 'sum' | 'mean' | 'ratio';
  };
  readonly grain: Grain;
  /** All that is known up to the end of the later period; at least both periods. */
  readonly history: readonly HistoryPoint[];
  readonly period: Period;
  readonly compare: Period;
  /**
   * Multiplies sums over `compare`, for "against the average of the four weeks before" (¼). Default 1.
   * `breakdowns` and extensive driver terms come in unscaled and are scaled here. Means and ratios are not scaled.
   */
  readonly beforeScale?: number;
  /** Both totals where the caller knows them exactly, `before` unscaled; absent: computed from `history`. */
  readonly totals?: { readonly before: number | null; readonly after: number | null };
  readonly breakdowns: readonly BreakdownInput[];
  readonly drivers?: readonly DriverTreeInput[];
  readonly context: readonly ContextInput[];
  readonly events: readonly { readonly t: IsoDate; readonly label: string }[];
}

export interface HistoryPoint {
  readonly t: IsoDate;
  readonly y: number | null;
  readonly state: 'open' | 'closed' | 'gap';
  /** For ratio metrics: what is above and below the line; without them each point weighs the same. */
  readonly numerator?: number | null;
  readonly denominator?: number | null;
}

export interface BeforeAfter {
  readonly before: number;
  readonly after: number;
}

export interface BreakdownInputRow {
  readonly member: string;
  /** null: no row for this member in that period. */
  readonly before: number | null;
  readonly after: number | null;
  /** For ratio (and mean: sum and count) metrics; without them a ratio cannot be split. */
  readonly numerator?: BeforeAfter;
  readonly denominator?: BeforeAfter;
}

export interface BreakdownInput {
  readonly dimension: string;
  readonly rows: readonly BreakdownInputRow[];
}

export interface DriverTreeInput {
  /** `product` multiplies its terms; `quotient` divides the first by the second; `sum` adds weight × term. */
  readonly kind: 'product' | 'quotient' | 'sum';
  readonly terms: readonly DriverTermInput[];
}

export interface DriverTermInput {
  readonly key: string;
  readonly label: string;
  readonly before: number;
  readonly after: number;
  /** For sums, default 1 (−1 for a cost). */
  readonly weight?: number;
  /** Grows with the length of the period (orders; not a price): scaled by `beforeScale`. Terms of a sum always are. */
  readonly extensive?: boolean;
}

export interface ContextInput {
  readonly key: string;
  readonly label: string;
  readonly points: readonly { readonly t: IsoDate; readonly y: number | null }[];
}

export interface ExplainOutput {
  readonly totals: Totals;
  readonly reality: Reality;
  /** Closed days, length and weekdays split from trade; only for sums of daily data. Steps add up to the delta. */
  readonly calendar: CalendarSplit | null;
  readonly changePoint: ChangePoint | null;
  readonly breakdowns: readonly BreakdownContribution[];
  /** The dimension whose movers stand out most; null when none tells more than "all alike". */
  readonly bestDimension: string | null;
  readonly drivers: readonly DriverContribution[];
  readonly events: readonly EventFinding[];
  /** Every context series, in the order given. */
  readonly context: readonly ContextFinding[];
  /** Keys of the context series that moved unusually at the same time, most unusual first, at most 3. Not causes. */
  readonly coincidences: readonly string[];
  readonly notes: readonly ExplainNote[];
}

export interface Totals {
  readonly before: number | null;
  readonly after: number | null;
  readonly delta: number | null;
  /** delta / |before|; null when before is 0. */
  readonly relative: number | null;
  readonly direction: 'up' | 'down' | 'same' | 'unknown';
  readonly daysBefore: DayCount;
  readonly daysAfter: DayCount;
}

/** Steps of the grain in a period: with a value, shut, or without data. */
export interface DayCount {
  readonly open: number;
  readonly closed: number;
  readonly missing: number;
}

export type Verdict = 'noise' | 'unusual' | 'too-little-history';

export interface Reality {
  /**
   * The short of it. `compare-unusual`: the asked period is as usual, the one it is held against was not.
   * `slow-change`: both fit their own surroundings, but over the time between them the level has moved.
   */
  readonly story:
    | 'within-usual'
    | 'period-unusual'
    | 'compare-unusual'
    | 'both-unusual'
    | 'slow-change'
    | 'too-little-history';
  readonly period: Judgement;
  readonly compare: Judgement;
}

/** A window held against what the history before it made one expect. In the metric's unit. */
export type Judgement =
  | { readonly verdict: 'too-little-history'; readonly have: number; readonly needed: number }
  | {
      readonly verdict: 'noise' | 'unusual';
      readonly actual: number;
      readonly expected: number;
      readonly low95: number;
      readonly high95: number;
      readonly low80: number;
      readonly high80: number;
      readonly direction: 'above' | 'below' | 'within';
      /** Further from expected than `largerThan` of the `of` last comparable, non-overlapping windows. */
      readonly rank: { readonly largerThan: number; readonly of: number };
      readonly method: JudgementMethod;
      /** The expected course inside the window with a band for single steps (95%), open steps only. */
      readonly course: readonly {
        readonly t: IsoDate;
        readonly expected: number;
        readonly low: number;
        readonly high: number;
      }[];
    };

export interface JudgementMethod {
  readonly level: 'exponential' | 'damped-trend' | 'local-median';
  /** Smoothing weight per step, or the number of steps of the median. */
  readonly parameter: number;
  readonly season: 'multiplicative' | 'additive' | 'none';
  /** Whether the same weeks of earlier years were used as well. */
  readonly annual: boolean;
  /** Earlier windows the interval was calibrated on, and how many of them do not overlap. */
  readonly windows: number;
  readonly independent: number;
}

export interface CalendarSplit {
  readonly steps: readonly {
    /**
     * `calendar`: other length or other weekdays; `closed`: days shut that are usually open; `missing`: days without
     * data; `trade`: what is left, trade per comparable day.
     */
    readonly kind: 'calendar' | 'closed' | 'missing' | 'trade';
    readonly delta: number;
  }[];
  readonly unusualClosedBefore: number;
  readonly unusualClosedAfter: number;
  /** Change of trade per comparable open day, as a fraction; null when not defined. */
  readonly tradeRelative: number | null;
}

export interface ChangePoint {
  /** First step of the new level. */
  readonly t: IsoDate;
  /** Its last step where the level moved again since; null when it holds to the end. */
  readonly until: IsoDate | null;
  /** Seasonally adjusted level per step on both sides of it. */
  readonly before: number;
  readonly after: number;
  readonly relative: number | null;
  /** Gain in fit over the long-run variance; compared with the penalty. */
  readonly statistic: number;
  readonly penalty: number;
}

export interface Contribution {
  readonly member: string;
  readonly before: number | null;
  readonly after: number | null;
  /** Contribution to the total's delta. */
  readonly delta: number;
  /** For ratios: delta = mix + rate. */
  readonly mix?: number;
  readonly rate?: number;
  /** `new`/`gone`: nothing on the other side; `residual`: what the cut does not cover. */
  readonly presence: 'both' | 'new' | 'gone' | 'residual';
}

export interface BreakdownContribution {
  readonly dimension: string;
  /** False: averages without counts cannot be added up; then each delta is the member's own and there is no sum. */
  readonly additive: boolean;
  /** Largest |delta| first, the residual (if any) last. */
  readonly rows: readonly Contribution[];
  /** 0: all members moved alike; 1: one small member accounts for all of it. */
  readonly concentration: number;
  /** Members that carry the change (in its direction), and those that went against it; largest first. */
  readonly movers: readonly string[];
  readonly offsets: readonly string[];
  readonly mixTotal?: number;
  readonly rateTotal?: number;
  /** Every member moved one way, the whole the other (Simpson 1951). */
  readonly simpson: boolean;
}

export interface DriverContribution {
  readonly kind: 'product' | 'quotient' | 'sum';
  readonly before: number;
  readonly after: number;
  readonly delta: number;
  /** Metric's delta − tree's delta; rounding apart it is 0 when the tree holds. */
  readonly residual: number;
  readonly terms: readonly {
    readonly key: string;
    readonly label: string;
    readonly before: number;
    readonly after: number;
    /** Shapley value; for sums weight × difference. Adds up to `delta`. */
    readonly effect: number;
    /** Logarithmic mean Divisia index; null where a value is not positive. */
    readonly lmdi: number | null;
  }[];
}

export interface EventFinding {
  readonly t: IsoDate;
  readonly label: string;
  readonly where: 'period' | 'compare' | 'both';
}

/** An association (grade D) at best, never a cause. */
export interface ContextFinding {
  readonly key: string;
  readonly label: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly delta: number | null;
  readonly relative: number | null;
  /** delta against the spread of the same difference at earlier dates; null when unknown or it never moved before. */
  readonly z: number | null;
  readonly rank: { readonly largerThan: number; readonly of: number };
  readonly unusual: boolean;
  /** Moved now and never in the history at hand. */
  readonly firstMove: boolean;
  /** Of `of` earlier non-overlapping steps from window to window, how often both moved the same way. */
  readonly sameWay: {
    readonly count: number;
    readonly of: number;
    /** Two-sided sign test: how easily a coin would do that. */
    readonly p: number;
  } | null;
}

export type ExplainNote =
  | { readonly code: 'values-ignored'; readonly count: number }
  | { readonly code: 'no-data-in-period' | 'no-data-in-compare' }
  | { readonly code: 'period-incomplete' | 'compare-incomplete'; readonly missing: number; readonly of: number }
  | { readonly code: 'all-closed-in-period' | 'all-closed-in-compare' }
  | { readonly code: 'periods-overlap' }
  | { readonly code: 'bad-period' }
  /** Less than a year stands before the asked period: its season cannot be told from a change. */
  | { readonly code: 'season-unknown' }
  | { readonly code: 'context-checked'; readonly count: number; readonly threshold: number };
