import type { Filter, Unit } from './catalogue.ts';
import type { DatasetId } from './ids.ts';
import type { Period } from './period.ts';

/**
 * A number (or a name or date that may hold digits) that may reach a person.
 * Prose holds `{{id}}` where the fact stands; nothing else in prose may hold a digit.
 */
export interface Fact {
  readonly id: string;
  /** What it is, in the company's words: "Revenue, last week". */
  readonly label: string;
  readonly value: number | string | Period;
  readonly unit: Unit | 'date' | 'name';
  readonly period?: Period;
  readonly format: FactFormat;
  readonly source: FactSource;
}

/** How a fact is written. `text` facts are names and quotations: shown exactly as they are. */
export type FactFormat =
  /** The company's currency. `decimals` absent: none from 100 up, two below. */
  | { readonly style: 'currency'; readonly decimals?: number; readonly sign?: SignStyle; readonly compact?: boolean }
  | { readonly style: 'number'; readonly decimals?: number; readonly sign?: SignStyle; readonly compact?: boolean }
  /** The value is a fraction: 0.05 is written 5%. */
  | { readonly style: 'percent'; readonly decimals?: number; readonly sign?: SignStyle }
  /** A difference of two percentages, as a fraction: 0.02 is written "2 points". */
  | { readonly style: 'points'; readonly decimals?: number; readonly sign?: SignStyle }
  | { readonly style: 'date'; readonly weekday?: boolean }
  | { readonly style: 'period' }
  | { readonly style: 'text' };

/** `auto`: a minus where negative. `always`: plus too. `never`: the size alone, for "fell by {{x}}". */
export type SignStyle = 'auto' | 'always' | 'never';

/** Where a fact came from; shown when a person touches the number. */
export type FactSource =
  | {
      readonly kind: 'rows';
      readonly metric: string;
      readonly filter: Filter;
      readonly period: Period;
      readonly sources: readonly RowSource[];
    }
  | { readonly kind: 'computed'; readonly how: string; readonly from: readonly string[] }
  | { readonly kind: 'model'; readonly model: string; readonly how: string }
  /** A name, a date or a setting of the company's own catalogue. */
  | { readonly kind: 'catalogue' }
  /** The person's own words, quoted back. */
  | { readonly kind: 'asked' }
  /** A constant of the method itself, e.g. the 80% of an 80% interval. */
  | { readonly kind: 'method'; readonly how: string };

/** Rows of one file. Row 1 is the header line as a spreadsheet shows it, so data starts at row 2. */
export interface RowSource {
  readonly dataset: DatasetId;
  readonly fileName: string;
  /** Inclusive row ranges, ascending, merged. At most 50 are kept; `rowCount` is always the whole. */
  readonly rows: readonly (readonly [first: number, last: number])[];
  readonly rowCount: number;
}

/** A fact with the words it is written in, in the company's own format. */
export interface GroundedFact extends Fact {
  readonly text: string;
}
