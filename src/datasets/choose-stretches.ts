import { dayNumber, dayOf } from '../calendar/civil-day.ts';
import type { IsoDate, NativeGrain, Period } from '../contracts/period.ts';
import { endOfGrain, startOfMonth } from './civil-day.ts';
import type { Stretch } from './first-findings.ts';

export interface Stretches {
  readonly recent: Stretch;
  readonly before: Stretch;
  readonly yearBefore: Stretch;
}

/**
 * The newest stretch of a series and what to hold it against: four weeks and the four before, or three months and the
 * three before; a year earlier is 52 whole weeks, so that weekdays fall on weekdays.
 * @param last first day of the newest point
 */
export function chooseStretches(last: IsoDate, grain: NativeGrain): Stretches {
  if (grain === 'month') {
    const months = (back: number): Period => ({
      start: monthsBack(last, back + 2),
      end: dayOf(endOfGrain(dayNumber(monthsBack(last, back)), 'month')),
    });
    return {
      recent: { period: months(0), words: 'the last three months' },
      before: { period: months(3), words: 'the three months before' },
      yearBefore: { period: months(12), words: 'the same months a year before' },
    };
  }
  const end = endOfGrain(dayNumber(last), grain);
  const weeks = (back: number): Period => ({ start: dayOf(end - back * 7 - 27), end: dayOf(end - back * 7) });
  return {
    recent: { period: weeks(0), words: 'the last four weeks' },
    before: { period: weeks(4), words: 'the four weeks before' },
    yearBefore: { period: weeks(52), words: 'the same weeks a year before' },
  };
}

function monthsBack(month: IsoDate, back: number): IsoDate {
  let start = startOfMonth(dayNumber(month));
  for (let step = 0; step < back; step += 1) start = startOfMonth(start - 1);
  return dayOf(start);
}
