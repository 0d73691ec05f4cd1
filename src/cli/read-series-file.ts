import { readFile } from 'node:fs/promises';
import { dayOf } from '../calendar/civil-day.ts';
import { DataError, UserError } from '../contracts/errors.ts';
import { plainWords, quoteCell } from '../datasets/clean-text.ts';
import type { Column, ColumnTable } from '../datasets/column-table.ts';
import { type DateColumn, decideDateColumn, isNamedLikeDate } from '../datasets/decide-date-column.ts';
import { decodeText } from '../datasets/decode-text.ts';
import { detectDelimiter } from '../datasets/detect-delimiter.ts';
import { countNumbers, readNumbers } from '../datasets/read-number.ts';
import { readTable } from '../datasets/read-table.ts';
import type { DatedValue } from '../forecast-api/forecast-request.ts';

export interface SeriesFile {
  readonly dateColumn: string;
  readonly valueColumn: string;
  readonly values: readonly DatedValue[];
}

/** What a company's main number is usually called; the first that a file has is taken. */
const USUAL_NAMES = ['value', 'y', 'revenue', 'sales', 'total', 'amount', 'turnover', 'orders', 'units', 'quantity'];
const MOSTLY = 0.9;

/**
 * Reads a series from a CSV file: a column of dates, and one of numbers.
 * @throws UserError `file-missing`, `no-date-column`, `unclear-dates`, `no-such-column`, `which-column`; DataError
 *         `not-a-date`, `not-a-number` naming the row; what `readTable` throws
 */
export async function readSeriesFile(
  path: string,
  asked: { readonly date?: string; readonly value?: string },
): Promise<SeriesFile> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) {
    throw new UserError(`There is no file ${path}.`, { code: 'file-missing', advice: 'Check its name and folder.' });
  }
  const { text } = decodeText(bytes);
  const { table } = readTable(text, detectDelimiter(text) ?? ',');
  const dates = chooseDates(table, asked.date);
  const column = chooseValues(table, dates.column, asked.value);
  const { numbers, broken } = readNumbers(column, null);
  const values = Array.from({ length: table.rowCount }, (_, i): DatedValue => {
    const row = table.rowNumbers[i] ?? 0;
    const dateCode = dates.column.codes[i] ?? 0;
    const code = column.codes[i] ?? 0;
    const day = dates.days[dateCode] ?? null;
    if (day === null) throw wrongCell('not-a-date', 'is no date', dates.column, dateCode, row);
    if (broken.includes(code)) throw wrongCell('not-a-number', 'is no number', column, code, row);
    const value = numbers[code] ?? Number.NaN;
    return { t: dayOf(day), value: Number.isNaN(value) ? null : value, row };
  });
  return { dateColumn: dates.column.name, valueColumn: column.name, values };
}

function chooseDates(table: ColumnTable, asked: string | undefined): DateColumn {
  const columns = asked === undefined ? table.columns : [findColumn(table, asked)];
  const found = columns.flatMap((column) => decideDateColumn(column, {}) ?? []);
  const best = found.find(({ column }) => isNamedLikeDate(column.name)) ?? found[0];
  if (best === undefined) {
    throw new UserError(asked === undefined ? 'I find no column of dates.' : `The column ${asked} holds no dates.`, {
      code: 'no-date-column',
      advice: 'Write dates like 2026-11-23, or name their column with --date.',
    });
  }
  if (best.twoWays === null) return best;
  throw new UserError(`${quoteCell(best.twoWays.example)} can be read day first or month first.`, {
    code: 'unclear-dates',
    advice: 'Write dates like 2026-11-23.',
  });
}

function chooseValues(table: ColumnTable, dates: Column, asked: string | undefined): Column {
  if (asked !== undefined) return findColumn(table, asked);
  const numeric = table.columns.filter((column) => {
    const { filled, numeric: count } = countNumbers(column);
    return column !== dates && filled > 0 && count >= MOSTLY * filled;
  });
  const [only] = numeric;
  if (only !== undefined && numeric.length === 1) return only;
  const usual = USUAL_NAMES.flatMap((name) => numeric.find((column) => plainWords(column.name).includes(name)) ?? []);
  if (usual[0] !== undefined) return usual[0];
  throw new UserError(numeric.length === 0 ? 'I find no column of numbers.' : 'More than one column holds numbers.', {
    code: 'which-column',
    advice: `Name the one to forecast with --value: ${listNames(numeric.length === 0 ? table.columns : numeric)}.`,
  });
}

function findColumn(table: ColumnTable, name: string): Column {
  const found = table.columns.find((column) => column.name.toLowerCase() === name.trim().toLowerCase());
  if (found !== undefined) return found;
  throw new UserError(`There is no column called ${quoteCell(name)}.`, {
    code: 'no-such-column',
    advice: `The file has: ${listNames(table.columns)}.`,
  });
}

const MOST_NAMES = 12;

function listNames(columns: readonly Column[]): string {
  const names = columns.slice(0, MOST_NAMES).map(({ name }) => name);
  return `${names.join(', ')}${columns.length > MOST_NAMES ? ` and ${columns.length - MOST_NAMES} more` : ''}`;
}

function wrongCell(code: string, what: string, column: Column, cell: number, row: number): DataError {
  return new DataError(`Row ${row}: ${quoteCell(column.values[cell] ?? '')} in “${column.name}” ${what}.`, {
    code,
    advice: 'Correct that cell or leave it empty, and run it again.',
    place: { row, column: column.name },
  });
}
