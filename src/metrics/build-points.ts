import { addDays, weekdayOf } from '../calendar/civil-day.ts';
import type { Grain, IsoDate, Period, WeekStart } from '../contracts/period.ts';
import { endOfBucket, nextBucket, previousBucket, startOfGrain } from './calendar.ts';
import type { SeriesPoint } from './metric-series.ts';

/** A weekday must have had this many chances to be called one on which the company never opens. */
const WEEKS_TO_CALL_CLOSED = 8;

/** Weekdays (0 = Monday) that occur at least eight times between first and last and never have a value. */
export function findClosedWeekdays(values: { has(day: IsoDate): boolean }, first: IsoDate, last: IsoDate): number[] {
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
 * Daily points without holes. A day without a value is nothing sold (others sold that day, this member did not),
 * closed (said by the company, or a weekday it never opens), or a gap (nothing is known).
 */
export function buildDailyPoints(input: {
  /** null: there are rows, but no value can be made of them (no orders, so no average order). */
  readonly values: ReadonlyMap<IsoDate, number | null>;
  readonly range: Period;
  readonly closed: ReadonlySet<IsoDate>;
  readonly closedWeekdays: readonly number[];
  /** Days on which the place traded at all. Null when the whole place is asked about. */
  readonly traded: ReadonlySet<IsoDate> | null;
  /** What a member has on a day on which only others sold: 0 for sums, no value for averages and ratios. */
  readonly unsold: 0 | null;
}): SeriesPoint[] {
  const { values, closed, closedWeekdays, traded, unsold } = input;
  const points: SeriesPoint[] = [];
  const add = (t: IsoDate, y: number | null) =>
    points.push(y === null ? { t, y, state: 'closed' } : { t, y, state: 'open' });
  for (let t = input.range.start; t <= input.range.end; t = addDays(t, 1)) {
    const value = values.get(t);
    if (value !== undefined) add(t, value);
    else if (traded?.has(t)) add(t, unsold);
    else if (closed.has(t) || closedWeekdays.includes(weekdayOf(t))) add(t, null);
    else points.push({ t, y: null, state: 'gap' });
  }
  return points;
}

/** Points of a metric that is only known by the week or month: whole ones inside the range, holes between them as gaps. */
export function buildBucketPoints(
  values: ReadonlyMap<IsoDate, number | null>,
  range: Period,
  grain: 'week' | 'month',
): SeriesPoint[] {
  const starts = new Set(values.keys());
  const known = [...starts].sort();
  const last = known.at(-1) ?? '';
  for (let t = known[0] ?? ''; t < last; t = nextBucket(t, grain)) starts.add(t);
  return [...starts]
    .filter((t) => t >= range.start && endOfBucket(t, grain) <= range.end)
    .sort()
    .map((t) => {
      const y = values.get(t);
      if (y === undefined) return { t, y: null, state: 'gap' };
      return y === null ? { t, y, state: 'closed' } : { t, y, state: 'open' };
    });
}

/** Weekly or monthly points from finer ones; buckets that those cover only in part are left out. */
export function groupPoints(
  finer: readonly SeriesPoint[],
  by: { readonly from: Grain; readonly grain: Grain; readonly weekStart: WeekStart },
  summarise: (inside: readonly SeriesPoint[]) => number | null,
): SeriesPoint[] {
  const { grain, weekStart } = by;
  // A week counts in the month of its middle day, as in the rollups.
  const middle = by.from === 'week' ? 3 : 0;
  const home = (t: IsoDate) => startOfGrain(addDays(t, middle), grain, weekStart);
  const [first, last] = [finer[0]?.t, finer.at(-1)?.t];
  if (first === undefined || last === undefined) return [];
  const points: SeriesPoint[] = [];
  const byStart = Map.groupBy(finer, (point) => home(point.t));
  for (let t = home(first); t <= home(last); t = nextBucket(t, grain)) {
    // Is the point before the first one, or after the last, still inside?
    if (home(previousBucket(first, by.from)) === t || home(nextBucket(last, by.from)) === t) continue;
    const inside = byStart.get(t) ?? [];
    if (inside.some(({ state }) => state === 'open')) points.push({ t, y: summarise(inside), state: 'open' });
    else points.push({ t, y: null, state: inside.some(({ state }) => state === 'gap') ? 'gap' : 'closed' });
  }
  return points;
}
