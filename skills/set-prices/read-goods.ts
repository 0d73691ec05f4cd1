import { addDays } from '../../src/calendar/civil-day.ts';
import type { Filter } from '../../src/contracts/catalogue.ts';
import type { RowSource } from '../../src/contracts/fact.ts';
import type { Grain, Period } from '../../src/contracts/period.ts';
import type { PricePoint } from '../../src/engines/optimizer/pricing/elasticity-types.ts';
import type { MetricReader } from '../../src/metrics/metric-series.ts';
import { type History, readHistory } from '../forecast-metric/read-history.ts';
import type { SalesMeasures } from './find-sales.ts';
import { weeklyHistory } from './weekly-history.ts';

/** A plan of more is no plan somebody reads; the largest by money are taken. */
export const MOST_PRODUCTS = 60;
/** Days before the newest data that decide what is sold, what it costs and what is paid for it. */
const LATELY = 56;

/** What the numbers tell of one product. */
export interface Goods {
  readonly name: string;
  readonly points: readonly PricePoint[];
  /** Its units over time, for the forecast. */
  readonly history: History;
  /** Of the newest weeks; null where money is not known. */
  readonly paid: number | null;
  /** As it stands in the price list over time, its newest value. */
  readonly listed: number | null;
  /** Cost of goods over units in the newest weeks. */
  readonly unitCost: number | null;
  readonly sources: readonly RowSource[];
}

export interface GoodsBook {
  readonly goods: readonly Goods[];
  /** Sold lately, too small to be among `goods`. */
  readonly small: readonly string[];
  /** The one that was asked about. */
  readonly focus: string | null;
  readonly grain: Grain;
  readonly lately: Period;
}

/**
 * Reads every product that was sold lately. null when none was.
 * @param choose picks the one that was asked about: it is read however small it is
 */
export async function readGoods(
  metrics: MetricReader,
  measures: SalesMeasures,
  filter: Filter,
  { asked, choose }: { readonly asked: Period; readonly choose: (sold: readonly string[]) => string | null },
): Promise<GoodsBook | null> {
  const { quantity, revenue, dimension } = measures;
  const known = await metrics.known({ metric: quantity.key, filter });
  if (!known) return null;
  const lately = { start: addDays(known.end, 1 - LATELY), end: known.end };
  const { rows } = await metrics.breakdown({
    metric: (revenue ?? quantity).key,
    filter,
    by: dimension,
    period: lately,
  });
  const sold = rows
    .flatMap(({ member, value }) => (value !== null && value > 0 ? [{ member, value }] : []))
    .sort((a, b) => b.value - a.value)
    .map(({ member }) => member);
  if (sold.length === 0) return null;
  const focus = choose(sold);
  const read = focus === null ? sold : [focus, ...sold.filter((name) => name !== focus)];
  const priceFilter = await priceFilterOf(metrics, measures, filter);
  const goods: Goods[] = [];
  for (const name of read.slice(0, MOST_PRODUCTS)) {
    const own = { ...filter, [dimension]: name };
    const ownPrice = { ...priceFilter, [dimension]: name };
    goods.push(await readOne(metrics, measures, { name, filter: own, priceFilter: ownPrice, lately, asked }));
  }
  return { goods, small: read.slice(MOST_PRODUCTS), focus, grain: quantity.grain, lately };
}

interface OneOf {
  readonly name: string;
  readonly filter: Filter;
  readonly priceFilter: Filter;
  readonly lately: Period;
  readonly asked: Period;
}

async function readOne(
  metrics: MetricReader,
  { quantity, revenue, price, cost }: SalesMeasures,
  { name, filter, priceFilter, lately, asked }: OneOf,
): Promise<Goods> {
  const history = await readHistory(metrics, quantity.key, filter, asked);
  const { grain } = history.series;
  const money = revenue ? await metrics.series({ metric: revenue.key, filter, grain }) : null;
  const prices = price ? await metrics.series({ metric: price.key, filter: priceFilter }) : null;
  const total = (metric: string) => metrics.total({ metric, filter, period: lately });
  const units = await total(quantity.key);
  const taken = revenue ? (await total(revenue.key)).value : null;
  const spent = cost ? (await total(cost.key)).value : null;
  const perUnit = (amount: number | null) =>
    amount !== null && amount > 0 && units.value ? amount / units.value : null;
  return {
    name,
    history,
    points: weeklyHistory({
      units: history.series.points,
      money: money?.points ?? null,
      prices: prices?.points ?? null,
      grain,
    }),
    paid: perUnit(taken),
    listed: prices?.points.findLast(({ y }) => y !== null && y > 0)?.y ?? null,
    unitCost: perUnit(spent),
    sources: units.sources,
  };
}

/** Of the filter, what the price list is split by: often nothing. */
async function priceFilterOf(metrics: MetricReader, { price }: SalesMeasures, filter: Filter): Promise<Filter> {
  if (!price) return {};
  const known = await metrics.dimensionsOf(price.key);
  return Object.fromEntries(Object.entries(filter).filter(([key]) => known.includes(key)));
}
