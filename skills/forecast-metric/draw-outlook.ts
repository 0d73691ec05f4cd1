import type { ForecastChart } from '../../src/contracts/chart.ts';
import type { Grain } from '../../src/contracts/period.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { Outlook } from './make-outlook.ts';

/** Points of the past that are drawn: nine weeks of days, a year of weeks, three years of months. */
const PAST: Readonly<Record<Grain, number>> = { day: 63, week: 52, month: 36 };

/** The newest past and everything up to the end of the window. Closed days are holes, not zeros. */
export function drawOutlook(
  book: FactBook,
  outlook: Outlook,
  words: { title: string; alt: string; name: Slot },
  target: number | undefined,
): ForecastChart {
  const { series, forecast, window } = outlook;
  const history = series.points.slice(-PAST[series.grain]);
  const first = history.findIndex(({ y }) => y !== null);
  // A target for a total says nothing about one day: it is drawn only where the window is a single step.
  const single = window.to === window.from && window.known.length === 0;
  return {
    kind: 'forecast-band',
    grain: series.grain,
    title: words.title,
    subtitle: `${words.name} per ${series.grain}, up to ${book.date('Last day ahead', window.period.end)}`,
    alt: words.alt,
    unit: series.metric.unit,
    label: series.metric.label,
    history: history.slice(Math.max(0, first)).map(({ t, y }) => ({ t, y })),
    forecast: forecast.points
      .slice(0, window.to)
      .filter(({ closed }) => !closed)
      .map(({ t, y, low80, high80, low95, high95 }) => ({ t, y, low80, high80, low95, high95 })),
    ...(target !== undefined && single ? { target: { value: target, label: 'target' } } : {}),
  };
}
