import { weekdayOf } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { BusyHoursRecord } from '../../src/contracts/record.ts';
import { nameKey } from '../../src/records/name-key.ts';

/** One hour of a day and the part of the day's business that falls into it; the parts of a day add up to 1. */
export interface BusyShare {
  readonly hour: number;
  readonly share: number;
}

/** The hours of a day at a place: lines for the place and the weekday go before those for all. Empty: shut, or unknown. */
export function readShares(
  records: readonly BusyHoursRecord[],
  day: IsoDate,
  place: string | undefined,
): readonly BusyShare[] {
  const weekday = weekdayOf(day);
  const ofPlace = records.filter(
    ({ location }) => location !== undefined && nameKey(location) === nameKey(place ?? ''),
  );
  // A place with lines of its own is open when they say so.
  const fitting = ofPlace.length > 0 ? ofPlace : records.filter(({ location }) => location === undefined);
  const ofDay = fitting.filter((record) => record.weekday === weekday);
  const hours = ofDay.length > 0 ? ofDay : fitting.filter((record) => record.weekday === undefined);
  const total = hours.reduce((sum, { share }) => sum + share, 0);
  if (total <= 0) return [];
  return hours.map(({ hour, share }) => ({ hour, share: share / total })).sort((a, b) => a.hour - b.hour);
}
