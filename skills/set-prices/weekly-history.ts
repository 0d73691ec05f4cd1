import { dayNumber, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Grain } from '../../src/contracts/period.ts';
import type { PricePoint } from '../../src/engines/optimizer/pricing/elasticity-types.ts';
import { sumIntoWeeks } from '../../src/engines/optimizer/pricing/sum-into-weeks.ts';
import type { SeriesPoint } from '../../src/metrics/metric-series.ts';

/** Two years: what people did before then says little of today. */
const MOST_WEEKS = 104;
const MOST_MONTHS = 36;
/** Units on a typical day from which a day without any is no chance: it was sold out, or not on offer. */
const NEVER_NONE = 8;

export interface SalesSeries {
  /** Units, a point for each day, week or month. */
  readonly units: readonly SeriesPoint[];
  /** Money taken; null where the company keeps prices only. */
  readonly money: readonly SeriesPoint[] | null;
  readonly prices: readonly SeriesPoint[] | null;
  readonly grain: Grain;
}

/**
 * A product's past by week (by month where that is all there is): the average price paid, the units, the days of trade.
 * Days on which something that always sells did not sell at all are left out. Part weeks at the ends are dropped.
 */
export function weeklyHistory({ units, money, prices, grain }: SalesSeries): readonly PricePoint[] {
  const moneyOn = new Map((money ?? []).map(({ t, y }) => [t, y]));
  const priceOn = new Map((prices ?? []).map(({ t, y }) => [t, y]));
  const typical = median(units.flatMap(({ y }) => (y !== null && y > 0 ? [y] : [])));
  let price = 0;
  const points = units.map(({ t, y }): PricePoint => {
    const taken = moneyOn.get(t);
    const paid = taken && y ? taken / y : money ? null : priceOn.get(t);
    if (paid !== null && paid !== undefined && paid > 0) price = paid;
    return { t, price, units: y, ...(y === 0 && typical >= NEVER_NONE ? { unusual: true } : {}) };
  });
  const priced = points.filter((point) => point.price > 0);
  if (grain === 'month') return priced.slice(-MOST_MONTHS);
  return (grain === 'day' ? wholeWeeks(priced) : priced).slice(-MOST_WEEKS);
}

function wholeWeeks(days: readonly PricePoint[]): readonly PricePoint[] {
  const first = days.findIndex(({ t }) => weekdayOf(t) === 0);
  const last = days.findLastIndex(({ t }) => weekdayOf(t) === 6);
  return first < 0 || last < first ? [] : sumIntoWeeks(days.slice(first, last + 1));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Lowest and highest price that was ever paid on average in a week with sales; null without any. */
export function priceRange(
  points: readonly PricePoint[],
): { readonly lowest: number; readonly highest: number } | null {
  const prices = points.flatMap(({ price, units }) => (units ? [price] : []));
  return prices.length === 0 ? null : { lowest: Math.min(...prices), highest: Math.max(...prices) };
}

/** Units a week over the newest weeks with trade, with how much a week differs from the next, as a share. */
export function unitsLately(
  points: readonly PricePoint[],
  grain: 'week' | 'month',
): { readonly perWeek: number; readonly spread: number } | null {
  const known = points.filter(({ units, unusual, openDays }) => units !== null && !unusual && openDays !== 0);
  const newest = known.slice(grain === 'month' ? -1 : -4);
  if (newest.length === 0) return null;
  const mean = newest.reduce((sum, { units }) => sum + (units ?? 0), 0) / newest.length;
  const wider = known.slice(-12).map(({ units }) => units ?? 0);
  const centre = wider.reduce((sum, value) => sum + value, 0) / wider.length;
  const deviation = Math.sqrt(
    wider.reduce((sum, value) => sum + (value - centre) ** 2, 0) / Math.max(1, wider.length - 1),
  );
  return { perWeek: grain === 'month' ? (mean * 7) / 30.44 : mean, spread: centre > 0 ? deviation / centre : 0 };
}

/** Are two points of one history the same week? Days of different histories may be kept by different starts of week. */
export const weekNumber = ({ t }: PricePoint): number => Math.floor((dayNumber(t) + 3) / 7);
