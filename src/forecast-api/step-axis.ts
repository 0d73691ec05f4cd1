import { dayNumber } from '../calendar/civil-day.ts';
import type { Grain, IsoDate } from '../contracts/period.ts';
import { addSteps } from '../engines/forecaster/series/step-dates.ts';
import { isLastOfMonth, monthNumber } from './detect-grain.ts';

/** The steps of a series: which one a day falls in, and how a step is called. */
export interface StepAxis {
  readonly grain: Grain;
  /** First day of step 0, as the engine names it. */
  readonly start: IsoDate;
  /** Step of a day; negative before the start. */
  stepOf(day: IsoDate): number;
  /** The date of an engine's step as the series writes it. */
  nameOf(step: IsoDate): IsoDate;
}

/**
 * Steps counted from the earliest date. Weeks begin on its weekday; quarters with its month. Months and quarters are
 * named as the series names them: by the first day, by the same other day, or by the last day.
 * @param dates ascending, not empty
 */
export function createStepAxis(dates: readonly IsoDate[], grain: Grain): StepAxis {
  const first = dates[0] ?? '';
  if (grain === 'day' || grain === 'week') {
    const width = grain === 'week' ? 7 : 1;
    const origin = dayNumber(first);
    return {
      grain,
      start: first,
      stepOf: (day) => Math.floor((dayNumber(day) - origin) / width),
      nameOf: (step) => step,
    };
  }
  const width = grain === 'month' ? 1 : 3;
  const origin = monthNumber(first);
  const atEnd = dates.every(isLastOfMonth);
  const isSameDay = dates.every((date) => date.slice(8) === first.slice(8));
  const start = !atEnd && isSameDay && Number(first.slice(8)) <= 28 ? first : `${first.slice(0, 7)}-01`;
  return {
    grain,
    start,
    stepOf: (day) => Math.floor((monthNumber(day) - origin) / width),
    // A series of month ends names a quarter by the end of the month it names it by.
    nameOf: (step) => (atEnd ? lastOfMonth(step) : step),
  };
}

export const dateOfStep = ({ start, grain }: StepAxis, step: number): IsoDate => addSteps(start, grain, step);

function lastOfMonth(date: IsoDate): IsoDate {
  const last = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();
  return `${date.slice(0, 8)}${String(last).padStart(2, '0')}`;
}
