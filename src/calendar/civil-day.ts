import type { IsoDate } from '../contracts/period.ts';

/**
 * Civil days as whole numbers: days since 1970-01-01. A shop's day has no time zone, and series walk over thousands of
 * days, so this is plain arithmetic; what people mean by words like "last month" is the planner's business.
 */
export type DayNumber = number;

const MS_PER_DAY = 86_400_000;

/** The number of a date; the date is taken to be a real one. */
export const dayNumber = (date: IsoDate): DayNumber =>
  Math.round(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / MS_PER_DAY);

/** Is it a real date, `YYYY-MM-DD`, from year 100 on? */
export function isCivilDate(date: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(date) && Number(date.slice(0, 4)) >= 100 && writeDay(dayNumber(date)) === date;
}

const FIRST_KEPT = dayNumber('1990-01-01');
const KEPT_DAYS = 40_000;
const kept: IsoDate[] = [];

/** The date of a number. The same few thousand days are written again and again, so each is written once. */
export function dayOf(number: DayNumber): IsoDate {
  const index = number - FIRST_KEPT;
  if (index < 0 || index >= KEPT_DAYS || !Number.isInteger(index)) return writeDay(number);
  const known = kept[index];
  if (known !== undefined) return known;
  const day = writeDay(number);
  kept[index] = day;
  return day;
}

const writeDay = (number: DayNumber): IsoDate => new Date(number * MS_PER_DAY).toISOString().slice(0, 10);

export const addDays = (date: IsoDate, days: number): IsoDate => dayOf(dayNumber(date) + days);

/** 0 = Monday … 6 = Sunday. 1970-01-01 was a Thursday. */
export const weekdayOfDay = (number: DayNumber): number => (((number + 3) % 7) + 7) % 7;

/** 0 = Monday … 6 = Sunday. */
export const weekdayOf = (date: IsoDate): number => weekdayOfDay(dayNumber(date));
