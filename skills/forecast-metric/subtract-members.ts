import type { SeriesPoint } from '../../src/metrics/metric-series.ts';
import type { History } from './read-history.ts';

/** Less than this share of the newest weeks is rounding, not sales of something else. */
const NOTHING = 0.002;
const LATELY = 56;

/** What is left of the whole without the members: the history of all others together. Null where that is nothing. */
export function subtractMembers(whole: History, members: readonly History[]): History | null {
  const values = members.map(({ series }) => new Map(series.points.map(({ t, y }) => [t, y])));
  const { nonNegative } = whole.series.metric;
  const points = whole.series.points.map((point): SeriesPoint => {
    if (point.y === null) return point;
    const rest = values.reduce((left, of) => left - (of.get(point.t) ?? 0), point.y);
    return { ...point, y: nonNegative ? Math.max(0, rest) : rest };
  });
  const sizeOf = (of: readonly SeriesPoint[]) => of.slice(-LATELY).reduce((sum, { y }) => sum + Math.abs(y ?? 0), 0);
  if (sizeOf(points) <= NOTHING * sizeOf(whole.series.points)) return null;
  return { ...whole, series: { ...whole.series, points } };
}
