import { Temporal } from 'temporal-polyfill';
import { addDays } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';

const DAY = 1440;

/**
 * The instant at a clock time of a civil day in the company's time zone. Minutes past 1440 are the next day's clock, so
 * that a night shift ends when the clock on the wall says so, also when the clocks change in it.
 */
export function instantOf(day: IsoDate, minutes: number, timezone: string): Date {
  const date = Temporal.PlainDate.from(addDays(day, Math.floor(minutes / DAY)));
  const inDay = minutes % DAY;
  const at = date.toZonedDateTime({
    timeZone: timezone,
    plainTime: new Temporal.PlainTime(Math.floor(inDay / 60), inDay % 60),
  });
  return new Date(at.epochMilliseconds);
}
