import type { Period } from '../../src/contracts/period.ts';
import type { ForecastOutput, ForecastStep } from '../../src/engines/forecaster/types.ts';
import type { MetricSeries, SeriesPoint } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import type { ForecastWindow } from './plan-window.ts';
import { findEarlier, planWindow } from './plan-window.ts';
import type { History } from './read-history.ts';

/** The engine looks ahead this many steps at most. */
export const FURTHEST = 365;

export type GoodForecast = Extract<ForecastOutput, { ok: true }>;

/** A value with its ranges, in the metric's unit. */
export interface Range {
  readonly value: number;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
}

/** What is to be expected of the stretch asked about: its total, or its average for metrics that do not add up. */
export interface Outlook {
  readonly kind: 'outlook';
  readonly series: MetricSeries;
  readonly window: ForecastWindow;
  readonly forecast: GoodForecast;
  /** Steps of the window only. */
  readonly steps: readonly ForecastStep[];
  readonly total: Range;
  /** What of the total is in already; null when the window lies wholly ahead. */
  readonly known: number | null;
  readonly earlier: { readonly period: Period; readonly value: number } | null;
}

/** Why there is no forecast: nothing known, too little, the period is over, or too far ahead. */
export type NoOutlook =
  | { readonly kind: 'no-data' }
  | { readonly kind: 'too-little'; readonly needed: number; readonly have: number; readonly series: MetricSeries }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'over' }
  | { readonly kind: 'too-far' };

/** Runs the engine on what was read. Never call it inside a transaction. */
export async function makeOutlook(ctx: SkillContext, history: History, asked: Period): Promise<Outlook | NoOutlook> {
  const { series, knownClosed } = history;
  const { points, grain, metric } = series;
  if (points.length === 0) return { kind: 'no-data' };
  const window = planWindow(points, grain, ctx.company.weekStart, asked);
  if (window === null) return { kind: 'over' };
  if (window.to > FURTHEST) return { kind: 'too-far' };
  const forecast = await ctx.engines.run(
    'forecast',
    {
      points,
      grain,
      horizon: window.to,
      nonNegative: metric.nonNegative,
      closedWeekdays: series.closedWeekdays,
      knownClosed,
      windows: [{ from: window.from, to: window.to }],
    },
    { signal: ctx.signal },
  );
  if (!forecast.ok) {
    if (forecast.reason === 'too-large') return { kind: 'too-large' };
    return { kind: 'too-little', needed: forecast.needed, have: forecast.have, series };
  }
  return { kind: 'outlook', series, window, forecast, ...sumUp(series, window, forecast) };
}

function sumUp(series: MetricSeries, window: ForecastWindow, forecast: GoodForecast) {
  const steps = forecast.points.slice(window.from - 1, window.to);
  const ahead = forecast.windowTotals[0] ?? { mean: 0, low80: 0, high80: 0, low95: 0, high95: 0 };
  const adds = series.metric.aggregation.kind === 'sum';
  const knownSum = sumOpen(window.known);
  const openSteps = steps.filter(({ closed }) => !closed).length + countOpen(window.known);
  const share = adds ? 1 : 1 / Math.max(1, openSteps);
  const place = (value: number) => (value + knownSum) * share;
  const earlier = findEarlier(series.points, window, series.grain);
  const earlierOpen = earlier === null ? 0 : countOpen(earlier.points);
  return {
    steps,
    total: {
      value: place(ahead.mean),
      low80: place(ahead.low80),
      high80: place(ahead.high80),
      low95: place(ahead.low95),
      high95: place(ahead.high95),
    },
    known: adds && countOpen(window.known) > 0 ? knownSum : null,
    earlier:
      earlier === null || earlierOpen === 0
        ? null
        : { period: earlier.period, value: sumOpen(earlier.points) / (adds ? 1 : earlierOpen) },
  };
}

const sumOpen = (points: readonly SeriesPoint[]): number => points.reduce((sum, { y }) => sum + (y ?? 0), 0);
const countOpen = (points: readonly SeriesPoint[]): number => points.filter(({ y }) => y !== null).length;
