import { addDays } from '../../src/calendar/civil-day.ts';
import type { Grain, IsoDate, Period } from '../../src/contracts/period.ts';
import type { ForecastOutput, ForecastStep } from '../../src/engines/forecaster/types.ts';
import { countDays, endOfBucket, startOfGrain } from '../../src/metrics/calendar.ts';
import type { MetricSeries, SeriesPoint } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import { matchName } from '../planning/closest-names.ts';
import { type Columns, type Companion, chooseColumns, listAhead, writeColumns } from './choose-columns.ts';
import { assume, closedDays, expectedFuture, type Future, type Taken } from './future.ts';
import { type Buckets, type Grouping, listBuckets, toBuckets } from './group-days.ts';
import { type KnownDays, knowDays, namesOf } from './know-days.ts';
import type { ForecastWindow } from './plan-window.ts';
import { findEarlier, findYearBefore, planWindow } from './plan-window.ts';
import type { History } from './read-history.ts';
import { readHolidays } from './read-holidays.ts';
import { type EngineTrouble, runForecast } from './run-forecast.ts';

/** Steps that may lie ahead: a year and, by month, what is left of this one. The engine takes 366. */
export const FURTHEST: Readonly<Record<Grain, number>> = { day: 366, week: 61, month: 14, quarter: 6 };

const HALF_A_YEAR = 183;

export type GoodForecast = Extract<ForecastOutput, { ok: true }>;

/** A value with its ranges, in the metric's unit. */
export interface Range {
  readonly value: number;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
}

/** A stretch of the past to hold a forecast against. */
export interface Earlier {
  readonly period: Period;
  readonly value: number;
}

/** What is to be expected of the stretch asked about: its total, or its average for metrics that do not add up. */
export interface Outlook {
  readonly kind: 'outlook';
  readonly series: MetricSeries;
  readonly window: ForecastWindow;
  readonly forecast: GoodForecast;
  /** Steps of the window only. */
  readonly steps: readonly ForecastStep[];
  /** The same by the week, month or quarter, where that is how it is shown. */
  readonly buckets?: Buckets;
  readonly total: Range;
  /** What of the total is in already; null when the window lies wholly ahead. */
  readonly known: number | null;
  /** The newest stretch of the same length. */
  readonly earlier: Earlier | null;
  /** The same months or weeks of the year before. */
  readonly yearBefore: Earlier | null;
  readonly calendar: KnownDays;
  readonly columns: Columns;
  /** What was taken for granted; empty for a plain forecast. */
  readonly taken: readonly Taken[];
}

/** Why there is no forecast: nothing known, too little, the period is over, too far ahead, or the engine failed. */
export type NoOutlook =
  | { readonly kind: 'no-data' }
  | { readonly kind: 'too-little'; readonly needed: number; readonly have: number; readonly series: MetricSeries }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'over' }
  | { readonly kind: 'too-far'; readonly grain: Grain }
  | { readonly kind: 'failed'; readonly trouble: EngineTrouble };

/** Everything that several forecasts of one series share, so that they differ in what is assumed and in nothing else. */
export interface Prepared {
  readonly kind: 'prepared';
  readonly history: History;
  readonly window: ForecastWindow;
  readonly calendar: KnownDays;
  readonly columns: Columns;
  /** First days of the steps ahead. */
  readonly ahead: readonly IsoDate[];
  /** Days are to be shown together. */
  readonly shown?: Grouping['shown'];
}

export interface Wanted {
  /** Names as they were said, of days that must take part if the past has seen them. */
  readonly named?: readonly string[];
  /** Of the named days only these: those that the whole has shown to matter. */
  readonly only?: readonly string[];
  /** Days are to be shown together. */
  readonly shown?: Grouping['shown'];
  /** Metrics that go along. */
  readonly companions?: readonly Companion[];
}

/** Plans the stretch and settles what the engine is given, before anything is assumed. */
export async function prepareOutlook(
  ctx: SkillContext,
  history: History,
  asked: Period,
  { named = [], companions = [], only, shown }: Wanted = {},
): Promise<Prepared | NoOutlook> {
  const { points, grain } = history.series;
  const [first, last] = [points[0]?.t, points.at(-1)?.t];
  if (first === undefined || last === undefined) return { kind: 'no-data' };
  const window = planWindow(points, grain, ctx.company.weekStart, asked);
  if (window === null) return { kind: 'over' };
  if (window.to > FURTHEST[grain]) return { kind: 'too-far', grain };
  const ahead = listAhead(last, grain, window.to);
  const end = endOfBucket(ahead.at(-1) ?? last, grain);
  const calendar = knowDays(history, await readHolidays(ctx, { start: first, end }));
  const names = named.flatMap((said) => matchName(namesOf(calendar), said) ?? []);
  const columns = chooseColumns(calendar, history.series, { end, named: names, companions, only });
  const grouped = shown === undefined ? {} : { shown };
  return { kind: 'prepared', history, window, calendar, columns, ahead, ...grouped };
}

/**
 * Runs the engine with something taken for granted, or nothing. Never call it inside a transaction.
 * @throws UpstreamError `engine-stopped` when the turn was cancelled
 */
export async function lookAt(
  ctx: SkillContext,
  prepared: Prepared,
  taken: readonly Taken[] = [],
  more: { readonly explain?: boolean; readonly replay?: boolean } = {},
): Promise<Outlook | NoOutlook> {
  const { history, window, calendar, columns, ahead, shown } = prepared;
  const { series } = history;
  const { points, grain, metric } = series;
  const future: Future = taken.reduce(assume, expectedFuture(calendar));
  const reach = { start: addDays(points.at(-1)?.t ?? '', 1), end: ahead.at(-1) ?? '' };
  const closed = grain === 'day' ? closedDays(future, series.closedWeekdays, reach) : [];
  const shut = future.closed.union(calendar.shut.difference(new Set(calendar.closed.keys())));
  const regressors = writeColumns(columns, series, { steps: ahead, closed: new Set(closed) }, future, shut);
  const next = startOfGrain(ahead[0] ?? window.period.start, shown ?? grain, ctx.company.weekStart);
  const parts = shown === undefined ? [] : listBuckets(points, { start: next, end: window.period.end }, shown);
  const forecast = await runForecast(ctx, {
    points,
    grain,
    horizon: window.to,
    nonNegative: metric.nonNegative,
    knownClosed: closed,
    // A weekly day off that is open for once is told by the days themselves.
    ...(future.opened.size === 0 ? { closedWeekdays: series.closedWeekdays } : {}),
    windows: [{ from: window.from, to: window.to }, ...parts.map(({ from, to }) => ({ from, to }))],
    ...(regressors.length === 0 ? {} : { regressors }),
    ...more,
  });
  if ('trouble' in forecast) return { kind: 'failed', trouble: forecast.trouble };
  if (!forecast.ok) {
    if (forecast.reason === 'too-large') return { kind: 'too-large' };
    return { kind: 'too-little', needed: forecast.needed, have: forecast.have, series };
  }
  const sums = sumUp(series, window, forecast);
  const buckets =
    shown === undefined
      ? {}
      : { buckets: toBuckets(shown, parts, forecast.windowTotals.slice(1), forecast.points, window.period) };
  return { kind: 'outlook', series, window, forecast, calendar, columns, taken, ...sums, ...buckets };
}

/** A forecast with nothing assumed, from a history that was read. Never call it inside a transaction. */
export async function makeOutlook(
  ctx: SkillContext,
  history: History,
  asked: Period,
  wanted: Wanted = {},
): Promise<Outlook | NoOutlook> {
  const prepared = await prepareOutlook(ctx, history, asked, wanted);
  return prepared.kind === 'prepared' ? lookAt(ctx, prepared) : prepared;
}

function sumUp(series: MetricSeries, window: ForecastWindow, forecast: GoodForecast) {
  const steps = forecast.points.slice(window.from - 1, window.to);
  const ahead = forecast.windowTotals[0] ?? { mean: 0, low80: 0, high80: 0, low95: 0, high95: 0 };
  const adds = series.metric.aggregation.kind === 'sum';
  const knownSum = sumOpen(window.known);
  const openSteps = steps.filter(({ closed }) => !closed).length + countOpen(window.known);
  const share = adds ? 1 : 1 / Math.max(1, openSteps);
  const place = (value: number) => (value + knownSum) * share;
  const earlierOf = (stretch: ReturnType<typeof findEarlier>): Earlier | null => {
    const open = stretch === null ? 0 : countOpen(stretch.points);
    if (stretch === null || open === 0) return null;
    return { period: stretch.period, value: sumOpen(stretch.points) / (adds ? 1 : open) };
  };
  const yearBefore = earlierOf(findYearBefore(series.points, window, series.grain));
  const isLong = countDays(window.period) > HALF_A_YEAR;
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
    // Half a year and more is held against the same time of the year before, and not against another season.
    earlier: yearBefore !== null && isLong ? null : earlierOf(findEarlier(series.points, window, series.grain)),
    yearBefore,
  };
}

const sumOpen = (points: readonly SeriesPoint[]): number => points.reduce((sum, { y }) => sum + (y ?? 0), 0);
const countOpen = (points: readonly SeriesPoint[]): number => points.filter(({ y }) => y !== null).length;
