import type { Filter } from '../../src/contracts/catalogue.ts';
import type { IsoDate, Period } from '../../src/contracts/period.ts';
import type { MetricReader, MetricSeries } from '../../src/metrics/metric-series.ts';
import { fillGaps } from './plan-window.ts';

/** A metric's whole history, and the days ahead that the company has said it is closed. */
export interface History {
  readonly series: MetricSeries;
  readonly knownClosed: readonly IsoDate[];
}

export async function readHistory(
  reader: MetricReader,
  metric: string,
  filter: Filter,
  asked: Period,
): Promise<History> {
  const series = await reader.series({ metric, filter });
  const last = series.points.at(-1)?.t ?? asked.start;
  const days = asked.end > last ? await reader.days({ start: last, end: asked.end }) : [];
  const closed = days.filter(
    ({ kind, location }) => kind === 'closed' && (location === '' || location === filter.location),
  );
  return {
    series: { ...series, points: fillGaps(series.points, series.grain) },
    knownClosed: closed.map(({ day }) => day),
  };
}
