import type { MetricDefinition } from '../contracts/catalogue.ts';
import type { BusinessDay } from '../contracts/company.ts';
import { UserError } from '../contracts/errors.ts';
import type { Grain, IsoDate, Period, WeekStart } from '../contracts/period.ts';
import { readBusinessDays } from '../db/queries/metrics.ts';
import { groupPoints } from './build-points.ts';
import { checkDimensions } from './check-dimensions.ts';
import { readCuts } from './choose-cut.ts';
import { loadPoints } from './load-points.ts';
import type { MetricStore } from './metric-cache.ts';
import type { MetricReader, MetricSeries, MetricTotal, SeriesPoint } from './metric-series.ts';
import { readBreakdown } from './read-breakdown.ts';
import { readDrivers } from './read-drivers.ts';
import { combineParts, type Part, termsOf } from './read-parts.ts';
import { readRowSources } from './read-sources.ts';

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

  const load = async (query: Parameters<MetricReader['series']>[0]) => {
    const metric = definition(query.metric);
    const filter = query.filter ?? {};
    await checkDimensions(store, metric, Object.keys(filter));
    const loaded = await loadPoints({ store, days }, { metric, filter, period: query.period });
    /** Days whose rows are behind the number; a member's zero on a day of trade has none. */
    const inside = (period: Period): IsoDate[] =>
      loaded.points.flatMap(({ t }) => (t >= period.start && t <= period.end && loaded.parts.has(t) ? [t] : []));
    const sources = (period: Period) =>
      readRowSources(store, loaded.served, { filter, grain: metric.grain, days: inside(period) });
    return { ...loaded, metric, filter, sources };
  };

  const series: MetricReader['series'] = async (query) => {
    const loaded = await load(query);
    const { metric, filter, points, parts, closedWeekdays, range } = loaded;
    const grain = coarser(query.grain ?? metric.grain, metric.grain);
    const summarise = (inside: readonly SeriesPoint[]) => combineParts(metric, partsOf(inside, parts));
    return {
      metric,
      filter,
      grain,
      points:
        grain === metric.grain
          ? points
          : groupPoints(loaded.whole, { from: metric.grain, grain, ...company }, summarise),
      closedWeekdays,
      sources: range ? await loaded.sources(range) : [],
    } satisfies MetricSeries;
  };

  const total: MetricReader['total'] = async (query) => {
    const { metric, points, parts, sources } = await load(query);
    const open = points.filter(({ t, state }) => state === 'open' || parts.has(t));
    return {
      value: combineParts(metric, partsOf(open, parts)),
      openDays: open.length,
      closedDays: points.filter(({ t, state }) => state === 'closed' && !parts.has(t)).length,
      missingDays: points.filter(({ t, state }) => state === 'gap' && !parts.has(t)).length,
      sources: await sources(query.period),
    } satisfies MetricTotal;
  };

  const reader: MetricReader = {
    definitions,
    definition,
    series,
    total,
    breakdown: async (query) => {
      const metric = definition(query.metric);
      await checkDimensions(store, metric, [...Object.keys(query.filter ?? {}), query.by]);
      return readBreakdown(store, metric, query);
    },
    known: async ({ metric, filter }) => (await load({ metric, filter })).range,
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

/** What the points were made of. A day that is zero because others traded has no stored part. */
function partsOf(points: readonly SeriesPoint[], parts: ReadonlyMap<IsoDate, Part>): Part[] {
  return points.flatMap(({ t, y }) => {
    const part = parts.get(t);
    if (part) return [part];
    return y === null ? [] : [{ above: y, below: 1 }];
  });
}

const RANK: Record<Grain, number> = { day: 0, week: 1, month: 2, quarter: 3 };
const coarser = (asked: Grain, native: Grain): Grain => (RANK[asked] > RANK[native] ? asked : native);
