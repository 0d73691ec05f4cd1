import { type DayNumber, weekdayOfDay } from '../calendar/civil-day.ts';
import type { NativeGrain, WeekStart } from '../contracts/period.ts';

const MS_PER_DAY = 86_400_000;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;
const WEEK_START_INDEX: Record<WeekStart, number> = { monday: 0, saturday: 5, sunday: 6 };

/** null when there is no such day, or its year is outside 1970–2100 (then it is not a day of business). */
export function toDayNumber(year: number, month: number, day: number): DayNumber | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const ms = Date.UTC(year, month - 1, day);
  return new Date(ms).getUTCDate() === day ? ms / MS_PER_DAY : null;
}

export function dateParts(day: DayNumber): { year: number; month: number; day: number } {
  const date = new Date(day * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function startOfWeek(day: DayNumber, weekStart: WeekStart): DayNumber {
  return day - ((weekdayOfDay(day) - WEEK_START_INDEX[weekStart] + 7) % 7);
}

export function startOfMonth(day: DayNumber): DayNumber {
  return day - dateParts(day).day + 1;
}

/** The Monday of an ISO 8601 week; null when the year has no such week. */
export function mondayOfIsoWeek(year: number, week: number): DayNumber | null {
  const fourth = toDayNumber(year, 1, 4);
  if (fourth === null || week < 1 || week > 53) return null;
  const monday = startOfWeek(fourth, 'monday') + (week - 1) * 7;
  return dateParts(monday + 3).year === year ? monday : null;
}

/** ISO 8601 week number. */
export function isoWeekOf(day: DayNumber): number {
  const thursday = startOfWeek(day, 'monday') + 3;
  const first = toDayNumber(dateParts(thursday).year, 1, 1) ?? thursday;
  return Math.floor((thursday - first) / 7) + 1;
}

/** The last day of the day, week or month that begins on `start`. */
export function endOfGrain(start: DayNumber, grain: NativeGrain): DayNumber {
  if (grain === 'day') return start;
  if (grain === 'week') return start + 6;
  return startOfMonth(start + 31) - 1;
}
