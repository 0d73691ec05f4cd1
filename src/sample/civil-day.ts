import { addDays, dayNumber, weekdayOf } from '../calendar/civil-day.ts';
import type { IsoDate, Period } from '../contracts/period.ts';

export function mondayOnOrBefore(day: IsoDate): IsoDate {
  return addDays(day, -weekdayOf(day));
}

/** Position in the year as an angle, 0 on 1 January, 2π a year later. */
export function yearAngle(day: IsoDate): number {
  const start = dayNumber(`${day.slice(0, 4)}-01-01`);
  return (2 * Math.PI * (dayNumber(day) - start)) / 365.25;
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
