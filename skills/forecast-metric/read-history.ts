import type { Filter } from '../../src/contracts/catalogue.ts';
import type { Grain, IsoDate, Period } from '../../src/contracts/period.ts';
import type { BusinessDay, MetricReader, MetricSeries } from '../../src/metrics/metric-series.ts';
import { fillGaps } from './plan-window.ts';

/** A metric's whole history, and what the company's calendar says about its days and the days ahead. */
export interface History {
  readonly series: MetricSeries;
  /** Days ahead that the company has said it is closed. */
  readonly knownClosed: readonly IsoDate[];
  /** Closed days, holidays and events from the first point to the end of what is asked about, of all places. */
  readonly days: readonly BusinessDay[];
}

/** @param grain absent: the metric's own */
export async function readHistory(
  reader: MetricReader,
  metric: string,
  filter: Filter,
  asked: Period,
  grain?: Grain,
): Promise<History> {
  const series = await reader.series({ metric, filter, ...(grain === undefined ? {} : { grain }) });
  const first = series.points[0]?.t ?? asked.start;
  const last = series.points.at(-1)?.t ?? asked.start;
  const days = await reader.days({ start: first, end: asked.end > last ? asked.end : last });
  return {
    series: { ...series, points: fillGaps(series.points, series.grain) },
    knownClosed: days
      .filter(({ day, kind, location }) => day >= last && kind === 'closed' && isHere(location, filter))
      .map(({ day }) => day),
    days,
  };
}

/** Does a day of the calendar hold for the whole of what is asked about? */
export const isHere = (location: string, filter: Filter): boolean => location === '' || location === filter.location;
