import { addDays, dayOf } from '../../../calendar/civil-day.ts';
import type { Grain, IsoDate } from '../../../contracts/period.ts';

const MS_PER_DAY = 86_400_000;

/** The date `steps` grains after `date`. Months and quarters keep the day of month of `date`, at most the month's last. */
export function addSteps(date: IsoDate, grain: Grain, steps: number): IsoDate {
  if (grain === 'day' || grain === 'week') return addDays(date, steps * (grain === 'week' ? 7 : 1));
  const months = steps * (grain === 'month' ? 1 : 3);
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7)) - 1 + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(Number(date.slice(8, 10)), lastDay);
  return dayOf(Date.UTC(year, month, day) / MS_PER_DAY);
}
