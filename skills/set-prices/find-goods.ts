import type { Filter } from '../../src/contracts/catalogue.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { PlanRequest } from '../../src/contracts/plan.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import type { RecordBook } from '../../src/records/read-record-book.ts';
import type { SkillContext } from '../context.ts';
import { askForSales } from './ask-missing.ts';
import { choosePeriod } from './choose-period.ts';
import { findName } from './find-name.ts';
import { findSales, type SalesMeasures } from './find-sales.ts';
import { type GoodsBook, readGoods } from './read-goods.ts';

export interface FoundGoods extends GoodsBook {
  readonly kind: 'found';
  readonly measures: SalesMeasures;
  /** Without the product. */
  readonly filter: Filter;
  readonly period: ReturnType<typeof choosePeriod>;
}

/**
 * The products that are sold, with their past; or the answer that asks for it.
 * @throws UserError `unknown-product`, `not-sold` when the one asked about is none of them
 */
export async function findGoods(
  ctx: SkillContext,
  request: PlanRequest,
  records: RecordBook,
): Promise<FoundGoods | { readonly kind: 'missing'; readonly answer: SkillResult }> {
  const { dimensions } = ctx.catalogue;
  const listed = records.of('product').map(({ record }) => record.name);
  const period = choosePeriod(request.period, ctx.today, ctx.company.weekStart);
  return ctx.read(async (metrics) => {
    // Which dimension is the products' is known only after looking; the product asked about is no part of the filter.
    const asked = request.filter ?? {};
    const first = await findSales(metrics, { dimensions, listed, filter: {} });
    if (first.kind === 'none') return { kind: 'missing', answer: askForSales(first.what) };
    const { [first.dimension]: product, ...filter } = asked;
    const measures =
      Object.keys(filter).length === 0 ? first : await findSales(metrics, { dimensions, listed, filter });
    if (measures.kind === 'none') return { kind: 'missing', answer: askForSales(measures.what) };
    const wanted = product ?? request.item;
    const known = dimensions.find(({ key }) => key === measures.dimension)?.members ?? [];
    const choose = (sold: readonly string[]) => (wanted === undefined ? null : findSold(sold, known, wanted));
    const book = await readGoods(metrics, measures, filter, { asked: period, choose });
    if (!book) return { kind: 'missing', answer: askForSales('products') };
    return { kind: 'found', ...book, measures, filter, period };
  });
}

function findSold(sold: readonly string[], known: readonly string[], wanted: string): string {
  const name = findName([...new Set([...sold, ...known])], wanted);
  if (sold.includes(name)) return name;
  throw new UserError(`${name} has not been sold in the last eight weeks, so I cannot tell what a price would do.`, {
    code: 'not-sold',
    advice: 'Ask me about another product, or add newer sales.',
  });
}
