import type { z } from 'zod';
import type { RecordKind } from '../contracts/record.ts';
import type { ColumnTable } from '../datasets/column-table.ts';
import { dataError, spokenRow } from '../datasets/data-errors.ts';
import type { Remark } from '../datasets/file-understanding.ts';
import { isExample } from './is-example.ts';
import { type ListProblem, listError } from './list-problems.ts';
import type { ListRow } from './list-understanding.ts';
import { LIST_WORDS } from './list-words.ts';
import type { MatchedForm } from './match-columns.ts';
import { nameKey } from './name-key.ts';
import { type ColumnReading, readListColumn } from './read-list-column.ts';
import { recordKeyOf } from './record-key.ts';
import { RECORD_SCHEMA } from './record-schema.ts';
import { settleShares } from './settle-shares.ts';
import { type RawRow, shapeRow } from './shape-rows.ts';

export interface BuiltRows {
  readonly rows: readonly ListRow[];
  readonly remarks: readonly Remark[];
}

/**
 * Every row of a recognised table as records, each key once.
 * @throws DataError `list-has-errors` with all that is wrong, `template-unfilled`, `list-empty`
 */
export function buildRows(table: ColumnTable, match: MatchedForm, reading: ColumnReading): BuiltRows {
  const { kind } = match.form;
  const problems: ListProblem[] = [];
  const raw = readRaw(table, match, reading, problems);
  const columnOf = (field: string) =>
    match.fields.get(field)?.column.name ?? match.fields.get('window')?.column.name ?? field;
  const shaped: Shaped[] = [];
  for (const { row, cells } of raw) {
    const result = shapeRow(kind, cells);
    if ('problem' in result) problems.push({ row, column: columnOf(result.field), what: result.problem });
    else for (const record of result.records) shaped.push({ row, record: withoutAbsent(record) });
  }
  const settled =
    kind === 'busy-hours'
      ? settleShares(shaped, match.fields.has('count') && !match.fields.has('share'))
      : { rows: shaped, remarks: [] };
  const rows = checkRows(kind, settled.rows, columnOf, problems);
  refuseExamples(kind, rows, raw.length, problems, columnOf(match.form.required[0]?.[0] ?? 'name'));
  if (problems.length > 0) throw listError(problems, LIST_WORDS[kind].what);
  if (rows.length === 0)
    throw dataError('list-empty', 'There is nothing in this list.', 'Fill it in and send the file again.');
  const same = settled.rows.length - rows.length;
  const remarks: Remark[] =
    same > 0 ? [{ text: '{{same}} rows say the same as another one; I count each once.', values: { same } }] : [];
  return { rows, remarks: [...settled.remarks, ...remarks] };
}

/** A record on its way, with the row it came from. */
export interface Shaped {
  readonly row: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Cells by field, row by row; those that do not read are problems and are left out. */
function readRaw(
  table: ColumnTable,
  { form, fields }: MatchedForm,
  reading: ColumnReading,
  problems: ListProblem[],
): { readonly row: number; readonly cells: RawRow }[] {
  const read = [...fields].map(([field, { column, as }]) => ({
    field,
    column,
    cells: readListColumn(column, as.cell, reading),
  }));
  const alone = form.required.filter((group) => group.length === 1).flat();
  const rows: { row: number; cells: RawRow }[] = [];
  for (let at = 0; at < table.rowCount; at += 1) {
    const row = table.rowNumbers[at] ?? 0;
    const cells: Record<string, unknown> = {};
    let broken = false;
    for (const { field, column, cells: values } of read) {
      const cell = values[column.codes[at] ?? 0] ?? null;
      if (cell === null) {
        if (!alone.includes(field)) continue;
        broken = true;
        problems.push({ row, column: column.name, what: 'it is empty' });
      } else if ('problem' in cell) {
        broken = true;
        problems.push({ row, column: column.name, what: cell.problem });
      } else cells[field] = cell.value;
    }
    if (!broken) rows.push({ row, cells });
  }
  return rows;
}

/** Each key once, as the schema of the kind wants it. */
function checkRows(
  kind: RecordKind,
  shaped: readonly Shaped[],
  columnOf: (field: string) => string,
  problems: ListProblem[],
): ListRow[] {
  const kept = new Map<string, ListRow>();
  for (const { row, record } of shaped) {
    const parsed = RECORD_SCHEMA[kind].safeParse(record);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const field = String(issue?.path[0] ?? 'to');
      problems.push({
        row,
        column: columnOf(/^availability$/.test(field) ? String(issue?.path[1]) : field),
        what: sayIssue(issue),
      });
      continue;
    }
    const key = recordKeyOf(kind, parsed.data);
    const known = kept.get(key);
    if (!known) kept.set(key, { key, record: { ...parsed.data }, row });
    else {
      const field = differing(known.record, { ...parsed.data });
      if (field !== null)
        problems.push({
          row,
          column: columnOf(field),
          what: `row ${spokenRow(known.row)} is about the same, with something else here`,
        });
    }
  }
  return [...kept.values()];
}

/** The first field in which two records of one key differ; null when they say the same, however names are written. */
function differing(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): string | null {
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...fields].find((field) => spell(a[field]) !== spell(b[field])) ?? null;
}

function spell(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, held: unknown) => (typeof held === 'string' ? nameKey(held) : held));
}

function sayIssue(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'too_big')
    return issue.origin === 'number'
      ? `it is more than the most I take, ${spokenRow(Number(issue.maximum))}`
      : 'it is too long';
  if (issue?.code === 'too_small') return issue.origin === 'number' ? 'it is below zero' : 'it is empty';
  if (issue?.code === 'custom') return 'it ends before it starts';
  if (issue?.code === 'invalid_type' && issue.expected === 'int') return 'it is no whole number';
  return 'it is not what belongs there';
}

/** A template that came back with its examples in it would plan for people who do not exist. */
function refuseExamples(
  kind: RecordKind,
  rows: readonly ListRow[],
  rowsInFile: number,
  problems: ListProblem[],
  column: string,
): void {
  const left = rows.filter(({ key }) => isExample(kind, key));
  if (left.length === 0) return;
  const own = rows.length > left.length || rowsInFile > new Set(left.map(({ row }) => row)).size;
  if (!own)
    throw dataError(
      'template-unfilled',
      'This is my template as it was: only the example rows are in it.',
      'Replace them with your own and send it again. Leave empty what you do not know.',
    );
  for (const row of new Set(left.map((example) => example.row)))
    problems.push({ row, column, what: 'this is still my example; take the row out' });
}

function withoutAbsent(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
