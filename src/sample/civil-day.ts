import { BugError } from '../contracts/errors.ts';
import type { IsoDate, Period } from '../contracts/period.ts';

const DAY_MS = 86_400_000;

/** Days since the Unix epoch. Throws BugError for anything but a real `YYYY-MM-DD` date. */
export function toDayNumber(day: IsoDate): number {
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day)
    throw new BugError(`not a civil date: ${day}`, {
      code: 'sample-bad-date',
      advice: 'Give the end of the sample company as year, month and day, like 2026-06-30.',
    });
  return ms / DAY_MS;
}

export function fromDayNumber(dayNumber: number): IsoDate {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(day: IsoDate, count: number): IsoDate {
  return fromDayNumber(toDayNumber(day) + count);
}

/** 0 is Monday, 6 is Sunday. The epoch was a Thursday. */
export function weekdayOf(day: IsoDate): number {
  return (((toDayNumber(day) + 3) % 7) + 7) % 7;
}

export function mondayOnOrBefore(day: IsoDate): IsoDate {
  return addDays(day, -weekdayOf(day));
}

/** Position in the year as an angle, 0 on 1 January, 2π a year later. */
export function yearAngle(day: IsoDate): number {
  const start = toDayNumber(`${day.slice(0, 4)}-01-01`);
  return (2 * Math.PI * (toDayNumber(day) - start)) / 365.25;
}

/** The last calendar month that has ended by `day` (inclusive). */
export function lastCompleteMonth(day: IsoDate): Period {
  const end = addDays(`${addDays(day, 1).slice(0, 7)}-01`, -1);
  return { start: `${end.slice(0, 7)}-01`, end };
}

/** Both ends count. ISO dates sort as text. */
export function isWithin(day: IsoDate, period: Period): boolean {
  return day >= period.start && day <= period.end;
}
