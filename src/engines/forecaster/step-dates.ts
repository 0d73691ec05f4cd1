import type { Grain, IsoDate } from '../../contracts/period.ts';

const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a civil date; no time zone is involved. */
export function toEpochDay(date: IsoDate): number {
  return Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / MS_PER_DAY);
}

export function fromEpochDay(day: number): IsoDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** 0 = Monday … 6 = Sunday. Day 0 of the epoch was a Thursday. */
export function weekdayOf(epochDay: number): number {
  return (((epochDay + 3) % 7) + 7) % 7;
}

/** The date `steps` grains after `date`. Months keep the day of month of `date`, at most the month's last. */
export function addSteps(date: IsoDate, grain: Grain, steps: number): IsoDate {
  if (grain !== 'month') return fromEpochDay(toEpochDay(date) + steps * (grain === 'week' ? 7 : 1));
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7)) - 1 + steps;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(Number(date.slice(8, 10)), lastDay);
  return fromEpochDay(Date.UTC(year, month, day) / MS_PER_DAY);
}
