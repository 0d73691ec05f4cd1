import type { IsoDate, WeekStart } from './period.ts';

/**
 * What a company has numbers of: its metrics and the dimensions they can be cut by.
 * The planner reads nothing else about a company, so it works for one it has never seen.
 */
export interface Catalogue {
  readonly company: string;
  readonly currency: string;
  readonly timezone: string;
  readonly weekStart: WeekStart;
  readonly metrics: readonly MetricEntry[];
  readonly dimensions: readonly DimensionEntry[];
  /** Names of the company's lists (people, goods, suppliers) and of its holidays and events. Absent: none. */
  readonly names?: readonly NameList[];
  /** First and last day that has any data; absent for a company without data. */
  readonly dataRange?: { readonly start: IsoDate; readonly end: IsoDate };
}

export type NameKind = 'item' | 'supplier' | 'employee' | 'role' | 'shift' | 'product' | 'ad-channel' | 'event';

export interface NameList {
  readonly kind: NameKind;
  readonly names: readonly string[];
}

export type Unit = 'currency' | 'count' | 'percent' | 'hours' | 'other';

export interface MetricEntry {
  readonly key: string;
  readonly label: string;
  readonly unit: Unit;
  readonly grain: 'day' | 'week' | 'month';
  readonly synonyms: readonly string[];
  /** `context` is weather, price, a flag: it may explain, but it is not what the company is asked about first. */
  readonly role?: 'measure' | 'context';
}

export interface DimensionEntry {
  readonly key: string;
  readonly label?: string;
  readonly synonyms?: readonly string[];
  readonly members: readonly string[];
}

/** Dimension key → member. All pairs must hold (logical AND). */
export type Filter = Readonly<Record<string, string>>;

/** One term of a ratio: `weight × sum(metric)`. */
export interface FormulaTerm {
  readonly metric: string;
  readonly weight: number;
}

/** How values of a metric combine over time and members. */
export type Aggregation =
  | { readonly kind: 'sum' }
  | { readonly kind: 'mean' }
  /** numerator / denominator, each a weighted sum of `sum` metrics; e.g. margin = (revenue − cost) / revenue. */
  | {
      readonly kind: 'ratio';
      readonly numerator: readonly FormulaTerm[];
      readonly denominator: readonly FormulaTerm[];
    };

/** The full definition of a metric: the catalogue entry and what the semantic layer needs to compute it. */
export interface MetricDefinition extends MetricEntry {
  readonly aggregation: Aggregation;
  /** True when a value below zero is impossible (sales, visitors); forecasts stay at or above zero then. */
  readonly nonNegative: boolean;
  /** Which way is good news. `neutral` for context such as weather. */
  readonly goodDirection: 'up' | 'down' | 'neutral';
  readonly role: 'measure' | 'context';
}
