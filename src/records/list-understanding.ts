import type { RecordKind } from '../contracts/record.ts';
import type { FileAnswers, Remark } from '../datasets/file-understanding.ts';

/** Most rows of one list. */
export const MOST_ROWS = 20_000;

/** What was understood about a list; kept with its dataset. */
export interface ListSummary {
  readonly list: RecordKind;
  readonly fileName: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly decimal: 'point' | 'comma';
  readonly headerRow: number | null;
  readonly rowCount: number;
  /** Which column of the file is read as what. */
  readonly columns: readonly { readonly field: string; readonly column: string }[];
  /** Columns that mean nothing to this kind of list. */
  readonly leftOut: readonly string[];
  readonly remarks: readonly Remark[];
  readonly answers: FileAnswers;
}

/** One row as a record. */
export interface ListRow {
  readonly key: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly row: number;
}

/** A list that was read whole. */
export interface ListUnderstanding {
  readonly kind: 'list';
  readonly summary: ListSummary;
  readonly rows: readonly ListRow[];
}

/** What a list depends on besides its bytes. */
export interface ListContext {
  readonly fileName: string;
  readonly answers: FileAnswers;
}
