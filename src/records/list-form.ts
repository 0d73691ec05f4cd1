import type { RecordKind } from '../contracts/record.ts';

/** How a cell of a list is read. */
export type CellKind =
  | 'name'
  | 'text'
  /** Several names in one cell. */
  | 'names'
  | 'number'
  | 'date'
  /** One or more weekdays: "Mon, Thu", "Mon-Fri". */
  | 'weekdays'
  | 'time'
  /** One stretch of a day: "8-16". */
  | 'window'
  /** Stretches of a day, or none, or all of it: "8-12, 14-18", "off", "any". */
  | 'windows'
  | 'hour'
  /** 0.12 or 12%. */
  | 'share';

/** One column that a list may have. */
export interface ListColumn {
  /** As the record calls it; seven weekday columns are `0` … `6`. */
  readonly field: string;
  /** As the template writes it. */
  readonly header: string;
  readonly cell: CellKind;
  /** Headers in folded words (`plainWords`) that mean it for sure. */
  readonly phrases: readonly string[];
  /** Headers that mean it when no other column does. */
  readonly weak: readonly string[];
}

/** What makes a list of a kind. */
export interface ListForm {
  readonly kind: RecordKind;
  readonly columns: readonly ListColumn[];
  /** Of each group at least one column has to be there. */
  readonly required: readonly (readonly string[])[];
  /** Of these at least one has to be there too: a name alone tells nothing. */
  readonly tells: readonly string[];
  /** What cells of weekday columns hold; absent: the list has no such columns. */
  readonly weekdayColumns?: 'windows' | 'number' | 'share';
}

export const column = (field: string, header: string, cell: CellKind, phrases: string, weak = ''): ListColumn => ({
  field,
  header,
  cell,
  phrases: list(`${header.replaceAll('_', ' ')}, ${phrases}`),
  weak: list(weak),
});

/** A column whose own header in the template is a word that other lists use too. */
export const loose = (field: string, header: string, cell: CellKind, phrases: string, weak: string): ListColumn => ({
  field,
  header,
  cell,
  phrases: list(phrases),
  weak: list(`${header.replaceAll('_', ' ')}, ${weak}`),
});

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
