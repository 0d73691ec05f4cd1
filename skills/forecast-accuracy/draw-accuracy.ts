import { addDays } from '../../src/calendar/civil-day.ts';
import type { BacktestChart, ChartPoint } from '../../src/contracts/chart.ts';
import type { Grain, IsoDate, Period } from '../../src/contracts/period.ts';
import type { Slot } from '../../src/facts/fact-book.ts';
import { endOfBucket } from '../../src/metrics/calendar.ts';
import type { ScoredSeries } from './gather-scores.ts';

/** Steps that are drawn, the newest: nine weeks of days, a year of weeks, three years of months, five of quarters. */
const DRAWN: Readonly<Record<Grain, number>> = { day: 63, week: 52, month: 36, quarter: 20 };

/** The time the chart is about: the newest scores, with what lies between them. */
export function drawnPeriod({ scores, grain }: ScoredSeries): Period {
  const shown = scores.slice(-DRAWN[grain]);
  const last = shown.at(-1)?.t ?? '';
  // Forecasts can lie far apart: then the newest stretch of time is drawn, not the newest forecasts.
  const days = { day: 1, week: 7, month: 31, quarter: 92 }[grain] * DRAWN[grain];
  const first = shown.find(({ t }) => t > addDays(last, -days))?.t ?? last;
  return { start: first, end: endOfBucket(last, grain) };
}

/** What was expected against what came; each step is drawn from the one forecast that counts for it. */
export function drawAccuracy(
  series: ScoredSeries,
  actual: readonly ChartPoint[],
  words: { readonly title: string; readonly alt: string; readonly name: Slot },
): BacktestChart {
  const { metric, grain } = series;
  const { start } = drawnPeriod(series);
  const shown = series.scores.filter(({ t }) => t >= start);
  return {
    kind: 'backtest',
    grain,
    title: words.title,
    subtitle: `${words.name} per ${grain}, expected and what came`,
    alt: words.alt,
    unit: metric.unit,
    label: metric.label,
    actual: actual.map(({ t, y }) => ({ t, y })),
    forecasts: [...Map.groupBy(shown, ({ forecast }) => forecast).values()]
      .map((scores) => ({
        madeOn: lastKnown(scores[0]?.firstStep ?? start),
        points: scores.map(({ t, expected, low80, high80 }) => ({ t, y: expected, low80, high80 })),
      }))
      .toSorted((a, b) => a.madeOn.localeCompare(b.madeOn)),
  };
}

const lastKnown = (firstStep: IsoDate): IsoDate => addDays(firstStep, -1);
