import { addDays } from '../../src/calendar/civil-day.ts';
import type { IsoDate, Period, WeekStart } from '../../src/contracts/period.ts';
import { countDays, startOfGrain, widenToGrain } from '../../src/metrics/calendar.ts';

/** Whole weeks, because hours of contracts are by the week. */
export interface RosterDays {
  readonly firstDay: IsoDate;
  /** A multiple of 7, at most 28. */
  readonly days: number;
  readonly dates: readonly IsoDate[];
  readonly period: Period;
  /** Days that were asked about when they were fewer than a week, from today on. Empty: all. */
  readonly asked: readonly IsoDate[];
  /** More was asked for than one roster holds. */
  readonly shortened: boolean;
}

const WEEK = 7;
const MOST_DAYS = 4 * WEEK;

/** The weeks that hold the days asked about; without any, the first whole week ahead. null: those days are over. */
export function chooseDays(asked: Period | undefined, today: IsoDate, weekStart: WeekStart): RosterDays | null {
  if (asked && asked.end < today) return null;
  const thisWeek = startOfGrain(today, 'week', weekStart);
  const weeks = asked
    ? widenToGrain(asked, 'week', weekStart)
    : { start: addDays(thisWeek, WEEK), end: addDays(thisWeek, 2 * WEEK - 1) };
  const firstDay = weeks.start < thisWeek ? thisWeek : weeks.start;
  const whole = countDays({ start: firstDay, end: weeks.end });
  const days = Math.min(whole, MOST_DAYS);
  const dates = Array.from({ length: days }, (_, at) => addDays(firstDay, at));
  const few = asked !== undefined && countDays(asked) < WEEK;
  return {
    firstDay,
    days,
    dates,
    period: { start: firstDay, end: addDays(firstDay, days - 1) },
    asked: few ? dates.filter((day) => day >= asked.start && day <= asked.end && day >= today) : [],
    shortened: whole > MOST_DAYS,
  };
}
