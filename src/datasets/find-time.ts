import { type DayNumber, dayOf, weekdayOfDay } from '../calendar/civil-day.ts';
import type { NativeGrain } from '../contracts/period.ts';
import { dateParts, startOfMonth, startOfWeek } from './civil-day.ts';
import { plainWords, quoteCell } from './clean-text.ts';
import { type Column, type ColumnTable, keepRows } from './column-table.ts';
import { cellError, dataError } from './data-errors.ts';
import { type DateColumn, decideDateColumn, isNamedLikeDate } from './decide-date-column.ts';
import type { FileQuestion, ReadingContext, Remark } from './file-understanding.ts';
import { localDayOf } from './local-day.ts';
import { decideNumberDates, findDateParts } from './number-dates.ts';
import { isMissing } from './read-number.ts';

/** When each row happened. */
export interface TimeAxis {
  readonly table: ColumnTable;
  readonly columns: readonly Column[];
  readonly format: string;
  readonly grain: NativeGrain;
  /** The civil day each row names. */
  readonly rowDays: Int32Array;
  /** First day of the day, week or month each row belongs to. */
  readonly rowTimes: Int32Array;
  /** The rows carry a time of day, so they are single sales. */
  readonly hasClock: boolean;
  readonly otherDates: readonly Column[];
  readonly remarks: readonly Remark[];
}

const TOTALS =
  /^(grand\s+)?(totals?|sum|summe|gesamt(summe)?|average|mean|durchschnitt|total général|totaal|subtotal)\b/i;
const LATER_DATES = new Set([
  'delivery',
  'due',
  'ship',
  'shipped',
  'birth',
  'updated',
  'modified',
  'expiry',
  'paid',
  'lieferdatum',
  'faellig',
  'end',
  'to',
  'bis',
]);

/**
 * Finds the column (or columns) that say when, decides how they are written from all their cells, and at which grain.
 * @returns a question when every date reads both day first and month first.
 * @throws DataError `no-date-column`, `not-a-date`, `date-missing`.
 */
export function findTime(table: ColumnTable, context: ReadingContext): TimeAxis | FileQuestion {
  const localDay = localDayOf(context.timezone);
  const dated = rankDateColumns(
    table,
    table.columns.map((column) => decideDateColumn(column, context.answers)).filter((found) => found !== null),
  );
  const chosen = dated[0] ?? firstNumberDate(table, localDay);
  if (!chosen) return timeFromParts(table, context);
  if (chosen.twoWays) return askDateOrder(chosen.column, chosen.twoWays);
  const { kept, dropped } = withoutTotals(table, chosen.column.index);
  const decided = kept === table ? chosen : redecide(kept, chosen, context, localDay);
  const rowDays = readRowDays(kept, decided, localDay);
  const others = dated
    .slice(1)
    .map((found) => kept.columns[found.column.index])
    .filter((column) => column !== undefined);
  const hasClock = new Set(decided.clocks.filter((clock) => clock !== null).map((clock) => clock.seconds)).size > 1;
  return settleGrain(kept, [decided.column], decided.kind, decided.format, rowDays, hasClock, others, context, dropped);
}

function rankDateColumns(table: ColumnTable, found: readonly DateColumn[]): DateColumn[] {
  const kinds = ['day', 'week', 'month'];
  const rank = (date: DateColumn) => {
    const words = plainWords(date.column.name);
    const later = words.some((word) => LATER_DATES.has(word)) ? 1 : 0;
    return [
      date.filled < table.rowCount * 0.5 ? 1 : 0,
      kinds.indexOf(date.kind),
      later,
      isNamedLikeDate(date.column.name) ? 0 : 1,
      date.column.index,
    ];
  };
  return [...found].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
  });
}

function firstNumberDate(table: ColumnTable, localDay: (seconds: number) => DayNumber): DateColumn | null {
  for (const column of table.columns) {
    const found = decideNumberDates(column, localDay);
    if (found) return found;
  }
  return null;
}

function redecide(
  table: ColumnTable,
  chosen: DateColumn,
  context: ReadingContext,
  localDay: (seconds: number) => DayNumber,
): DateColumn {
  const column = table.columns[chosen.column.index];
  if (!column) return chosen;
  return decideDateColumn(column, context.answers) ?? decideNumberDates(column, localDay) ?? chosen;
}

/** Lines under the data that hold totals have no date, or “Total” in its place. */
function withoutTotals(table: ColumnTable, dateColumn: number): { kept: ColumnTable; dropped: number } {
  const column = table.columns[dateColumn];
  if (!column) return { kept: table, dropped: 0 };
  let end = table.rowCount;
  while (end > 1 && table.rowCount - end < 3) {
    const cell = column.values[column.codes[end - 1] ?? 0] ?? '';
    const total = TOTALS.test(cell) || (isMissing(cell) && rowSaysTotal(table, end - 1));
    if (!total) break;
    end -= 1;
  }
  return { kept: keepRows(table, (row) => row < end), dropped: table.rowCount - end };
}

function rowSaysTotal(table: ColumnTable, row: number): boolean {
  const cells = table.columns.map((column) => column.values[column.codes[row] ?? 0] ?? '');
  return cells.some((cell) => TOTALS.test(cell)) || cells.filter((cell) => !isMissing(cell)).length <= 1;
}

function readRowDays(table: ColumnTable, date: DateColumn, localDay: (seconds: number) => DayNumber): Int32Array {
  const codeDays = date.days.map((day, code) => {
    const clock = date.clocks[code];
    if (day === null || !clock || clock.offsetMinutes === null) return day;
    return localDay(day * 86_400 + clock.seconds - clock.offsetMinutes * 60);
  });
  const rowDays = new Int32Array(table.rowCount);
  for (let row = 0; row < table.rowCount; row += 1) {
    const code = date.column.codes[row] ?? 0;
    const day = codeDays[code];
    if (day === null || day === undefined) throw badDate(table, row, date.column, date.column.values[code] ?? '');
    rowDays[row] = day;
  }
  return rowDays;
}

function badDate(table: ColumnTable, row: number, column: Column, cell: string): Error {
  const place = { row: table.rowNumbers[row] ?? 0, column: column.name };
  if (isMissing(cell))
    return cellError(
      'date-missing',
      place,
      'the date is missing.',
      'Fill it in, or take the row out, and send the file again.',
    );
  return cellError(
    'not-a-date',
    place,
    `${quoteCell(cell)} is not a date.`,
    'Put it right and send the file again. Nothing of this file was kept.',
  );
}

/** The person decides: every date of the column reads both day first and month first. */
export function askDateOrder(column: Column, twoWays: NonNullable<DateColumn['twoWays']>): FileQuestion {
  return {
    kind: 'question',
    about: 'date-order',
    question: {
      text: 'The dates in “{{column}}” can be read in two ways. Which day is {{example}}?',
      values: { column: column.name, example: twoWays.example },
    },
    choices: [
      {
        label: { text: '{{day}} (day first)', values: { day: { date: dayOf(twoWays.dayFirst) } } },
        answers: { dateOrder: 'day-first' },
      },
      {
        label: { text: '{{day}} (month first)', values: { day: { date: dayOf(twoWays.monthFirst) } } },
        answers: { dateOrder: 'month-first' },
      },
    ],
  };
}

function timeFromParts(table: ColumnTable, context: ReadingContext): TimeAxis {
  const parts = findDateParts(table);
  if (!parts) throw noDateColumn(table);
  const first = parts.columns[0];
  const { kept, dropped } = withoutTotals(table, first?.index ?? 0);
  const reread = kept === table ? parts : (findDateParts(kept) ?? parts);
  const rowDays = new Int32Array(kept.rowCount);
  for (let row = 0; row < kept.rowCount; row += 1) {
    const day = reread.dayAt(row);
    const column = reread.columns.at(-1);
    if (day === null && column) {
      const cells = reread.columns.map((part) => part.values[part.codes[row] ?? 0] ?? '').join(' ');
      throw badDate(kept, row, column, cells);
    }
    rowDays[row] = day ?? 0;
  }
  return settleGrain(kept, reread.columns, parts.kind, parts.format, rowDays, false, [], context, dropped);
}

function noDateColumn(table: ColumnTable): Error {
  const names = table.columns
    .slice(0, 8)
    .map((column) => `“${column.name}”`)
    .join(', ');
  return dataError(
    'no-date-column',
    `I could not find a date column among ${names}.`,
    'I need one column that says when: a day, a week or a month in each row, such as 2024-03-01.',
  );
}

function settleGrain(
  table: ColumnTable,
  columns: readonly Column[],
  kind: 'day' | 'week' | 'month',
  format: string,
  rowDays: Int32Array,
  hasClock: boolean,
  otherDates: readonly Column[],
  context: ReadingContext,
  dropped: number,
): TimeAxis {
  const days = [...new Set(rowDays)].sort((a, b) => a - b);
  const grain = kind === 'day' && !hasClock ? grainOfSpacing(days) : kind;
  const remarks: Remark[] = [];
  if (dropped > 0)
    remarks.push({ text: '{{rows}} lines of totals at the end are left out.', values: { rows: dropped } });
  const weekEnds =
    grain === 'week' &&
    columns.some((column) => plainWords(column.name).some((word) => word === 'ending' || word === 'end'));
  const periodStart = (day: DayNumber): DayNumber => {
    if (grain === 'day') return day;
    if (grain === 'month') return startOfMonth(day);
    // The company's week that holds most of the file's week.
    return startOfWeek((weekEnds ? day - 6 : day) + 3, context.weekStart);
  };
  const rowTimes = Int32Array.from(rowDays, periodStart);
  if (grain === 'week' && days[0] !== undefined && periodStart(days[0]) !== days[0] && !weekEnds) {
    remarks.push({
      text: 'The weeks of this file begin on another day than yours; each is counted in the week of yours that holds most of it.',
      values: {},
    });
  }
  return { table, columns, format, grain, rowDays, rowTimes, hasClock, otherDates, remarks };
}

/** Weeks: three dates or more, all on one weekday, never less than seven days apart. Months: all first or all last days. */
function grainOfSpacing(days: readonly DayNumber[]): NativeGrain {
  const gaps = days.slice(1).map((day, at) => day - (days[at] ?? day));
  if (gaps.length === 0) return 'day';
  const months = new Set(days.map((day) => startOfMonth(day))).size;
  const allFirst = days.every((day) => dateParts(day).day === 1);
  const allLast = days.every((day) => dateParts(day + 1).day === 1);
  if ((allFirst || allLast) && months === days.length) return 'month';
  const oneWeekday = days.every((day) => weekdayOfDay(day) === weekdayOfDay(days[0] ?? day));
  return days.length >= 3 && oneWeekday && gaps.some((gap) => gap === 7) ? 'week' : 'day';
}
