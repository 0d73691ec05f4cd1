import type { ChartEvent, ForecastChart } from '../../src/contracts/chart.ts';
import type { Grain } from '../../src/contracts/period.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { Outlook } from './make-outlook.ts';

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
  // A target for a total says nothing about one day: it is drawn only where the window is a single step.
  const single = window.to === window.from && window.known.length === 0;
  const events = listEvents(outlook);
  return {
    kind: 'forecast-band',
    grain: series.grain,
    title: words.title,
    subtitle: `${words.name} per ${series.grain}, up to ${book.date('Last day ahead', window.period.end)}`,
    alt: words.alt,
    unit: series.metric.unit,
    label: series.metric.label,
    history: drawPast(outlook),
    forecast: forecast.points
      .slice(0, window.to)
      .filter(({ closed }) => !closed)
      .map(({ t, y, low50, high50, low80, high80, low95, high95 }) => ({
        t,
        y,
        low50,
        high50,
        low80,
        high80,
        low95,
        high95,
      })),
    ...(events.length === 0 ? {} : { events }),
    ...(target !== undefined && single ? { target: { value: target, label: 'target' } } : {}),
  };
}

/** The newest past, from its first value on. */
export function drawPast({ series }: Pick<Outlook, 'series'>): { t: string; y: number | null }[] {
  const history = series.points.slice(-PAST[series.grain]);
  const first = history.findIndex(({ y }) => y !== null);
  return history.slice(Math.max(0, first)).map(({ t, y }) => ({ t, y }));
}

/** Holidays, events and days that are said to be closed, as far as they lie ahead. Day by day only. */
export function listEvents({ series, window, calendar, forecast, columns }: Outlook): ChartEvent[] {
  if (series.grain !== 'day') return [];
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
