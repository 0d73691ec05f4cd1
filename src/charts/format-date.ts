import { BugError } from '../contracts/errors.ts';
import type { Grain, IsoDate } from '../contracts/period.ts';
import type { WritingStyle } from './chart-style.ts';
import { dateFormat } from './intl-cache.ts';

const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a civil date. @throws BugError when it is not a date */
export function dayNumber(date: IsoDate): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) {
    throw new BugError(`A chart was given "${date}" as a date.`, {
      code: 'chart-date',
      advice: 'This is our mistake. The numbers are still in the answer.',
    });
  }
  return ms / MS_PER_DAY;
}

/** The UTC midnight that begins a day; only for calendar fields and Intl. */
export function dateOf(day: number): Date {
  return new Date(day * MS_PER_DAY);
}

export function formatDay(day: number, options: Intl.DateTimeFormatOptions, { locale }: WritingStyle): string {
  return dateFormat(locale, options)
    .format(dateOf(day))
    .replace(/\u202f/gu, '\u00a0');
}

/** Letters for a quarter where "Q" is not the word's own: trimestre, kwartaal, kvartal. */
const QUARTER_LETTERS: Readonly<Record<string, string>> = {
  ca: 'T',
  es: 'T',
  fr: 'T',
  it: 'T',
  pt: 'T',
  ro: 'T',
  da: 'K',
  nb: 'K',
  nl: 'K',
  no: 'K',
  sv: 'K',
};

/** "Q1", without its year; Intl has no word for it. */
export function formatQuarter(day: number, { locale }: Pick<WritingStyle, 'locale'>): string {
  const letter = QUARTER_LETTERS[new Intl.Locale(locale).language] ?? 'Q';
  return `${letter}${Math.floor(dateOf(day).getUTCMonth() / 3) + 1}`;
}

function formatQuarterOfYear(day: number, style: WritingStyle): string {
  return `${formatQuarter(day, style)}\u00a0${formatDay(day, { year: 'numeric' }, style)}`;
}

/** A date beside a mark: "Sat, Dec 5", "Jun 2026" for months, "Q2 2026" for quarters. */
export function formatPointDate(day: number, grain: Grain, style: WritingStyle): string {
  if (grain === 'quarter') return formatQuarterOfYear(day, style);
  if (grain === 'month') return formatDay(day, { month: 'short', year: 'numeric' }, style);
  if (grain === 'week') return formatDay(day, { day: 'numeric', month: 'short' }, style);
  return formatDay(day, { weekday: 'short', day: 'numeric', month: 'short' }, style);
}

/** A date in a table, with its year. Weeks are named by their first day, as everywhere. */
export function formatTableDate(day: number, grain: Grain, style: WritingStyle): string {
  if (grain === 'quarter') return formatQuarterOfYear(day, style);
  if (grain === 'month') return formatDay(day, { month: 'long', year: 'numeric' }, style);
  const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
  return formatDay(day, grain === 'day' ? { weekday: 'short', ...date } : date, style);
}
