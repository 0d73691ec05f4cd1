import type { DayNumber } from '../calendar/civil-day.ts';
import { mondayOfIsoWeek, toDayNumber } from './civil-day.ts';
import { monthOfName, weekdayOfName } from './month-names.ts';

/**
 * What a cell looks like as a date.
 * `numeric` is the one that needs the whole column: 03/04/2024 is in March or in April.
 */
export type DateShape =
  | { readonly kind: 'day'; readonly day: DayNumber; readonly clock: ClockTime | null; readonly look: DateLook }
  | {
      readonly kind: 'numeric';
      readonly first: number;
      readonly second: number;
      readonly year: number;
      readonly sign: string;
      readonly clock: ClockTime | null;
    }
  | { readonly kind: 'week'; readonly day: DayNumber }
  | { readonly kind: 'month'; readonly day: DayNumber }
  /** Written like a date, but there is no such day: 2024-13-45. */
  | { readonly kind: 'impossible' };

export type DateLook = 'iso' | 'named';

export interface ClockTime {
  readonly seconds: number;
  /** Minutes east of UTC; null when the time is local to the company. */
  readonly offsetMinutes: number | null;
}

const TIME = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?`;
const ISO = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`, 'i');
const NUMERIC = new RegExp(`^(\\d{1,2})([-/.])\\s?(\\d{1,2})\\2\\s?(\\d{4}|\\d{2})${TIME}$`, 'i');
const DAY_NAMED = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th)?\\.?[\\s-]*([\\p{L}]+)\\.?,?[\\s-]*(\\d{4}|'?\\d{2})${TIME}$`,
  'iu',
);
const NAMED_DAY = new RegExp(`^([\\p{L}]+)\\.?[\\s-]*(\\d{1,2})(?:st|nd|rd|th)?,?[\\s-]+(\\d{4})${TIME}$`, 'iu');
const WEEK_FIRST = /^(\d{4})[-/ ]?(?:w|kw|wk|week)\s?(\d{1,2})$/i;
const WEEK_LAST = /^(?:w|kw|wk|week|cw)\.?\s?(\d{1,2})[-/, ]+(\d{4})$/i;
const MONTH_FIRST = /^(\d{4})[-/.](\d{1,2})$/;
const MONTH_LAST = /^(\d{1,2})[-/.](\d{4})$/;
const MONTH_NAMED = /^(\p{L}+)\.?[\s\-/,]*('?\d{2}|\d{4})$/u;
const YEAR_MONTH_NAMED = /^(\d{4})[\s\-/]+(\p{L}+)\.?$/u;

/** @returns null when the cell is not written like a date at all. */
export function readDateShape(cell: string): DateShape | null {
  const text = withoutWeekday(cell);
  return readIso(text) ?? readNumeric(text) ?? readNamed(text) ?? readWeek(text) ?? readMonth(text);
}

/** “Mon, 3 Jan 2024” → “3 Jan 2024”. */
function withoutWeekday(cell: string): string {
  const found = /^(\p{L}+)\.?,?\s+(?=\S)/u.exec(cell);
  if (!found?.[1] || weekdayOfName(found[1]) === null || monthOfName(found[1]) !== null) return cell;
  return cell.slice(found[0].length);
}

function readIso(text: string): DateShape | null {
  const found = ISO.exec(text);
  if (!found) return null;
  return dayShape(Number(found[1]), Number(found[3]), Number(found[4]), readClock(found, 5), 'iso');
}

function readNumeric(text: string): DateShape | null {
  const found = NUMERIC.exec(text);
  if (!found) return null;
  const clock = readClock(found, 5);
  if (clock === 'impossible') return { kind: 'impossible' };
  return {
    kind: 'numeric',
    first: Number(found[1]),
    second: Number(found[3]),
    year: fullYear(found[4] ?? ''),
    sign: found[2] ?? '/',
    clock,
  };
}

function readNamed(text: string): DateShape | null {
  const dayFirst = DAY_NAMED.exec(text);
  const month = dayFirst?.[2] ? monthOfName(dayFirst[2]) : null;
  if (dayFirst && month)
    return dayShape(fullYear(dayFirst[3] ?? ''), month, Number(dayFirst[1]), readClock(dayFirst, 4), 'named');
  const monthFirst = NAMED_DAY.exec(text);
  const named = monthFirst?.[1] ? monthOfName(monthFirst[1]) : null;
  if (monthFirst && named)
    return dayShape(Number(monthFirst[3]), named, Number(monthFirst[2]), readClock(monthFirst, 4), 'named');
  return null;
}

function readWeek(text: string): DateShape | null {
  const first = WEEK_FIRST.exec(text);
  const last = first ? null : WEEK_LAST.exec(text);
  if (!first && !last) return null;
  const monday = first
    ? mondayOfIsoWeek(Number(first[1]), Number(first[2]))
    : mondayOfIsoWeek(Number(last?.[2]), Number(last?.[1]));
  return monday === null ? { kind: 'impossible' } : { kind: 'week', day: monday };
}

function readMonth(text: string): DateShape | null {
  const first = MONTH_FIRST.exec(text);
  if (first) return monthShape(Number(first[1]), Number(first[2]));
  const last = MONTH_LAST.exec(text);
  if (last) return monthShape(Number(last[2]), Number(last[1]));
  const named = MONTH_NAMED.exec(text);
  const month = named?.[1] ? monthOfName(named[1]) : null;
  if (named && month) return monthShape(fullYear(named[2] ?? ''), month);
  const yearFirst = YEAR_MONTH_NAMED.exec(text);
  const second = yearFirst?.[2] ? monthOfName(yearFirst[2]) : null;
  if (yearFirst && second) return monthShape(Number(yearFirst[1]), second);
  return null;
}

function monthShape(year: number, month: number): DateShape {
  const day = toDayNumber(year, month, 1);
  return day === null ? { kind: 'impossible' } : { kind: 'month', day };
}

function dayShape(
  year: number,
  month: number,
  dayOfMonth: number,
  clock: ClockTime | null | 'impossible',
  look: DateLook,
): DateShape {
  const day = toDayNumber(year, month, dayOfMonth);
  return day === null || clock === 'impossible' ? { kind: 'impossible' } : { kind: 'day', day, clock, look };
}

/** Two-digit years: 70–99 are 1970–1999, the rest 2000–2069 (POSIX has 69; business files have no 1969). */
function fullYear(text: string): number {
  const year = Number(text.replace("'", ''));
  return year >= 100 ? year : year >= 70 ? 1900 + year : 2000 + year;
}

function readClock(found: RegExpExecArray, at: number): ClockTime | null | 'impossible' {
  if (found[at] === undefined) return null;
  const half = found[at + 3]?.[0]?.toLowerCase();
  let hour = Number(found[at]);
  const minute = Number(found[at + 1]);
  const second = Number(found[at + 2] ?? 0);
  if (hour > 23 || minute > 59 || second > 60 || (half && (hour < 1 || hour > 12))) return 'impossible';
  if (half === 'p' && hour < 12) hour += 12;
  if (half === 'a' && hour === 12) hour = 0;
  return { seconds: hour * 3_600 + minute * 60 + second, offsetMinutes: readOffset(found[at + 4]) };
}

function readOffset(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (/^(z|utc|gmt)$/i.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return zone.startsWith('-') ? -minutes : minutes;
}
