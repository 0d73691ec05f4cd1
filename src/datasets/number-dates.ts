import { type DayNumber, dayNumber } from '../calendar/civil-day.ts';
import { mondayOfIsoWeek, toDayNumber } from './civil-day.ts';
import { plainWords } from './clean-text.ts';
import type { Column, ColumnTable } from './column-table.ts';
import { type DateColumn, isNamedLikeDate } from './decide-date-column.ts';
import { monthOfName } from './month-names.ts';
import { isMissing } from './read-number.ts';

/** Spreadsheets count days from 1899-12-30 (so that 1900's leap day, which never was, does no harm after it). */
const SERIAL_ZERO = dayNumber('1899-12-30');

/** Dates that are written as one plain number: 20240105, Excel's 45296, seconds or milliseconds since 1970. */
export function decideNumberDates(column: Column, localDay: (epochSeconds: number) => DayNumber): DateColumn | null {
  const named = isNamedLikeDate(column.name);
  const readers: readonly [format: string, read: (text: string) => DayNumber | null, needsName: boolean][] = [
    ['yearmonthday', readCompact, false],
    ['spreadsheet day number', readSerial, true],
    ['seconds since 1970', (text) => (/^\d{10}$/.test(text) ? localDay(Number(text)) : null), true],
    [
      'milliseconds since 1970',
      (text) => (/^\d{13}$/.test(text) ? localDay(Math.floor(Number(text) / 1_000)) : null),
      true,
    ],
  ];
  for (const [format, read, needsName] of readers) {
    if (needsName && !named) continue;
    const found = readAll(column, format, read, named ? 0.5 : 1);
    if (found) return found;
  }
  return null;
}

function readAll(
  column: Column,
  format: string,
  read: (text: string) => DayNumber | null,
  leastShare: number,
): DateColumn | null {
  const days: (DayNumber | null)[] = [];
  const broken = new Set<number>();
  let filled = 0;
  let dates = 0;
  column.values.forEach((value, code) => {
    const day = isMissing(value) ? null : read(value);
    days.push(day);
    if (isMissing(value)) return;
    filled += column.counts[code] ?? 0;
    if (day === null) broken.add(code);
    else dates += column.counts[code] ?? 0;
  });
  if (filled === 0 || dates / filled < leastShare) return null;
  return {
    column,
    kind: 'day',
    format,
    days,
    clocks: days.map(() => null),
    broken,
    twoWays: null,
    share: dates / filled,
    filled,
  };
}

function readCompact(text: string): DayNumber | null {
  const found = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return found ? toDayNumber(Number(found[1]), Number(found[2]), Number(found[3])) : null;
}

function readSerial(text: string): DayNumber | null {
  if (!/^\d{5}([.,]\d+)?$/.test(text)) return null;
  const serial = Math.floor(Number(text.replace(',', '.')));
  return serial >= 25_569 && serial <= 73_050 ? SERIAL_ZERO + serial : null; // 1970 … 2099
}

/** A date spread over columns: year and month, year, month and day, or year and week. */
export interface DateParts {
  readonly columns: readonly Column[];
  readonly kind: 'day' | 'week' | 'month';
  readonly format: string;
  readonly dayAt: (row: number) => DayNumber | null;
}

const YEAR_WORDS = new Set(['year', 'yr', 'jahr', 'annee', 'ano', 'anno', 'jaar']);
const MONTH_WORDS = new Set(['month', 'monat', 'mois', 'mes', 'mese', 'maand', 'mo', 'mth']);
const DAY_WORDS = new Set(['day', 'tag', 'jour', 'dia', 'giorno', 'dag', 'dom']);
const WEEK_WORDS = new Set([
  'week',
  'wk',
  'kw',
  'woche',
  'semaine',
  'semana',
  'settimana',
  'weeknumber',
  'calendarweek',
  'kalenderwoche',
]);

export function findDateParts(table: ColumnTable): DateParts | null {
  const named = (words: ReadonlySet<string>) =>
    table.columns.find((column) => plainWords(column.name).some((word) => words.has(word)));
  const year = named(YEAR_WORDS);
  if (!year) return null;
  const years = year.values.map((value) => (/^\d{4}$/.test(value) ? Number(value) : null));
  const yearAt = (row: number) => years[year.codes[row] ?? 0] ?? null;
  const month = named(MONTH_WORDS);
  if (month) {
    const months = month.values.map((value) => (/^\d{1,2}$/.test(value) ? Number(value) : monthOfName(value)));
    const monthAt = (row: number) => months[month.codes[row] ?? 0] ?? null;
    const day = table.columns.find(
      (column) =>
        plainWords(column.name).every((word) => DAY_WORDS.has(word)) &&
        column.values.every((value) => /^\d{1,2}$/.test(value)),
    );
    const dayAt = (row: number) => (day ? Number(day.values[day.codes[row] ?? 0]) : 1);
    return {
      columns: day ? [year, month, day] : [year, month],
      kind: day ? 'day' : 'month',
      format: day ? 'year, month and day in three columns' : 'year and month in two columns',
      dayAt: (row) => fromParts(yearAt(row), monthAt(row), dayAt(row)),
    };
  }
  const week = named(WEEK_WORDS);
  if (!week) return null;
  const weeks = week.values.map((value) =>
    /^(?:w|kw|week)?\s?\d{1,2}$/i.test(value) ? Number(value.replace(/\D/g, '')) : null,
  );
  return {
    columns: [year, week],
    kind: 'week',
    format: 'year and week in two columns',
    dayAt: (row) => {
      const [inYear, inWeek] = [yearAt(row), weeks[week.codes[row] ?? 0] ?? null];
      return inYear === null || inWeek === null ? null : mondayOfIsoWeek(inYear, inWeek);
    },
  };
}

function fromParts(year: number | null, month: number | null, day: number): DayNumber | null {
  return year === null || month === null ? null : toDayNumber(year, month, day);
}
