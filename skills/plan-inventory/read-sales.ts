import { addDays } from '../../src/calendar/civil-day.ts';
import type { Filter } from '../../src/contracts/catalogue.ts';
import type { RowSource } from '../../src/contracts/fact.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { MetricReader } from '../../src/metrics/metric-series.ts';
import { mergeSources } from '../../src/metrics/read-sources.ts';
import type { SkillContext } from '../context.ts';
import { type History, readHistory } from '../forecast-metric/read-history.ts';
import { findMoney, findSales, findTrade } from './find-sales.ts';
import type { SalesSource } from './sales-history.ts';

/** The past of each product that the lists speak of, as it stands in the company's numbers. */
export interface ReadSales {
  readonly source: SalesSource | null;
  readonly products: readonly ReadProduct[];
  /** The whole trade, where something is used by the week; null: not needed, or nothing tells. */
  readonly whole: History | null;
  readonly sources: readonly RowSource[];
}

export interface ReadProduct {
  readonly key: string;
  readonly name: string;
  readonly history: History;
  readonly filter: Filter;
  /** Money that one unit brought in the last weeks. */
  readonly earned: number | null;
}

/** Days that tell what a unit brings now. */
const LATELY_DAYS = 28;

export interface WantedSales {
  /** Keys of the products that items are used for. */
  readonly products: ReadonlySet<string>;
  readonly needsWhole: boolean;
  readonly filter: Filter;
  readonly period: Period;
}

/** Reads it all in one transaction. */
export function readSales(ctx: SkillContext, wanted: WantedSales): Promise<ReadSales> {
  return ctx.read(async (reader) => {
    const source = await findSales(reader, ctx.catalogue, wanted.products, wanted.filter);
    const money = source ? await moneyBy(reader, source, wanted.filter) : null;
    const products: ReadProduct[] = [];
    for (const [key, name] of source?.members ?? []) {
      if (!source || !wanted.products.has(key)) continue;
      const filter = { ...wanted.filter, [source.dimension]: name };
      const history = await readHistory(reader, source.metric.key, filter, wanted.period);
      if (history.series.points.length === 0) continue;
      products.push({ key, name, filter, history, earned: await readEarned(reader, money, filter, history) });
    }
    const trade = wanted.needsWhole ? (source?.metric ?? findTrade(reader)) : null;
    const whole = trade ? await readHistory(reader, trade.key, wanted.filter, wanted.period) : null;
    return {
      source,
      products,
      whole: whole && whole.series.points.length > 0 ? whole : null,
      sources: mergeSources(
        [...products.map(({ history }) => history), ...(whole ? [whole] : [])].flatMap(({ series }) => series.sources),
      ),
    };
  });
}

async function moneyBy(reader: MetricReader, source: SalesSource, filter: Filter): Promise<string | null> {
  const money = findMoney(reader);
  if (!money) return null;
  const dimensions = await reader.dimensionsOf(money.key, filter);
  return dimensions.includes(source.dimension) ? money.key : null;
}

async function readEarned(
  reader: MetricReader,
  money: string | null,
  filter: Filter,
  { series }: History,
): Promise<number | null> {
  const end = series.points.at(-1)?.t;
  if (money === null || end === undefined || series.metric.key === money) return null;
  const period = { start: addDays(end, 1 - LATELY_DAYS), end };
  const { value } = await reader.total({ metric: money, filter, period });
  const units = series.points.reduce((sum, { t, y }) => sum + (t >= period.start ? (y ?? 0) : 0), 0);
  return value !== null && units > 0 ? value / units : null;
}
