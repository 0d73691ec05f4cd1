import { addDays, dayNumber, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Grain, IsoDate } from '../../src/contracts/period.ts';
import type { ForecastInput, ForecastOutput, ForecastStep, WindowTotal } from '../../src/engines/forecaster/types.ts';
import { endOfBucket } from '../../src/metrics/calendar.ts';
import type { SeriesPoint } from '../../src/metrics/metric-series.ts';
import { countSteps } from '../forecast-metric/plan-window.ts';
import type { ExpectedDay, ProductSales } from './sales-history.ts';

/** What a forecast of one product is made from. */
export interface SalesPast {
  readonly key: string;
  readonly name: string;
  readonly metric: string;
  readonly filter: Readonly<Record<string, string>>;
  readonly earned: number | null;
  readonly grain: Grain;
  readonly points: readonly SeriesPoint[];
  readonly nonNegative: boolean;
  readonly closedWeekdays: readonly number[];
  readonly knownClosed: readonly IsoDate[];
  /** Turns the metric into units: 1 for counts, one over the price where only money is known. */
  readonly unitsEach: number;
}

/** The stretch of the plan, and how many days it usually takes until the next delivery after an order. */
export interface Ahead {
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly coverDays: number;
}

/** Runs the forecaster, here or in a worker. */
export type Forecast = (input: ForecastInput) => Promise<ForecastOutput>;

/** 80% lie within so many standard deviations of the middle. */
const Z80 = 1.2816;
/** And 50% within so many. */
const Z50 = 0.6745;
/** The forecaster learns from this much; more only takes longer. */
const LEARN_DAYS = 540;
const KEPT_DAYS = 70;
const PAST_DAYS = 364;

/** The last weeks as they were and the days ahead as they are expected, in units a day. Too little past: its average. */
export async function forecastSales(forecast: Forecast, past: SalesPast, ahead: Ahead): Promise<ProductSales> {
  const { grain } = past;
  const points = past.points.slice(-countIn(grain, LEARN_DAYS));
  const last = points.at(-1)?.t ?? ahead.start;
  const step = (day: IsoDate) => Math.max(1, countSteps(last, startOf(day, last, grain), grain));
  const to = step(ahead.end);
  const from = Math.min(step(ahead.start), to);
  const cover = Math.min(to, Math.max(from, step(addDays(ahead.start, ahead.coverDays - 1))));
  const result = await forecast({
    points,
    grain,
    horizon: Math.min(365, to),
    nonNegative: past.nonNegative,
    annual: false,
    ...(grain === 'day' ? { closedWeekdays: past.closedWeekdays, knownClosed: past.knownClosed } : {}),
    windows: [
      { from, to: cover },
      { from, to },
    ],
  });
  const known = spreadPast(points.slice(-KEPT_DAYS), grain);
  const steps = result.ok ? result.points : averageAhead(points, last, to, past, ahead.end);
  const [short, whole] = result.ok ? result.windowTotals : [];
  const each = past.unitsEach;
  return {
    key: past.key,
    name: past.name,
    metric: past.metric,
    filter: past.filter,
    earned: past.earned,
    days: scale(new Map([...known, ...spreadAhead(steps, grain)]), each),
    carry: short ? carryOver(steps.slice(from - 1, cover), short) : 1,
    past: points.slice(-countIn(grain, PAST_DAYS)).map(({ y }) => y),
    ahead: whole ? totalOf(whole, each) : sumAhead(steps.slice(from - 1), each),
  };
}

const countIn = (grain: Grain, days: number): number =>
  grain === 'day' ? days : Math.ceil(days / (grain === 'week' ? 7 : 30));

/** The first day of the bucket a day falls in; buckets are counted from one that is known. */
function startOf(day: IsoDate, known: IsoDate, grain: Grain): IsoDate {
  if (grain === 'day') return day;
  if (grain === 'month') return `${day.slice(0, 7)}-01`;
  const days = dayNumber(day) - dayNumber(known);
  return addDays(known, 7 * Math.floor(days / 7));
}

/** Standard deviation by the 80% interval. */
const sdOf = ({ low80, high80 }: { readonly low80: number; readonly high80: number }): number =>
  (high80 - low80) / (2 * Z80);

/** How much wider several days together spread than if they missed independently. */
function carryOver(steps: readonly ForecastStep[], total: WindowTotal): number {
  const independent = Math.sqrt(steps.reduce((sum, step) => sum + sdOf(step) ** 2, 0));
  return independent > 0 ? Math.min(3, Math.max(1, sdOf(total) / independent)) : 1;
}

function spreadPast(points: readonly SeriesPoint[], grain: Grain): [IsoDate, ExpectedDay][] {
  return points.flatMap(({ t, y }) => overDays(t, grain, { mean: y ?? 0, sd: 0 }));
}

function spreadAhead(steps: readonly ForecastStep[], grain: Grain): [IsoDate, ExpectedDay][] {
  return steps.flatMap((step) =>
    overDays(step.t, grain, step.closed ? { mean: 0, sd: 0 } : { mean: step.y, sd: sdOf(step) }),
  );
}

/** A week's or month's value in equal parts on its days. */
function overDays(t: IsoDate, grain: Grain, { mean, sd }: ExpectedDay): [IsoDate, ExpectedDay][] {
  const count = dayNumber(endOfBucket(t, grain)) - dayNumber(t) + 1;
  const part = { mean: mean / count, sd: sd / Math.sqrt(count) };
  return Array.from({ length: count }, (_, at) => [addDays(t, at), part]);
}

/** The average of the same weekdays, and how far days lie from it. */
function averageAhead(
  points: readonly SeriesPoint[],
  last: IsoDate,
  count: number,
  { grain, closedWeekdays, knownClosed }: SalesPast,
  end: IsoDate,
): ForecastStep[] {
  const open = points.flatMap(({ t, y }) => (y === null ? [] : [{ t, y }]));
  const average = (of: readonly { readonly y: number }[]) =>
    of.reduce((sum, { y }) => sum + y, 0) / Math.max(1, of.length);
  const all = average(open);
  const expected = (t: IsoDate) => {
    const alike = grain === 'day' ? open.filter((point) => weekdayOf(point.t) === weekdayOf(t)) : [];
    return alike.length > 1 ? average(alike) : all;
  };
  const sd = Math.sqrt(average(open.map(({ t, y }) => ({ y: (y - expected(t)) ** 2 }))));
  let t = last;
  return Array.from({ length: count }, () => {
    t = addDays(endOfBucket(t, grain), 1);
    const closed = t > end || (grain === 'day' && (closedWeekdays.includes(weekdayOf(t)) || knownClosed.includes(t)));
    const y = closed ? 0 : expected(t);
    const reach = closed ? 0 : Z80 * sd;
    const low = (part: number) => Math.max(0, y - part * reach);
    const high = (part: number) => y + part * reach;
    return {
      t,
      y,
      closed,
      low50: low(Z50 / Z80),
      high50: high(Z50 / Z80),
      low80: low(1),
      high80: high(1),
      low95: low(1.5),
      high95: high(1.5),
    };
  });
}

function scale(days: ReadonlyMap<IsoDate, ExpectedDay>, by: number): ReadonlyMap<IsoDate, ExpectedDay> {
  if (by === 1) return days;
  return new Map([...days].map(([t, { mean, sd }]) => [t, { mean: mean * by, sd: sd * by }]));
}

const totalOf = ({ mean, low80, high80 }: WindowTotal, by: number) => ({
  mean: mean * by,
  low80: low80 * by,
  high80: high80 * by,
});

function sumAhead(steps: readonly ForecastStep[], by: number) {
  const mean = steps.reduce((sum, { y }) => sum + y, 0) * by;
  const reach = Z80 * Math.sqrt(steps.reduce((sum, step) => sum + sdOf(step) ** 2, 0)) * by;
  return { mean, low80: Math.max(0, mean - reach), high80: mean + reach };
}
