/** Civil dates as whole numbers: days since 1970-01-01, and months since year 0. */
import type { Grain, IsoDate } from '../../contracts/period.ts';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01, or null for anything that is not a real date `YYYY-MM-DD`. */
export function dayNumber(date: IsoDate): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  // Date.UTC takes years below 100 for 19xx.
  return year < 100 ? null : Date.UTC(year, month - 1, day) / DAY_MS;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function dateOfDay(day: number): IsoDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 = Monday … 6 = Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Maps days to consecutive steps of a grain and back. `anchor` is any first day of a step (weeks need one). */
export interface StepAxis {
  stepOf(day: number): number;
  dateOf(step: number): IsoDate;
}

export function stepAxis(grain: Grain, anchor: number): StepAxis {
  if (grain === 'day') return { stepOf: (day) => day, dateOf: dateOfDay };
  if (grain === 'week') {
    return { stepOf: (day) => Math.floor((day - anchor) / 7), dateOf: (step) => dateOfDay(anchor + step * 7) };
  }
  return {
    stepOf: (day) => {
      const date = new Date(day * DAY_MS);
      return date.getUTCFullYear() * 12 + date.getUTCMonth();
    },
    dateOf: (step) => dateOfDay(Date.UTC(Math.floor(step / 12), step % 12, 1) / DAY_MS),
  };
}
