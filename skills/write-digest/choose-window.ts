import { addDays } from '../../src/calendar/civil-day.ts';
import type { IsoDate, Period } from '../../src/contracts/period.ts';
import { lastCompleteWeek, weekAfter } from '../../src/digests/digest-week.ts';
import { countDays, endOfBucket, nextBucket, previousBucket, startOfGrain } from '../../src/metrics/calendar.ts';
import type { SkillContext } from '../context.ts';

/** The last week that is over; for a company that counts by month only, the last month. */
export function lastWindow(ctx: SkillContext, today: IsoDate): Period {
  if (!countsByMonth(ctx)) return lastCompleteWeek(today, ctx.company.weekStart);
  const start = previousBucket(startOfGrain(today, 'month', ctx.company.weekStart), 'month');
  return { start, end: endOfBucket(start, 'month') };
}

/** The schedule names a week, however late this runs; a company that counts by month gets the month before its end. */
export const scheduledWindow = (ctx: SkillContext, week: Period): Period =>
  countsByMonth(ctx) ? lastWindow(ctx, addDays(week.end, 1)) : week;

/** What a digest of a period looks ahead to: the week behind a recent week, else seven days from now on; or a month. */
export function windowAhead(ctx: SkillContext, period: Period): Period {
  if (countsByMonth(ctx)) {
    const start = nextBucket(startOfGrain(period.end, 'month', ctx.company.weekStart), 'month');
    return { start, end: endOfBucket(start, 'month') };
  }
  const recent = countDays(period) === 7 && period.end >= addDays(ctx.today, -7);
  return recent ? weekAfter(period) : { start: ctx.today, end: addDays(ctx.today, 6) };
}

function countsByMonth({ catalogue }: SkillContext): boolean {
  const counted = catalogue.metrics.filter(({ role }) => role !== 'context');
  return counted.length > 0 && counted.every(({ grain }) => grain === 'month');
}
