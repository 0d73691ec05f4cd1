import { addDays } from '../../src/calendar/civil-day.ts';
import type { Filter, MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { RowSource } from '../../src/contracts/fact.ts';
import type { IsoDate, Period, WeekStart } from '../../src/contracts/period.ts';
import { startOfGrain } from '../../src/metrics/calendar.ts';
import type { MetricReader, MetricSeries } from '../../src/metrics/metric-series.ts';
import type { Measures } from './find-measures.ts';

/** Two years: what worked before then says little of today. */
const MOST_WEEKS = 104;
/** Whole weeks whose average is what is spent now. */
export const NOW_WEEKS = 4;

export interface ChannelHistory {
  readonly name: string;
  /** Money, one a week. */
  readonly spend: readonly number[];
  /** What was counted for the channel; null where the result is known for all together only. */
  readonly result: readonly (number | null)[] | null;
  /** Rows behind what is spent now. */
  readonly nowSources: readonly RowSource[];
}

export interface MarketingHistory {
  /** First day of each whole week, in order, none missing. */
  readonly weeks: readonly IsoDate[];
  readonly channels: readonly ChannelHistory[];
  /** The result of all together, one a week. */
  readonly result: readonly (number | null)[];
  /** The last whole weeks, whose average is "now". */
  readonly lastWeeks: Period;
  readonly sources: readonly RowSource[];
  /** Spend or result is kept by the month: that is too coarse to tell what spend brings. */
  readonly byMonth: boolean;
}

/** Spend and result by channel and week, over the weeks that are known of both; null when there is none. */
export async function readHistory(
  metrics: MetricReader,
  { spend, result, dimension, perChannel, filter }: Measures,
  names: readonly string[],
  weekStart: WeekStart,
): Promise<MarketingHistory | null> {
  const read = async (metric: MetricDefinition, more: Filter) => {
    const series = await metrics.series({ metric: metric.key, filter: { ...filter, ...more }, grain: 'week' });
    return { series, byWeek: sumByWeek(series, weekStart) };
  };
  const allSpend = await read(spend, {});
  const allResult = await read(result, {});
  const byMonth = [allSpend, allResult].some(({ series }) => series.grain === 'month');
  const weeks = commonWeeks(allSpend.byWeek, allResult.byWeek);
  const [firstNow] = weeks.slice(-NOW_WEEKS);
  const last = weeks.at(-1);
  if (firstNow === undefined || last === undefined) return null;
  const lastWeeks = { start: firstNow, end: addDays(last, 6) };
  const channels: ChannelHistory[] = [];
  for (const name of names) {
    const own = await read(spend, { [dimension]: name });
    const counted = perChannel ? await read(result, { [dimension]: name }) : null;
    const recent = await metrics.total({
      metric: spend.key,
      filter: { ...filter, [dimension]: name },
      period: lastWeeks,
    });
    channels.push({
      name,
      spend: weeks.map((week) => Math.max(0, own.byWeek.get(week) ?? 0)),
      // A week in which others had results and this one has no row had none.
      result: counted && weeks.map((week) => (allResult.byWeek.has(week) ? (counted.byWeek.get(week) ?? 0) : null)),
      nowSources: recent.sources,
    });
  }
  return {
    weeks,
    channels,
    result: weeks.map((week) => allResult.byWeek.get(week) ?? null),
    lastWeeks,
    sources: [...allSpend.series.sources, ...allResult.series.sources],
    byMonth,
  };
}

/** Values by the company's week. Months are spread evenly over their days; weeks they cover in part are left out. */
export function sumByWeek(
  { points, grain }: Pick<MetricSeries, 'points' | 'grain'>,
  weekStart: WeekStart,
): ReadonlyMap<IsoDate, number> {
  const byWeek = new Map<IsoDate, { sum: number; days: number }>();
  const add = (day: IsoDate, value: number, days: number) => {
    const week = startOfGrain(day, 'week', weekStart);
    const known = byWeek.get(week) ?? { sum: 0, days: 0 };
    byWeek.set(week, { sum: known.sum + value, days: known.days + days });
  };
  for (const { t, y } of points) {
    if (y === null) continue;
    // A week that begins on another day counts where most of it lies.
    if (grain !== 'month') add(addDays(t, 3), y, 7);
    else for (const day of daysOfMonth(t)) add(day, y / daysOfMonth(t).length, 1);
  }
  return new Map([...byWeek].flatMap(([week, { sum, days }]) => (days >= 7 ? [[week, sum] as const] : [])));
}

function daysOfMonth(first: IsoDate): IsoDate[] {
  const days = [first];
  for (let day = addDays(first, 1); day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day);
  return days;
}

/** Every week from the first to the last that both know of, at most two years. */
function commonWeeks(a: ReadonlyMap<IsoDate, number>, b: ReadonlyMap<IsoDate, number>): readonly IsoDate[] {
  const [first, second] = [[...a.keys()].sort(), [...b.keys()].sort()];
  const [start, otherStart, end, otherEnd] = [first[0], second[0], first.at(-1), second.at(-1)];
  if (start === undefined || otherStart === undefined || end === undefined || otherEnd === undefined) return [];
  const until = end < otherEnd ? end : otherEnd;
  const weeks: IsoDate[] = [];
  for (let week = start > otherStart ? start : otherStart; week <= until; week = addDays(week, 7)) weeks.push(week);
  return weeks.slice(-MOST_WEEKS);
}
