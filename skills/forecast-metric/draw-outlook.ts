import { weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Unit } from '../../src/contracts/catalogue.ts';
import type { ChartEvent, ForecastChart } from '../../src/contracts/chart.ts';
import type { Grain, WeekStart } from '../../src/contracts/period.ts';
import type { ForecastStep } from '../../src/engines/forecaster/types.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { type Buckets, groupPast } from './group-days.ts';
import type { Outlook } from './make-outlook.ts';
import { roundTo, stepOf } from './round-range.ts';

/** Points of the past that are drawn: nine weeks of days, a year of weeks, three years of months, five of quarters. */
export const PAST: Readonly<Record<Grain, number>> = { day: 63, week: 52, month: 36, quarter: 20 };

/** More names than this on one time axis are a hedge, not a mark. */
const MOST_EVENTS = 6;

/** The newest past and everything up to the end of the window. Closed days are holes, not zeros. */
export function drawOutlook(
  book: FactBook,
  outlook: Outlook,
  words: { title: string; alt: string; name: Slot },
  target: number | undefined,
): ForecastChart {
  const { series, forecast, window } = outlook;
  const { grain, ahead } = outlook.buckets ?? { grain: series.grain, ahead: forecast.points.slice(0, window.to) };
  // A target for a total says nothing about one day: it is drawn only where the window is a single step.
  const single = window.to === window.from && window.known.length === 0;
  const events = listEvents(outlook);
  return {
    kind: 'forecast-band',
    grain,
    title: words.title,
    subtitle: `${words.name} per ${grain}, up to ${book.date('Last day ahead', window.period.end)}`,
    alt: words.alt,
    unit: series.metric.unit,
    label: series.metric.label,
    history: drawPast(outlook),
    forecast: ahead.filter(({ closed }) => !closed).map((step) => roundStep(step, series.metric.unit)),
    ...(events.length === 0 ? {} : { events }),
    ...(target !== undefined && single ? { target: { value: target, label: 'target' } } : {}),
  };
}

/** Rounded as in the words and the table beside it. Rounding keeps the order of the ends. */
function roundStep(step: ForecastStep, unit: Unit): ForecastChart['forecast'][number] {
  const to = stepOf(step, unit);
  const at = (value: number) => roundTo(value, to);
  const { t, y, low50, high50, low80, high80, low95, high95 } = step;
  return {
    t,
    y: at(y),
    low50: at(low50),
    high50: at(high50),
    low80: at(low80),
    high80: at(high80),
    low95: at(low95),
    high95: at(high95),
  };
}

/** The newest past, from its first value on. */
export function drawPast({ series, buckets }: Pick<Outlook, 'series' | 'buckets'>): { t: string; y: number | null }[] {
  const points = buckets === undefined ? series.points : groupPast(series.points, buckets.grain, weekStartOf(buckets));
  const history = points.slice(-PAST[buckets?.grain ?? series.grain]);
  const first = history.findIndex(({ y }) => y !== null);
  return history.slice(Math.max(0, first)).map(({ t, y }) => ({ t, y }));
}

/** Weeks begin on the weekday that the shown ones begin on. */
function weekStartOf({ ahead }: Buckets): WeekStart {
  const day = weekdayOf(ahead[0]?.t ?? '1970-01-05');
  return day === 6 ? 'sunday' : day === 5 ? 'saturday' : 'monday';
}

/** Holidays, events and days that are said to be closed, as far as they lie ahead. Day by day only. */
export function listEvents({ series, window, calendar, forecast, columns, buckets }: Outlook): ChartEvent[] {
  if (series.grain !== 'day' || buckets !== undefined) return [];
  const ahead = new Map(forecast.points.slice(0, window.to).map(({ t, closed }) => [t, closed]));
  const closed = [...calendar.closed]
    .filter(([day]) => ahead.get(day) === true)
    .map(([t, label]): ChartEvent => ({ t, label: label || 'Closed', kind: 'closed' }));
  const named = columns.flags.flatMap((label): ChartEvent[] => {
    const days = [...(calendar.named.get(label)?.days ?? [])].filter((day) => ahead.get(day) === false).sort();
    const [first] = days;
    return first === undefined ? [] : [{ t: first, label, kind: 'holiday' }];
  });
  return [...closed, ...named].sort((a, b) => (a.t < b.t ? -1 : 1)).slice(0, MOST_EVENTS);
}
