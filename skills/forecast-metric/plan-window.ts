import { dayNumber } from '../../src/calendar/civil-day.ts';
import type { Grain, IsoDate, Period, WeekStart } from '../../src/contracts/period.ts';
import { endOfBucket, nextBucket, startOfGrain } from '../../src/metrics/calendar.ts';
import type { SeriesPoint } from '../../src/metrics/metric-series.ts';

/** The stretch asked about, in steps after the last point of the data (which is step 0). */
export interface ForecastWindow {
  readonly from: number;
  readonly to: number;
  /** Whole steps: a week asked about on a Wednesday is the week. */
  readonly period: Period;
  /** Points of the period that the data already has. */
  readonly known: readonly SeriesPoint[];
}

/** Steps from one step's first day to another's. */
export function countSteps(from: IsoDate, to: IsoDate, grain: Grain): number {
  if (grain === 'day' || grain === 'week')
    return Math.round((dayNumber(to) - dayNumber(from)) / (grain === 'week' ? 7 : 1));
  const months = (date: IsoDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return (months(to) - months(from)) / (grain === 'month' ? 1 : 3);
}

/** Null when the whole period lies within the data already. `points` is not empty. */
export function planWindow(
  points: readonly SeriesPoint[],
  grain: Grain,
  weekStart: WeekStart,
  asked: Period,
): ForecastWindow | null {
  const last = points.at(-1)?.t ?? asked.start;
  const start = startOfGrain(asked.start, grain, weekStart);
  const end = startOfGrain(asked.end, grain, weekStart);
  const to = countSteps(last, end, grain);
  if (to < 1) return null;
  return {
    from: Math.max(1, countSteps(last, start, grain)),
    to,
    period: { start, end: endOfBucket(end, grain) },
    known: points.filter(({ t }) => t >= start),
  };
}

/** Puts a gap where a weekly or monthly series has no row; the engine reads steps one grain apart. */
export function fillGaps(points: readonly SeriesPoint[], grain: Grain): SeriesPoint[] {
  const filled: SeriesPoint[] = [];
  let expected = points[0]?.t;
  for (const point of points) {
    while (expected !== undefined && expected < point.t) {
      filled.push({ t: expected, y: null, state: 'gap' });
      expected = nextBucket(expected, grain);
    }
    filled.push(point);
    expected = nextBucket(point.t, grain);
  }
  return filled;
}

/** The newest stretch of the same length that the data holds, on the same weekdays; null where it has holes. */
export function findEarlier(
  points: readonly SeriesPoint[],
  window: ForecastWindow,
  grain: Grain,
): { readonly period: Period; readonly points: readonly SeriesPoint[] } | null {
  const length = window.to - window.from + 1 + window.known.length;
  const unit = grain === 'day' ? 7 : 1;
  const shift = Math.ceil(Math.max(length, window.to) / unit) * unit;
  const end = points.length - 1 + window.to - shift;
  const earlier = points.slice(Math.max(0, end - length + 1), end + 1);
  const first = earlier[0];
  const last = earlier.at(-1);
  if (first === undefined || last === undefined || earlier.length < length) return null;
  if (earlier.some(({ state }) => state === 'gap')) return null;
  return { period: { start: first.t, end: endOfBucket(last.t, grain) }, points: earlier };
}

/** Steps in a year, on the same weekdays. */
const YEAR: Readonly<Record<Grain, number>> = { day: 364, week: 52, month: 12, quarter: 4 };
/** Shorter stretches of days say little about a year. */
const LEAST_DAYS = 28;

/** The same stretch a year before; null where the data do not have the whole of it, or it is short. */
export function findYearBefore(
  points: readonly SeriesPoint[],
  window: ForecastWindow,
  grain: Grain,
): { readonly period: Period; readonly points: readonly SeriesPoint[] } | null {
  const length = window.to - window.from + 1 + window.known.length;
  if (grain === 'day' && length < LEAST_DAYS) return null;
  if (grain === 'day' && isWholeMonths(window.period)) return findMonthsBefore(points, window.period);
  const end = points.length - 1 + window.to - YEAR[grain];
  const from = end - length + 1;
  const before = from < 0 || end >= points.length ? [] : points.slice(from, end + 1);
  const [first, last] = [before[0], before.at(-1)];
  if (first === undefined || last === undefined || before.some(({ state }) => state === 'gap')) return null;
  return { period: { start: first.t, end: endOfBucket(last.t, grain) }, points: before };
}

/** Does it begin with a month and end with one? */
export const isWholeMonths = ({ start, end }: Period): boolean =>
  start.endsWith('-01') && endOfBucket(`${end.slice(0, 7)}-01`, 'month') === end;

/** The same months of the year before, day for day. */
function findMonthsBefore(points: readonly SeriesPoint[], { start, end }: Period) {
  const before = (date: IsoDate) => `${Number(date.slice(0, 4)) - 1}${date.slice(4, 7)}-01`;
  const period = { start: before(start), end: endOfBucket(before(end), 'month') };
  const inside = points.filter(({ t }) => t >= period.start && t <= period.end);
  const whole = inside[0]?.t === period.start && inside.at(-1)?.t === period.end;
  return whole && inside.every(({ state }) => state !== 'gap') ? { period, points: inside } : null;
}
