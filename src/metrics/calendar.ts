import { Temporal } from 'temporal-polyfill';
import { addDays, dayNumber, weekdayOf } from '../calendar/civil-day.ts';
import type { Grain, IsoDate, Period, WeekStart } from '../contracts/period.ts';

/** Days in an inclusive period. */
export const countDays = (period: Period): number => dayNumber(period.end) - dayNumber(period.start) + 1;

const FIRST_WEEKDAY: Record<WeekStart, number> = { monday: 0, saturday: 5, sunday: 6 };

/** First day of the day, week, month or quarter that `date` falls in. */
export function startOfGrain(date: IsoDate, grain: Grain, weekStart: WeekStart): IsoDate {
  if (grain === 'day') return date;
  if (grain === 'month') return `${date.slice(0, 7)}-01`;
  if (grain === 'quarter') return startOfQuarter(date);
  return addDays(date, -((weekdayOf(date) - FIRST_WEEKDAY[weekStart] + 7) % 7));
}

/** First day of the next bucket. */
export function nextBucket(start: IsoDate, grain: Grain): IsoDate {
  if (grain === 'day') return addDays(start, 1);
  if (grain === 'week') return addDays(start, 7);
  return Temporal.PlainDate.from(start)
    .add({ months: grain === 'month' ? 1 : 3 })
    .toString();
}

/** First day of the bucket before. */
export function previousBucket(start: IsoDate, grain: Grain): IsoDate {
  if (grain === 'day' || grain === 'week') return addDays(start, grain === 'day' ? -1 : -7);
  return Temporal.PlainDate.from(start)
    .subtract({ months: grain === 'month' ? 1 : 3 })
    .toString();
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

/** A week, month or quarter that starts on this day or before it is over by `end`. */
export function lastStartInside(end: IsoDate, grain: Grain): IsoDate {
  if (grain === 'day') return end;
  if (grain === 'week') return addDays(end, -6);
  const start = grain === 'month' ? `${end.slice(0, 7)}-01` : startOfQuarter(end);
  return endOfBucket(start, grain) === end ? end : addDays(start, -1);
}

/** The whole weeks, months or quarters that a period touches. */
export function widenToGrain(period: Period, grain: Grain, weekStart: WeekStart): Period {
  return {
    start: startOfGrain(period.start, grain, weekStart),
    end: endOfBucket(startOfGrain(period.end, grain, weekStart), grain),
  };
}

/** First day of the calendar quarter. */
function startOfQuarter(date: IsoDate): IsoDate {
  const month = Number(date.slice(5, 7));
  return `${date.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}

/** The company's civil date at an instant. */
export const civilDate = (now: Date, timezone: string): IsoDate =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone).toPlainDate().toString();
