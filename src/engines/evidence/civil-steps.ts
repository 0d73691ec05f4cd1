import { dayNumber, dayOf, isCivilDate } from '../../calendar/civil-day.ts';
import type { Grain, IsoDate } from '../../contracts/period.ts';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01, or null for anything that is not a real date `YYYY-MM-DD`. */
export function readDayNumber(date: IsoDate): number | null {
  return isCivilDate(date) ? dayNumber(date) : null;
}

/** Maps days to consecutive steps of a grain and back. `anchor` is any first day of a step (weeks need one). */
export interface StepAxis {
  stepOf(day: number): number;
  dateOf(step: number): IsoDate;
}

export function stepAxis(grain: Grain, anchor: number): StepAxis {
  if (grain === 'day') return { stepOf: (day) => day, dateOf: dayOf };
  if (grain === 'week') {
    return { stepOf: (day) => Math.floor((day - anchor) / 7), dateOf: (step) => dayOf(anchor + step * 7) };
  }
  return {
    stepOf: (day) => {
      const date = new Date(day * DAY_MS);
      return date.getUTCFullYear() * 12 + date.getUTCMonth();
    },
    dateOf: (step) => dayOf(Date.UTC(Math.floor(step / 12), step % 12, 1) / DAY_MS),
  };
}
