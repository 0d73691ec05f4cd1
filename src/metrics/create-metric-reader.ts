import type { Filter, FormulaTerm, MetricDefinition } from '../contracts/catalogue.ts';
import type { BusinessDay } from '../contracts/company.ts';
import { UserError } from '../contracts/errors.ts';
import type { Grain, IsoDate, Period, WeekStart } from '../contracts/period.ts';
import { readBusinessDays } from '../db/queries/metrics.ts';
import { buildDailyPoints, findClosedWeekdays, groupPoints } from './build-points.ts';
import { readCuts, readMerged } from './choose-cut.ts';
import type { MetricStore } from './metric-cache.ts';
import type { MetricReader, MetricSeries, MetricTotal, SeriesPoint } from './metric-series.ts';
import { readBreakdown } from './read-breakdown.ts';
import { readDrivers } from './read-drivers.ts';
import { readRowSources } from './read-sources.ts';

/** Day → the two sums a value is made of: value = above / below. For sums `below` is 1. */
type Parts = ReadonlyMap<IsoDate, { readonly above: number; readonly below: number }>;

/** @param store the company's own transaction; the reader lives as long as it does */
export function createMetricReader(
  store: MetricStore,
  definitions: readonly MetricDefinition[],
  company: { readonly weekStart: WeekStart },
): MetricReader {
  const byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  const definition = (key: string): MetricDefinition => {
    const found = byKey.get(key);
    if (!found) {
      throw new UserError(`There is no metric called “${key}”.`, {
        code: 'unknown-metric',
        advice: 'Ask “what can you do?” to see what your data has.',
      });
    }
    return found;
  };

  const days = (period: Period): Promise<BusinessDay[]> =>
    store.cached(['days', period], () => readBusinessDays(store.tx, period));

  const readParts = async (
    metric: MetricDefinition,
    filter: Filter,
    grain: Grain,
    period?: Period,
  ): Promise<{ parts: Parts; cuts: string[] }> => {
    const { aggregation } = metric;
    if (aggregation.kind === 'ratio') {
      const above = await readTerms(aggregation.numerator, filter, grain, period);
      const below = await readTerms(aggregation.denominator, filter, grain, period);
      const parts = new Map<IsoDate, { above: number; below: number }>();
      for (const [t, value] of above.values) {
        const under = below.values.get(t);
        if (under !== undefined) parts.set(t, { above: value, below: under });
      }
      return { parts, cuts: [...new Set([...above.cuts, ...below.cuts])] };
    }
    const { buckets, cuts } = await readMerged(store, { metric: metric.key, filter, grain, period });
    const parts = new Map<IsoDate, { above: number; below: number }>();
    for (const [t, bucket] of buckets) {
      if (aggregation.kind === 'sum') parts.set(t, { above: bucket.sum, below: 1 });
      else if (bucket.weight > 0) parts.set(t, { above: bucket.weightedSum, below: bucket.weight });
    }
    return { parts, cuts: [...cuts] };
  };

  /** A weighted sum of sum-metrics per day; only days on which every term has a value count. */
  const readTerms = async (terms: readonly FormulaTerm[], filter: Filter, grain: Grain, period?: Period) => {
    const cuts: string[] = [];
    let values: Map<IsoDate, number> | null = null;
    for (const term of terms) {
      const merged = await readMerged(store, { metric: term.metric, filter, grain, period });
      cuts.push(...merged.cuts);
      const next = new Map<IsoDate, number>();
      for (const [t, bucket] of merged.buckets) {
        const before = values === null ? 0 : values.get(t);
        if (before !== undefined) next.set(t, before + term.weight * bucket.sum);
      }
      values = next;
    }
    return { values: values ?? new Map<IsoDate, number>(), cuts };
  };

  const combine = (metric: MetricDefinition, parts: readonly { above: number; below: number }[]): number | null => {
    if (parts.length === 0) return null;
    const above = parts.reduce((sum, part) => sum + part.above, 0);
    if (metric.aggregation.kind === 'sum') return above;
    const below = parts.reduce((sum, part) => sum + part.below, 0);
    return below === 0 ? null : above / below;
  };

  const termsOf = (metric: MetricDefinition): string[] =>
    metric.aggregation.kind === 'ratio'
      ? [...new Set([...metric.aggregation.numerator, ...metric.aggregation.denominator].map((term) => term.metric))]
      : [metric.key];

  const sourcesOf = (metric: MetricDefinition, filter: Filter, grain: Grain, cuts: readonly string[], period: Period) =>
    readRowSources(store, { metrics: termsOf(metric), cuts, filter, grain, period });

  /** Daily (or native-grain) points, the parts behind them, and where they came from. */
  const load = async (metric: MetricDefinition, filter: Filter, period?: Period) => {
    const native = metric.grain;
    const { parts, cuts } = await readParts(metric, filter, native);
    const known = [...parts.keys()].sort();
    const first = known[0];
    const last = known.at(-1);
    if (first === undefined || last === undefined) return { points: [], parts, cuts, closedWeekdays: [], range: null };
    const range = period ?? { start: first, end: last };
    const values = new Map<IsoDate, number>();
    for (const [t, part] of parts) {
      const value = combine(metric, [part]);
      if (value !== null) values.set(t, value);
    }
    if (native !== 'day') {
      const points = known
        .filter((t) => t >= range.start && t <= range.end)
        .map((t): SeriesPoint => ({ t, y: values.get(t) ?? null, state: values.has(t) ? 'open' : 'gap' }));
      return { points, parts, cuts, closedWeekdays: [], range };
    }
    const closedWeekdays = findClosedWeekdays(parts, first, last);
    const closed = closedDays(await days(range), filter);
    const traded = await readTraded(metric, filter, first, last);
    const points = buildDailyPoints({ values, range, closed, closedWeekdays, traded });
    return { points, parts, cuts, closedWeekdays, range };
  };

  /** For a member of a summed metric: the days the metric has any value, inside the member's own lifetime. */
  const readTraded = async (
    metric: MetricDefinition,
    filter: Filter,
    first: IsoDate,
    last: IsoDate,
  ): Promise<Set<IsoDate> | null> => {
    const { location, ...rest } = filter;
    if (metric.aggregation.kind !== 'sum' || Object.keys(rest).length === 0) return null;
    const { buckets } = await readMerged(store, {
      metric: metric.key,
      filter: location === undefined ? {} : { location },
      grain: metric.grain,
      period: { start: first, end: last },
    });
    return new Set(buckets.keys());
  };

  const series: MetricReader['series'] = async (query) => {
    const metric = definition(query.metric);
    const filter = query.filter ?? {};
    const grain = coarser(query.grain ?? metric.grain, metric.grain);
    const { points, parts, cuts, closedWeekdays, range } = await load(metric, filter, query.period);
    const sources = range ? await sourcesOf(metric, filter, metric.grain, cuts, range) : [];
    const grouped =
      grain === metric.grain || grain === 'day'
        ? points
        : groupPoints(points, grain, company.weekStart, (_, days) =>
            combine(
              metric,
              days.flatMap((day) => partOfDay(day, parts.get(day.t))),
            ),
          );
    return { metric, filter, grain, points: grouped, closedWeekdays, sources } satisfies MetricSeries;
  };

  const total: MetricReader['total'] = async (query) => {
    const metric = definition(query.metric);
    const filter = query.filter ?? {};
    const { points, parts, cuts } = await load(metric, filter, query.period);
    const open = points.filter((point) => point.state === 'open');
    return {
      value: combine(
        metric,
        open.flatMap((point) => partOfDay(point, parts.get(point.t))),
      ),
      openDays: open.length,
      closedDays: points.filter((point) => point.state === 'closed').length,
      missingDays: points.filter((point) => point.state === 'gap').length,
      sources: await sourcesOf(metric, filter, metric.grain, cuts, query.period),
    } satisfies MetricTotal;
  };

  const reader: MetricReader = {
    definitions,
    definition,
    series,
    total,
    breakdown: (query) => readBreakdown(store, definition(query.metric), query),
    drivers: (query) => readDrivers(reader, query),
    days,
    dimensionsOf: async (key, filter = {}) => {
      const metric = definition(key);
      const perTerm = await Promise.all(termsOf(metric).map((term) => readCuts(store, term)));
      const sets = perTerm.map(
        (cuts) =>
          new Set(
            cuts
              .filter((cut) => Object.keys(filter).every((d) => cut.dimensions.includes(d)))
              .flatMap((cut) => cut.dimensions),
          ),
      );
      const [head, ...tail] = sets;
      return [...(head ?? [])].filter((dimension) => !(dimension in filter) && tail.every((set) => set.has(dimension)));
    },
  };
  return reader;
}

/** A day that is zero because others traded has no stored part. */
const partOfDay = (point: SeriesPoint, part: { above: number; below: number } | undefined) =>
  part ? [part] : point.state === 'open' && point.y !== null ? [{ above: point.y, below: 1 }] : [];

const RANK: Record<Grain, number> = { day: 0, week: 1, month: 2 };
const coarser = (asked: Grain, native: Grain): Grain => (RANK[asked] > RANK[native] ? asked : native);

function closedDays(days: readonly BusinessDay[], filter: Filter): Set<IsoDate> {
  return new Set(
    days
      .filter((day) => day.kind === 'closed' && (day.location === '' || day.location === filter.location))
      .map((day) => day.day),
  );
}
