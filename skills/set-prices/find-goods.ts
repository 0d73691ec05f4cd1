import type { Filter } from '../../src/contracts/catalogue.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { Grain, Period } from '../../src/contracts/period.ts';
import type { PlanRequest } from '../../src/contracts/plan.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import type { MetricReader } from '../../src/metrics/metric-series.ts';
import type { RecordBook } from '../../src/records/read-record-book.ts';
import type { SkillContext } from '../context.ts';
import { askForSales } from './ask-missing.ts';
import { choosePeriod } from './choose-period.ts';
import { findProduct } from './find-product.ts';
import { findSales, type SalesMeasures } from './find-sales.ts';
import { type Goods, type GoodsList, listGoods, readGoods } from './read-goods.ts';

export interface FoundGoods extends GoodsList {
  readonly kind: 'found';
  readonly goods: readonly Goods[];
  readonly measures: SalesMeasures;
  /** Without the product. */
  readonly filter: Filter;
  readonly period: Period;
  readonly grain: Grain;
}

type Missing = { readonly kind: 'missing'; readonly answer: SkillResult };

/**
 * The products that are sold, with their past; or the answer that asks for it.
 * @throws UserError `unknown-product`, `not-sold` when the one asked about is none of them
 */
export async function findGoods(
  ctx: SkillContext,
  request: PlanRequest,
  records: RecordBook,
): Promise<FoundGoods | Missing> {
  const listed = records.of('product').map(({ record }) => record.name);
  const period = choosePeriod(request.period, ctx.today, ctx.company.weekStart);
  const found = await ctx.read((metrics) => lookAround(ctx, metrics, request, listed));
  if (found.kind === 'missing') return found;
  const { measures, filter, list } = found;
  const goods = await readGoods(ctx, measures, list, { filter, asked: period });
  return { kind: 'found', ...list, goods, measures, filter, period, grain: measures.quantity.grain };
}

interface Around {
  readonly kind: 'around';
  readonly measures: SalesMeasures;
  readonly filter: Filter;
  readonly list: GoodsList;
}

/** Which numbers there are, and which products. */
async function lookAround(
  ctx: SkillContext,
  metrics: MetricReader,
  request: PlanRequest,
  listed: readonly string[],
): Promise<Around | Missing> {
  const { dimensions } = ctx.catalogue;
  const missing = (what: Parameters<typeof askForSales>[0]): Missing => ({
    kind: 'missing',
    answer: askForSales(what),
  });
  // Which dimension is the products' is known only after looking; the product asked about is no part of the filter.
  const first = await findSales(metrics, { dimensions, listed, filter: {} });
  if (first.kind === 'none') return missing(first.what);
  const { [first.dimension]: product, ...filter } = request.filter ?? {};
  const measures = Object.keys(filter).length === 0 ? first : await findSales(metrics, { dimensions, listed, filter });
  if (measures.kind === 'none') return missing(measures.what);
  const wanted = product ?? request.item;
  const known = dimensions.find(({ key }) => key === measures.dimension)?.members ?? [];
  const choose = (sold: readonly string[]) => (wanted === undefined ? null : findSold(sold, known, wanted));
  const list = await listGoods(metrics, measures, filter, choose);
  return list ? { kind: 'around', measures, filter, list } : missing('products');
}

function findSold(sold: readonly string[], known: readonly string[], wanted: string): string {
  const name = findProduct([...new Set([...sold, ...known])], wanted);
  if (sold.includes(name)) return name;
  throw new UserError(`${name} has not been sold in the last eight weeks, so I cannot tell what a price would do.`, {
    code: 'not-sold',
    advice: 'Ask me about another product, or add newer sales.',
  });
}
