import { addDays } from '../../src/calendar/civil-day.ts';
import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { Grain, IsoDate, Period, WeekStart } from '../../src/contracts/period.ts';
import type { ForecastStep, WindowTotal } from '../../src/engines/forecaster/types.ts';
import { countDays, endOfBucket, nextBucket, startOfGrain } from '../../src/metrics/calendar.ts';
import type { SeriesPoint } from '../../src/metrics/metric-series.ts';
import type { ChosenGrain } from './choose-grain.ts';
import { countSteps, isWholeMonths } from './plan-window.ts';

/** Days that the engine looks ahead at most. */
const MOST_AHEAD = 366;
/** From here on days know the time of year; weeks and months take two and three years for it. */
const YEAR_KNOWN = 440;
const WIDE_KNOWN = 3 * 365;
/** A stretch that begins within so many days after the data goes on from them. */
const GOES_ON = 10;

/** A forecast day by day whose days are shown together. */
export interface Grouping {
  readonly shown: Exclude<Grain, 'day'>;
  /** Whole weeks, months or quarters. */
  readonly period: Period;
}

/** Weeks, months or quarters of a forecast by the day. */
export interface Buckets {
  readonly grain: Grouping['shown'];
  /** Those of the window. */
  readonly steps: readonly ForecastStep[];
  /** All from the one that is under way to the end of the window: what a chart goes on with. */
  readonly ahead: readonly ForecastStep[];
}

/**
 * Should weeks, months or quarters be added up from a forecast of the days? Where the days know the time of year and
 * the wider steps do not know it yet, and where single days are assumed; only of what adds up, and not beyond a year.
 */
export function planGrouping(
  chosen: ChosenGrain,
  asked: { readonly grain?: Grain; readonly period: Period },
  metric: MetricDefinition,
  known: Period,
  weekStart: WeekStart,
): Grouping | null {
  const shown = chosen.grain !== 'day' ? chosen.grain : chosen.why === 'single-days' ? asked.grain : undefined;
  if (shown === undefined || shown === 'day' || metric.grain !== 'day' || metric.aggregation.kind !== 'sum')
    return null;
  const days = countDays(known);
  if (chosen.grain !== 'day' && (days < YEAR_KNOWN || days >= WIDE_KNOWN)) return null;
  const period = wholeBuckets(asked.period, shown, weekStart, known.end);
  return countDays({ start: known.end, end: period.end }) - 1 <= MOST_AHEAD ? { shown, period } : null;
}

/**
 * The whole weeks, months or quarters that a stretch is about. One that goes on from the data begins with the bucket
 * that is under way and has as many as the stretch is long; of any other those count of which it holds half.
 */
export function wholeBuckets(asked: Period, grain: Grain, weekStart: WeekStart, last: IsoDate): Period {
  if (grain === 'day') return asked;
  const first = startOfGrain(asked.start, grain, weekStart);
  const end = startOfGrain(asked.end, grain, weekStart);
  if (first === end) return { start: first, end: endOfBucket(first, grain) };
  const isRolling =
    asked.start !== first && !isWholeMonths(asked) && countDays({ start: last, end: asked.start }) <= GOES_ON;
  if (isRolling) {
    const length = { week: 7, month: 365.25 / 12, quarter: 365.25 / 4 }[grain];
    const count = Math.max(1, Math.round(countDays(asked) / length));
    let from = first;
    for (let i = 1; i < count; i += 1) from = nextBucket(from, grain);
    return { start: first, end: endOfBucket(from, grain) };
  }
  const lastDay = endOfBucket(first, grain);
  const holds = (inside: Period, whole: Period) => 2 * countDays(inside) >= countDays(whole);
  const keepsFirst = holds({ start: asked.start, end: lastDay }, { start: first, end: lastDay });
  const start = keepsFirst ? first : nextBucket(first, grain);
  const keepsLast = holds({ start: end, end: asked.end }, { start: end, end: endOfBucket(end, grain) });
  const stop = keepsLast ? endOfBucket(end, grain) : addDays(end, -1);
  return start <= stop ? { start, end: stop } : { start: first, end: endOfBucket(end, grain) };
}

/** A bucket of the window, in steps after the data. */
interface BucketWindow {
  readonly t: IsoDate;
  readonly from: number;
  readonly to: number;
  /** What of it is in already. */
  readonly known: number;
}

/** The window's buckets as stretches whose totals the engine is asked for. Those that are over are none. */
export function listBuckets(points: readonly SeriesPoint[], period: Period, grain: Grouping['shown']): BucketWindow[] {
  const last = points.at(-1)?.t ?? period.start;
  const buckets: BucketWindow[] = [];
  for (let t = period.start; t <= period.end; t = nextBucket(t, grain)) {
    const end = endOfBucket(t, grain);
    if (end <= last) continue;
    const known = points.reduce((sum, point) => (point.t >= t ? sum + (point.y ?? 0) : sum), 0);
    buckets.push({ t, from: Math.max(1, countSteps(last, t, 'day')), to: countSteps(last, end, 'day'), known });
  }
  return buckets;
}

/** Buckets with their totals, as steps. `asked`: the window. */
export function toBuckets(
  grain: Grouping['shown'],
  windows: readonly BucketWindow[],
  totals: readonly WindowTotal[],
  days: readonly ForecastStep[],
  asked: Period,
): Buckets {
  const ahead = windows.flatMap(({ t, from, to, known }, i): ForecastStep[] => {
    const total = totals[i];
    if (total === undefined) return [];
    const at = (value: number) => value + known;
    return [
      {
        t,
        y: at(total.mean),
        low50: at(total.low50),
        high50: at(total.high50),
        low80: at(total.low80),
        high80: at(total.high80),
        low95: at(total.low95),
        high95: at(total.high95),
        closed: known === 0 && days.slice(from - 1, to).every(({ closed }) => closed),
      },
    ];
  });
  return { grain, ahead, steps: ahead.filter(({ t }) => t >= asked.start) };
}

/** The past in the same buckets; those that the data does not hold whole are left out, those with a gap unknown. */
export function groupPast(
  points: readonly SeriesPoint[],
  grain: Grouping['shown'],
  weekStart: WeekStart,
): { t: IsoDate; y: number | null }[] {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [];
  const groups = Map.groupBy(points, ({ t }) => startOfGrain(t, grain, weekStart));
  return [...groups].flatMap(([t, days]) => {
    if (t < first.t || endOfBucket(t, grain) > last.t) return [];
    const y = days.some(({ state }) => state === 'gap') ? null : days.reduce((sum, day) => sum + (day.y ?? 0), 0);
    return [{ t, y }];
  });
}
