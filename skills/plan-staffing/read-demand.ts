import { dayNumber } from '../../src/calendar/civil-day.ts';
import type { Filter, MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { RowSource } from '../../src/contracts/fact.ts';
import type { IsoDate, Period } from '../../src/contracts/period.ts';
import { mergeSources } from '../../src/metrics/read-sources.ts';
import type { SkillContext } from '../context.ts';
import { type History, readHistory } from '../forecast-metric/read-history.ts';
import { findBusinessMetric, findPlaceDimension } from './find-metrics.ts';

/** Business that is expected on each day, at each place. */
export interface Demand {
  readonly metric: MetricDefinition;
  /** By place ('' for the whole company), then by day: what to be ready for. */
  readonly of: ReadonlyMap<string, ReadonlyMap<IsoDate, number>>;
  readonly sources: readonly RowSource[];
}

/** The engine looks ahead this far at most. */
const FURTHEST = 365;
/**
 * Between the middle of the forecast and the upper end of its 80% range (the 90% quantile) lie 1.2816 standard
 * deviations of a normal distribution; 0.8416 of them are the 80% quantile: enough on four days of five.
 */
const TO_80_QUANTILE = 0.8416 / 1.2816;

/**
 * Forecasts the company's business by day for each place. null when there is no such number, it cannot be cut by these
 * places, or its past does not suffice.
 * @param places empty: the whole company as one
 */
export async function readDemand(ctx: SkillContext, places: readonly string[], period: Period): Promise<Demand | null> {
  const found = await ctx.read(async (metrics) => {
    const metric = findBusinessMetric(metrics.definitions);
    if (!metric) return null;
    const filters = chooseFilters(ctx, places, await metrics.dimensionsOf(metric.key));
    if (!filters) return null;
    const histories: { place: string; history: History }[] = [];
    for (const [place, filter] of filters)
      histories.push({ place, history: await readHistory(metrics, metric.key, filter, period) });
    return { metric, histories };
  });
  if (!found) return null;
  ctx.progress(`forecasting ${found.metric.label.toLowerCase()}`);
  const days = await Promise.all(
    found.histories.map(async ({ place, history }) => [place, await forecastDays(ctx, history, period)] as const),
  );
  const of = new Map<string, ReadonlyMap<IsoDate, number>>();
  for (const [place, expected] of days) {
    if (!expected) return null;
    of.set(place, expected);
  }
  const sources = mergeSources(found.histories.flatMap(({ history }) => history.series.sources));
  return { metric: found.metric, of, sources };
}

function chooseFilters(
  ctx: SkillContext,
  places: readonly string[],
  cuts: readonly string[],
): readonly (readonly [place: string, filter: Filter])[] | null {
  if (places.length === 0) return [['', {}]];
  const dimension = findPlaceDimension(ctx.catalogue.dimensions, places);
  if (dimension && cuts.includes(dimension.key))
    return places.map((place) => [place, { [dimension.key]: dimension.memberOf(place) }]);
  const [only] = places;
  // A company of one place has numbers without a cut by place.
  return only !== undefined && places.length === 1 && !dimension ? [[only, {}]] : null;
}

async function forecastDays(
  ctx: SkillContext,
  { series, knownClosed }: History,
  period: Period,
): Promise<ReadonlyMap<IsoDate, number> | null> {
  const { points, metric } = series;
  const last = points.at(-1)?.t;
  if (last === undefined) return null;
  const days = new Map<IsoDate, number>();
  for (const { t, y } of points) if (t >= period.start && t <= period.end && y !== null) days.set(t, y);
  const horizon = dayNumber(period.end) - dayNumber(last);
  if (horizon < 1) return days;
  if (horizon > FURTHEST) return null;
  const { closedWeekdays } = series;
  const forecast = await ctx.engines.run(
    'forecast',
    { points, grain: 'day', horizon, nonNegative: metric.nonNegative, closedWeekdays, knownClosed },
    { signal: ctx.signal },
  );
  if (!forecast.ok) return null;
  for (const { t, y, high80, closed } of forecast.points)
    if (t >= period.start) days.set(t, closed ? 0 : y + (high80 - y) * TO_80_QUANTILE);
  return days;
}
