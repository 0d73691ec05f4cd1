import { addDays } from '../calendar/civil-day.ts';
import type { Filter, MetricDefinition } from '../contracts/catalogue.ts';
import type { BusinessDay } from '../contracts/company.ts';
import type { IsoDate, Period } from '../contracts/period.ts';
import { buildBucketPoints, buildDailyPoints, findClosedWeekdays } from './build-points.ts';
import { endOfBucket } from './calendar.ts';
import { isPartOfPlace } from './choose-cut.ts';
import type { MetricStore } from './metric-cache.ts';
import type { SeriesPoint } from './metric-series.ts';
import { combineParts, type Part, readParts } from './read-parts.ts';
import type { Served } from './read-sources.ts';

export interface LoadedPoints {
  /** In the metric's own grain. */
  readonly points: readonly SeriesPoint[];
  /** The stretch of them that the data covers, with the closed days at its ends: what weeks and months are made of. */
  readonly whole: readonly SeriesPoint[];
  readonly parts: ReadonlyMap<IsoDate, Part>;
  readonly served: readonly Served[];
  readonly closedWeekdays: readonly number[];
  /** null when nothing is known at all. */
  readonly range: Period | null;
}

/** A shop that is shut at the end of its data (a Sunday, a holiday month) has a whole week or month all the same. */
const MOST_CLOSED_DAYS = 31;

/** A metric's points for a period (absent: from its first value to its last), each open, closed or missing. */
export async function loadPoints(
  from: { readonly store: MetricStore; readonly days: (period: Period) => Promise<readonly BusinessDay[]> },
  query: { readonly metric: MetricDefinition; readonly filter: Filter; readonly period?: Period },
): Promise<LoadedPoints> {
  const { metric, filter, period } = query;
  const { parts, served, traded } = await readParts(from.store, metric, filter);
  const [firstPart] = [...parts.keys()].sort();
  if (firstPart === undefined) return { points: [], whole: [], parts, served, closedWeekdays: [], range: null };
  const isPart = isPartOfPlace(filter);
  const known = [...(isPart ? traded : parts.keys())].sort();
  const [first = firstPart, last = firstPart] = [known[0], known.at(-1)];
  // A product begins with its first sale, and goes on as long as the place trades.
  const range = period ?? { start: firstPart, end: endOfBucket(last, metric.grain) };
  const values = new Map<IsoDate, number | null>();
  for (const [t, part] of parts) values.set(t, combineParts(metric, [part]));
  if (metric.grain !== 'day') {
    const points = buildBucketPoints(values, range, metric.grain);
    return { points, whole: points, parts, served, closedWeekdays: [], range };
  }
  const closedWeekdays = findClosedWeekdays(isPart ? traded : values, first, last);
  const closed = closedDays(
    await from.days({ start: addDays(range.start, -MOST_CLOSED_DAYS), end: addDays(range.end, MOST_CLOSED_DAYS) }),
    filter,
  );
  const unsold = metric.aggregation.kind === 'sum' ? 0 : null;
  const build = (wanted: Period) =>
    buildDailyPoints({ values, range: wanted, closed, closedWeekdays, traded: isPart ? traded : null, unsold });
  const isClosed = (day: IsoDate) => build({ start: day, end: day })[0]?.state === 'closed';
  const start = stretch(first > range.start ? first : range.start, -1, isClosed);
  const end = stretch(last < range.end ? last : range.end, 1, isClosed);
  return { points: build(range), whole: build({ start, end }), parts, served, closedWeekdays, range };
}

/** Moves a day outwards over the closed days beside it. */
function stretch(day: IsoDate, step: 1 | -1, isClosed: (day: IsoDate) => boolean): IsoDate {
  let at = day;
  for (let moved = 0; moved < MOST_CLOSED_DAYS && isClosed(addDays(at, step)); moved += 1) at = addDays(at, step);
  return at;
}

function closedDays(days: readonly BusinessDay[], filter: Filter): Set<IsoDate> {
  return new Set(
    days
      .filter((day) => day.kind === 'closed' && (day.location === '' || day.location === filter.location))
      .map((day) => day.day),
  );
}
