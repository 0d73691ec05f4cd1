import { plainWords } from '../datasets/clean-text.ts';
import type { Column, ColumnTable } from '../datasets/column-table.ts';
import { isMissing } from '../datasets/read-number.ts';
import type { ListColumn, ListForm } from './list-form.ts';
import { weekdayOfHeader } from './read-weekdays.ts';

/** Which column of a file is what in a list of one kind. */
export interface MatchedForm {
  readonly form: ListForm;
  readonly fields: ReadonlyMap<string, { readonly column: Column; readonly as: ListColumn }>;
  /** How well it fits; comparable between kinds. */
  readonly score: number;
  /** Columns with something in them that mean nothing here. */
  readonly others: readonly Column[];
}

const STRONG = 1;
const WEAK = 0.6;
const NAMED = 0.5;
/** What a column that means nothing to a kind takes from its score. */
const STRANGE = 0.3;
/** Every weekday column at once weighs as much as two others. */
const WEEKDAYS = 2;

/** Words that say how a column is written, not what it is. */
const MEASURES = new Set('usd eur gbp chf in'.split(' '));

/** The words of a header, without what stands in brackets: "Cost (USD)" → cost. */
export function headerPhrase(name: string): string {
  const bare = name.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').trim();
  const words = plainWords(bare === '' ? name : bare);
  while (words.length > 1 && MEASURES.has(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}

/** @returns null when a column that the kind needs is not there */
export function matchForm(table: ColumnTable, form: ListForm): MatchedForm | null {
  const filled = table.columns.filter((column) => column.values.some((value) => !isMissing(value)));
  const phrases = new Map(table.columns.map((column) => [column, headerPhrase(column.name)]));
  const fields = new Map<string, { column: Column; as: ListColumn; weight: number }>();
  const taken = (column: Column) => [...fields.values()].some((field) => field.column === column);
  const take = (as: ListColumn, words: readonly string[], weight: number, from: readonly Column[]) => {
    if (fields.has(as.field)) return;
    const found = from.find((column) => !taken(column) && words.includes(phrases.get(column) ?? ''));
    if (found) fields.set(as.field, { column: found, as, weight });
  };
  // An empty column that a list needs is there too: its rows say what is missing.
  for (const as of form.columns) take(as, as.phrases, STRONG, filled);
  for (const as of form.columns) take(as, as.phrases, STRONG, table.columns);
  for (const [field, weekday] of weekdayFields(form, table.columns))
    if (!taken(weekday.column)) fields.set(field, weekday);
  for (const as of form.columns) take(as, as.weak, WEAK, filled);
  freeForRequired(form, fields, phrases);
  const has = (field: string) => fields.has(field);
  if (!form.required.every((group) => group.some(has)) || !form.tells.some(has)) return null;
  const strong = form.required.every((group) => group.some((field) => (fields.get(field)?.weight ?? 0) >= STRONG));
  const others = filled.filter((column) => !taken(column));
  const fit = [...fields.values()].reduce((sum, { weight }) => sum + weight, strong ? NAMED : 0);
  return { form, fields, score: fit - STRANGE * others.length, others };
}

function weekdayFields(form: ListForm, columns: readonly Column[]) {
  const cell = form.weekdayColumns;
  if (!cell) return [];
  return columns.flatMap((column) => {
    const weekday = weekdayOfHeader(plainWords(column.name));
    if (weekday === null) return [];
    const field = String(weekday);
    const as: ListColumn = { field, header: field, cell, phrases: [], weak: [] };
    return [[field, { column, as, weight: WEEKDAYS / 7 }] as const];
  });
}

/** A name nobody else took may stand in a column that some optional field took: the goods of a shop are "products". */
function freeForRequired(
  form: ListForm,
  fields: Map<string, { column: Column; as: ListColumn; weight: number }>,
  phrases: ReadonlyMap<Column, string>,
): void {
  const needed = new Set(form.required.flat());
  for (const group of form.required) {
    if (group.some((field) => fields.has(field))) continue;
    for (const as of form.columns.filter(({ field }) => group.includes(field))) {
      const other = [...fields].find(
        ([field, { column }]) => !needed.has(field) && as.weak.includes(phrases.get(column) ?? ''),
      );
      if (!other || fields.has(as.field)) continue;
      fields.delete(other[0]);
      fields.set(as.field, { column: other[1].column, as, weight: WEAK });
    }
  }
}
