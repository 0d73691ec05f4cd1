import { dayOf } from '../calendar/civil-day.ts';
import { cleanName, quoteCell } from '../datasets/clean-text.ts';
import type { Column } from '../datasets/column-table.ts';
import { decideDateColumn } from '../datasets/decide-date-column.ts';
import type { FileAnswers } from '../datasets/file-understanding.ts';
import { decideNumberDates } from '../datasets/number-dates.ts';
import { type DecimalSign, isMissing, readNumbers } from '../datasets/read-number.ts';
import type { CellKind } from './list-form.ts';
import { looksLikeWindow, readTime, readWindow, readWindows } from './read-times.ts';
import { readWeekdays } from './read-weekdays.ts';

/** A cell that was read; `null` where it is empty. */
export type ListCell = { readonly value: unknown } | { readonly problem: string } | null;

export interface ColumnReading {
  readonly answers: FileAnswers;
  /** What to take where no cell of a column shows its decimal sign. */
  readonly decimal: DecimalSign | null;
}

/** Reads a column as cells of one kind: one result per distinct text. Never throws. */
export function readListColumn(column: Column, kind: CellKind, reading: ColumnReading): readonly ListCell[] {
  if (kind === 'number' || kind === 'share') return readAmounts(column, kind, reading.decimal);
  if (kind === 'date') return readDays(column, reading.answers);
  return column.values.map((value) => (value === '' ? null : READERS[kind](value)));
}

const READERS: Readonly<Record<Exclude<CellKind, 'number' | 'share' | 'date'>, (cell: string) => ListCell>> = {
  name: (cell) => (isMissing(cell) ? null : named(cleanName(cell))),
  text: (cell) => (isMissing(cell) ? null : named(cleanName(cell))),
  names: (cell) => {
    if (isMissing(cell)) return null;
    const names = cell
      .split(/[,;/|&\n]|\s+and\s+|\s+und\s+/)
      .map(cleanName)
      .filter((name) => name !== '');
    return { value: [...new Map(names.map((name) => [name.toLowerCase(), name])).values()] };
  },
  weekdays: (cell) => {
    if (isMissing(cell)) return null;
    const days = readWeekdays(cell);
    return days ? { value: days } : { problem: `${quoteCell(cell)} is no weekday; write “Mon” or “Mon, Thu”` };
  },
  time: (cell) => {
    if (isMissing(cell)) return null;
    const minutes = readTime(cell);
    return minutes === null ? { problem: `${quoteCell(cell)} is no time of day; write “8:00”` } : { value: minutes };
  },
  hour: (cell) => {
    if (isMissing(cell)) return null;
    const minutes = readTime(cell) ?? readWindow(cell)?.from ?? null;
    if (minutes === null || minutes >= 1_440) return { problem: `${quoteCell(cell)} is no hour of the day` };
    return { value: Math.floor(minutes / 60) };
  },
  window: (cell) => {
    if (isMissing(cell)) return null;
    const window = readWindow(cell);
    if (window) return { value: window };
    return {
      problem: looksLikeWindow(cell)
        ? `${quoteCell(cell)} ends before it starts, or at no time of day`
        : `${quoteCell(cell)} is no stretch of a day; write “8:00-16:00”`,
    };
  },
  windows: (cell) => {
    const windows = readWindows(cell);
    if (windows !== null) return { value: windows };
    if (isMissing(cell)) return null;
    return {
      problem: looksLikeWindow(cell)
        ? `${quoteCell(cell)} ends before it starts, or at no time of day`
        : `${quoteCell(cell)} says no hours; write “8:00-16:00”, “any” or “off”`,
    };
  },
};

const named = (name: string): ListCell => (name === '' ? null : { value: name });

/** What may follow an amount: "3 days", "$18 per hour", "2 crates". It is not read; the column says what it counts. */
const UNIT =
  /(?<=[\d\p{Sc}])\s*(?:(?:\/|per|pro|par|por|an?)\s*\p{L}+\.?|days?|d|tage?n?|jours?|d[ií]as?|hours?|hrs?|std\.?|stunden?|heures?|horas?|people|persons?|pieces?|pcs?\.?|units?|each|ea\.?|bottles?|cans?|bags?|box(?:es)?|cases?|crates?|cartons?|packs?|kg|g|l|ml|cl|lbs?|oz|gal|st(?:ü|ue)ck|flaschen?|kisten?|unit[ée]s?|bouteilles?|unidades|botellas?|cajas?)$/iu;
const NO_NUMBER = /^[+-]?\s*(?:nan|inf(?:inity)?|∞)$/i;

function readAmounts(column: Column, kind: 'number' | 'share', decimal: DecimalSign | null): readonly ListCell[] {
  const bare: Column = { ...column, values: column.values.map((value) => value.replace(UNIT, '')) };
  const { numbers, broken } = readNumbers(bare, decimal);
  const unread = new Set(broken);
  return bare.values.map((value, code) => {
    const cell = column.values[code] ?? '';
    if (unread.has(code) || NO_NUMBER.test(cell)) return { problem: `${quoteCell(cell)} is no number` };
    const number = numbers[code];
    if (number === undefined || Number.isNaN(number)) return null;
    if (number < 0) return { problem: `${quoteCell(cell)} is below zero` };
    return { value: kind === 'share' && value.endsWith('%') ? number / 100 : number };
  });
}

function readDays(column: Column, answers: FileAnswers): readonly ListCell[] {
  const found =
    decideDateColumn(column, answers) ??
    decideNumberDates(column, (seconds) => Math.floor(seconds / 86_400)) ??
    decideDateColumn({ ...column, name: 'date' }, answers);
  return column.values.map((value, code) => {
    if (isMissing(value)) return null;
    const day = found?.days[code];
    return day === null || day === undefined
      ? { problem: `${quoteCell(value)} is no date; write “2026-12-24”` }
      : { value: dayOf(day) };
  });
}
