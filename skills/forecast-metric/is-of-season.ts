import type { Grain, IsoDate } from '../../src/contracts/period.ts';
import type { MetricSeries, SeriesPoint } from '../../src/metrics/metric-series.ts';

/** Steps in a year, on the same weekdays. */
const YEAR: Readonly<Record<Grain, number>> = { day: 364, week: 52, month: 12, quarter: 4 };
/** Steps on either side of the change that are compared. */
const SIDE: Readonly<Record<Grain, number>> = { day: 42, week: 8, month: 3, quarter: 2 };
/** A year before, at least this share of the change came too. */
const MOST_OF_IT = 0.5;

/**
 * Did the level change in the same way at this time of the year before? Then it is the season, which the forecast
 * knows, and nothing to be warned of.
 * @param t where the level changed
 * @param change as a fraction of the level before
 */
export function isOfSeason({ points, grain }: MetricSeries, t: IsoDate, change: number): boolean {
  const at = points.findIndex((point) => point.t >= t);
  const then = at - YEAR[grain];
  const side = SIDE[grain];
  if (at < 0 || then < side) return false;
  const before = average(points.slice(then - side, then));
  const after = average(points.slice(then, then + Math.min(side, points.length - at)));
  if (before === null || after === null || before <= 0) return false;
  const moved = after / before - 1;
  return Math.sign(moved) === Math.sign(change) && Math.abs(moved) >= MOST_OF_IT * Math.abs(change);
}

function average(points: readonly SeriesPoint[]): number | null {
  const known = points.flatMap(({ y }) => (y === null ? [] : [y]));
  return known.length === 0 ? null : known.reduce((sum, y) => sum + y, 0) / known.length;
}
