import { addDays, weekdayOf } from '../calendar/civil-day.ts';
import type { IsoDate, Period, WeekStart } from '../contracts/period.ts';
import { endOfBucket, nextBucket, startOfGrain } from './calendar.ts';
import type { SeriesPoint } from './metric-series.ts';

/** A weekday must have had this many chances to be called one on which the company never opens. */
const WEEKS_TO_CALL_CLOSED = 8;

/** Weekdays (0 = Monday) that occur at least eight times between first and last and never have a value. */
export function findClosedWeekdays(values: ReadonlyMap<IsoDate, unknown>, first: IsoDate, last: IsoDate): number[] {
  const chances = new Array<number>(7).fill(0);
  const opened = new Array<number>(7).fill(0);
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const weekday = weekdayOf(day);
    chances[weekday] = (chances[weekday] ?? 0) + 1;
    if (values.has(day)) opened[weekday] = (opened[weekday] ?? 0) + 1;
  }
  return chances.flatMap((count, weekday) => (count >= WEEKS_TO_CALL_CLOSED && opened[weekday] === 0 ? [weekday] : []));
}

/**
 * Daily points without holes. A day without a value is closed (said by the company, or a weekday it never opens),
 * a real zero (others sold that day, this member did not), or a gap (nothing is known).
 */
export function buildDailyPoints(input: {
  readonly values: ReadonlyMap<IsoDate, number>;
  readonly range: Period;
  readonly closed: ReadonlySet<IsoDate>;
  readonly closedWeekdays: readonly number[];
  /** Days on which the company traded at all; for these a missing member is zero. Null when that cannot be told. */
  readonly traded: ReadonlySet<IsoDate> | null;
}): SeriesPoint[] {
  const points: SeriesPoint[] = [];
  for (let t = input.range.start; t <= input.range.end; t = addDays(t, 1)) {
    const value = input.values.get(t);
    if (value !== undefined) points.push({ t, y: value, state: 'open' });
    else if (input.closed.has(t) || input.closedWeekdays.includes(weekdayOf(t)))
      points.push({ t, y: null, state: 'closed' });
    else if (input.traded?.has(t)) points.push({ t, y: 0, state: 'open' });
    else points.push({ t, y: null, state: 'gap' });
  }
  return points;
}

/** Weekly or monthly points from daily ones; buckets that the data covers only in part are left out. */
export function groupPoints(
  daily: readonly SeriesPoint[],
  grain: 'week' | 'month',
  weekStart: WeekStart,
  summarise: (bucket: Period, days: readonly SeriesPoint[]) => number | null,
): SeriesPoint[] {
  const first = daily[0]?.t;
  const last = daily.at(-1)?.t;
  if (first === undefined || last === undefined) return [];
  const points: SeriesPoint[] = [];
  const byStart = Map.groupBy(daily, (point) => startOfGrain(point.t, grain, weekStart));
  for (let t = startOfGrain(first, grain, weekStart); t <= last; t = nextBucket(t, grain)) {
    const end = endOfBucket(t, grain);
    if (t < first || end > last) continue;
    const days = byStart.get(t) ?? [];
    if (days.some((day) => day.state === 'open'))
      points.push({ t, y: summarise({ start: t, end }, days), state: 'open' });
    else points.push({ t, y: null, state: days.some((day) => day.state === 'gap') ? 'gap' : 'closed' });
  }
  return points;
}
