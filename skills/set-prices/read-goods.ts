import { setImmediate as nextTurn } from 'node:timers/promises';
import { addDays } from '../../src/calendar/civil-day.ts';
import type { Filter } from '../../src/contracts/catalogue.ts';
import type { RowSource } from '../../src/contracts/fact.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { PricePoint } from '../../src/engines/optimizer/pricing/elasticity-types.ts';
import type { MetricReader } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
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

/** Which products are read, and over what. */
export interface GoodsList {
  /** The one that was asked about first, then the largest by money. */
  readonly names: readonly string[];
  readonly small: readonly string[];
  readonly focus: string | null;
  readonly priceFilter: Filter;
  readonly lately: Period;
}

/**
 * The products that were sold lately; null when none was.
 * @param choose picks the one that was asked about: it is read however small it is
 */
export async function listGoods(
  metrics: MetricReader,
  measures: SalesMeasures,
  filter: Filter,
  choose: (sold: readonly string[]) => string | null,
): Promise<GoodsList | null> {
  const { quantity, revenue, dimension } = measures;
  const known = await metrics.known({ metric: quantity.key, filter });
  if (!known) return null;
  const lately = { start: addDays(known.end, 1 - LATELY), end: known.end };
  const wanted = { metric: (revenue ?? quantity).key, filter, by: dimension, period: lately };
  const sold = (await metrics.breakdown(wanted)).rows
    .flatMap(({ member, value }) => (value !== null && value > 0 ? [{ member, value }] : []))
    .sort((a, b) => b.value - a.value)
    .map(({ member }) => member);
  if (sold.length === 0) return null;
  const focus = choose(sold);
  const inOrder = focus === null ? sold : [focus, ...sold.filter((name) => name !== focus)];
  const priceFilter = await priceFilterOf(metrics, measures, filter);
  return { names: inOrder.slice(0, MOST_PRODUCTS), small: inOrder.slice(MOST_PRODUCTS), focus, priceFilter, lately };
}

/**
 * Reads each product in a transaction of its own, and lets others have their turn between them: a menu of sixty would
 * hold up everybody for seconds.
 */
export async function readGoods(
  ctx: Pick<SkillContext, 'read'>,
  measures: SalesMeasures,
  { names, priceFilter, lately }: GoodsList,
  { filter, asked }: { readonly filter: Filter; readonly asked: Period },
): Promise<readonly Goods[]> {
  const { dimension } = measures;
  const goods: Goods[] = [];
  for (const name of names) {
    const own = { [dimension]: name };
    const one = { name, filter: { ...filter, ...own }, priceFilter: { ...priceFilter, ...own }, lately, asked };
    goods.push(await ctx.read((metrics) => readOne(metrics, measures, one)));
    await nextTurn();
  }
  return goods;
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
