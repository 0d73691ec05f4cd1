import { addDays } from '../calendar/civil-day.ts';
import type { IsoDate, Period, WeekStart } from '../contracts/period.ts';
import { startOfGrain } from '../metrics/calendar.ts';

/** The last week, as the company counts weeks, that is over before `today` begins. */
export function lastCompleteWeek(today: IsoDate, weekStart: WeekStart): Period {
  const end = addDays(startOfGrain(today, 'week', weekStart), -1);
  return { start: addDays(end, -6), end };
}

/** The seven days that follow a week. */
export const weekAfter = ({ end }: Period): Period => ({ start: addDays(end, 1), end: addDays(end, 7) });
