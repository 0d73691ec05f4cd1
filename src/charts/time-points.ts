import type { ChartPoint } from '../contracts/chart.ts';
import { dayNumber } from './format-date.ts';

/** A value on a day (days since 1970); null where the line breaks. */
export interface TimePoint {
  readonly day: number;
  readonly y: number | null;
}

/** A drawn value and the unbroken stretch it belongs to. */
export interface SegmentPoint {
  readonly day: number;
  readonly y: number;
  readonly segment: number;
}

export function readPoints(points: readonly ChartPoint[]): TimePoint[] {
  return points.map((p) => ({ day: dayNumber(p.t), y: p.y }));
}

/** How many times the horizon of past is drawn, so that the forecast has its share of the plot. */
const PAST_PER_HORIZON = { narrow: 2.5, wide: 4 } as const;

/** The newest of a past, in proportion to the steps forecast but never below 20 points; all of it where none is. */
export function keepPast<T>(points: readonly T[], horizon: number, narrow: boolean): readonly T[] {
  if (horizon === 0) return points;
  return points.slice(-Math.max(20, Math.round(horizon * PAST_PER_HORIZON[narrow ? 'narrow' : 'wide'])));
}

/** The usual distance between neighbours, in days: the median, so closed days do not count. */
export function typicalGap(days: readonly number[], fallback: number): number {
  const gaps = days
    .slice(1)
    .map((day, i) => day - (days[i] ?? day))
    .filter((gap) => gap > 0)
    .toSorted((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? fallback;
}

/** Breaks a line at nulls and wherever a point is missing between neighbours. */
export function splitSegments(points: readonly TimePoint[], gap: number): SegmentPoint[] {
  const drawn: SegmentPoint[] = [];
  let segment = 0;
  let previous: TimePoint | undefined;
  for (const point of points) {
    if (previous && (previous.y === null || point.day - previous.day > 1.5 * gap)) segment += 1;
    if (point.y !== null) drawn.push({ day: point.day, y: point.y, segment });
    previous = point;
  }
  return drawn;
}

/** Points with no neighbour in their stretch: a line cannot show them, a dot does. */
export function findLonePoints(points: readonly SegmentPoint[]): SegmentPoint[] {
  return points.filter((p, i) => points[i - 1]?.segment !== p.segment && points[i + 1]?.segment !== p.segment);
}

/**
 * No more points than a picture can show: of each bucket the first, lowest, highest and last, which draws the
 * same pixels as all of them (Jugel et al. 2014, "M4: A Visualization-Oriented Time Series Data Aggregation").
 */
export function thinPoints(points: readonly SegmentPoint[], buckets: number): SegmentPoint[] {
  if (points.length <= 4 * buckets) return [...points];
  const size = points.length / buckets;
  return Array.from({ length: buckets }, (_, i) => {
    const bucket = points.slice(Math.round(i * size), Math.round((i + 1) * size));
    const lowest = bucket.reduce((a, b) => (b.y < a.y ? b : a));
    const highest = bucket.reduce((a, b) => (b.y > a.y ? b : a));
    const kept = new Set([bucket[0], lowest, highest, bucket.at(-1)]);
    return bucket.filter((p) => kept.has(p));
  }).flat();
}
