import { addDays } from '../../src/calendar/civil-day.ts';
import type { IsoDate, Period, WeekStart } from '../../src/contracts/period.ts';
import { nextBucket, startOfGrain } from '../../src/metrics/calendar.ts';

const USUAL_DAYS = 28;

/** The days a price plan is for: those asked about that are still to come, else the next four whole weeks. */
export function choosePeriod(asked: Period | undefined, today: IsoDate, weekStart: WeekStart): Period {
  if (asked && asked.end >= today) return { start: asked.start < today ? today : asked.start, end: asked.end };
  const start = nextBucket(startOfGrain(today, 'week', weekStart), 'week');
  return { start, end: addDays(start, USUAL_DAYS - 1) };
}
