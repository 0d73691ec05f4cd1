import type { HolidaysTypes } from 'date-holidays';
import type { IsoDate } from '../../contracts/period.ts';
import { addDays } from '../civil-day.ts';

const MS_PER_HOUR = 3_600_000;

/** A further day belongs to a holiday that still goes on then. */
const AFTERNOON = 15;

/**
 * The days of a holiday as a shop sees them. Jewish and Muslim ones begin at six in the evening before (the calendar
 * writes `2025-03-30 00:00:00 -0600` for the evening of the 29th): that evening is not a day of the holiday. One that
 * begins at noon or in the afternoon (Christmas Eve) is.
 */
export function listHolidayDays(holiday: Pick<HolidaysTypes.Holiday, 'date' | 'start' | 'end'>): IsoDate[] {
  const first = holiday.date.slice(0, 10);
  const begins = Number(holiday.date.slice(11, 13)) + (holiday.date.endsWith('-0600') ? -6 : 0);
  const ends = begins + (holiday.end.getTime() - holiday.start.getTime()) / MS_PER_HOUR;
  const days = [first];
  while (days.length * 24 + AFTERNOON < ends) days.push(addDays(first, days.length));
  return days;
}
