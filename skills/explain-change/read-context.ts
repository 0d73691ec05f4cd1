import { addDays } from '../../src/calendar/civil-day.ts';
import type { Filter, MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { IsoDate, Period } from '../../src/contracts/period.ts';
import type { MetricReader, MetricSeries } from '../../src/metrics/metric-series.ts';

/** Each series looked at makes a chance find likelier, and takes time to read. */
const MAX_SERIES = 6;
/** A good year before the periods is enough to know how a series usually moves. */
const REACH_DAYS = 420;

/**
 * Series that may have differed: weather, prices, spending, and the one the person suspects. Metrics that are part of
 * the answer itself (revenue's orders) are not among them: those are in the driver tree.
 */
export function pickContext(
  definitions: readonly MetricDefinition[],
  metric: MetricDefinition,
  suspect: string | undefined,
): MetricDefinition[] {
  const others = definitions.filter(
    (one) =>
      one.key !== metric.key &&
      one.key !== suspect &&
      one.grain === metric.grain &&
      one.aggregation.kind !== 'ratio' &&
      (one.role === 'context' || one.goodDirection === 'neutral'),
  );
  const named = definitions.filter((one) => one.key === suspect && one.key !== metric.key);
  return [...named, ...others].slice(0, MAX_SERIES);
}

/** A series is read for the same member where it is split that way, else for the whole company. */
export async function readContextSeries(
  reader: MetricReader,
  picked: readonly MetricDefinition[],
  filter: Filter,
  span: Period,
): Promise<MetricSeries[]> {
  const period = { start: startOf(span.start), end: span.end };
  const series: MetricSeries[] = [];
  for (const { key } of picked) {
    const dimensions = await reader.dimensionsOf(key);
    const own = Object.fromEntries(Object.entries(filter).filter(([dimension]) => dimensions.includes(dimension)));
    series.push(await reader.series({ metric: key, filter: own, period }));
  }
  return series.filter((one) => one.points.some((point) => point.y !== null));
}

const startOf = (date: IsoDate): IsoDate => addDays(date, -REACH_DAYS);
