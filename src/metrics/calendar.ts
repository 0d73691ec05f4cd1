import { Temporal } from 'temporal-polyfill';
import type { Grain, IsoDate, Period, WeekStart } from '../contracts/period.ts';

const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a civil date; plain arithmetic, because series walk over thousands of days. */
export const dayNumber = (date: IsoDate): number =>
  Math.round(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / MS_PER_DAY);

const FIRST_KEPT = dayNumber('1990-01-01');
const kept: IsoDate[] = [];

/** The same few thousand days are written again and again, so each is written once. */
export function dayOf(number: number): IsoDate {
  const index = number - FIRST_KEPT;
  if (index < 0 || index > 40_000) return writeDay(number);
  const known = kept[index];
  if (known !== undefined) return known;
  const day = writeDay(number);
  kept[index] = day;
  return day;
}

const writeDay = (number: number): IsoDate => new Date(number * MS_PER_DAY).toISOString().slice(0, 10);

export const addDays = (date: IsoDate, days: number): IsoDate => dayOf(dayNumber(date) + days);

/** Days in an inclusive period. */
export const countDays = (period: Period): number => dayNumber(period.end) - dayNumber(period.start) + 1;

/** 0 = Monday … 6 = Sunday. */
export const weekdayOf = (date: IsoDate): number => (dayNumber(date) + 3) % 7;

const FIRST_WEEKDAY: Record<WeekStart, number> = { monday: 0, saturday: 5, sunday: 6 };

/** First day of the week, month or day that `date` falls in. */
export function startOfGrain(date: IsoDate, grain: Grain, weekStart: WeekStart): IsoDate {
  if (grain === 'day') return date;
  if (grain === 'month') return `${date.slice(0, 7)}-01`;
  return addDays(date, -((weekdayOf(date) - FIRST_WEEKDAY[weekStart] + 7) % 7));
}

/** First day of the next bucket. */
export function nextBucket(start: IsoDate, grain: Grain): IsoDate {
  if (grain === 'day') return addDays(start, 1);
  if (grain === 'week') return addDays(start, 7);
  return Temporal.PlainDate.from(start).add({ months: 1 }).toString();
}

/** Last day of the bucket that starts on `start`. */
export const endOfBucket = (start: IsoDate, grain: Grain): IsoDate => addDays(nextBucket(start, grain), -1);

/** The stretch of the same length (whole months for whole months) just before. */
export function periodBefore(period: Period): Period {
  const start = Temporal.PlainDate.from(period.start);
  const end = Temporal.PlainDate.from(period.end);
  if (start.day === 1 && end.day === end.daysInMonth) {
    const months = (end.year - start.year) * 12 + end.month - start.month + 1;
    return { start: start.subtract({ months }).toString(), end: start.subtract({ days: 1 }).toString() };
  }
  const days = countDays(period);
  return { start: addDays(period.start, -days), end: addDays(period.start, -1) };
}

/** The company's civil date at an instant. */
export const civilDate = (now: Date, timezone: string): IsoDate =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone).toPlainDate().toString();
