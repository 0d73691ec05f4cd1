import type { PlanRequest } from '../../src/contracts/plan.ts';
import type { ProductRecord } from '../../src/contracts/record.ts';
import { nameKey } from '../../src/records/name-key.ts';
import type { RecordBook } from '../../src/records/read-record-book.ts';
import type { SkillContext } from '../context.ts';
import { askForCosts, nothingToPlan, USUAL_COST_SHARE } from './ask-missing.ts';
import type { PricingBasis } from './basis.ts';
import type { FoundBelief } from './beliefs.ts';
import type { FoundGoods } from './find-goods.ts';
import { decimalsOf, findPrice, type KnownProduct } from './price-products.ts';
import type { ChangeBook } from './read-changes.ts';
import type { Goods } from './read-goods.ts';
import { findUnitCost, type UnitCost } from './unit-costs.ts';

/** A product whose price and cost are known. */
export type Priced = Omit<KnownProduct, 'found' | 'expected'>;

export const recordOf = (records: RecordBook, name: string): ProductRecord | undefined =>
  records.of('product').find(({ record }) => nameKey(record.name) === nameKey(name))?.record;

export function groupOf(records: RecordBook, name: string): [string, string][] {
  const group = recordOf(records, name)?.group;
  return group === undefined ? [] : [[name, group]];
}

/** Price and cost of each product; those without are left out, or asked for when they are what matters. */
export function sortOut(
  ctx: SkillContext,
  request: PlanRequest,
  { goods, small, focus }: FoundGoods,
  records: RecordBook,
  changes: ChangeBook,
) {
  const priced: Priced[] = [];
  const noCost: Goods[] = [];
  const leftOut: PricingBasis['leftOut'][number][] = small.map((name) => ({ name, why: 'small' }));
  const decimals = decimalsOf(ctx);
  for (const each of goods) {
    const record = recordOf(records, each.name);
    const price = findPrice(each, record, decimals);
    if (price === null) continue;
    if (changes.isOut(each.name)) {
      leftOut.push({ name: each.name, why: 'said' });
      continue;
    }
    const cost = costOf(each, price.now, { records, changes, assume: request.assume === true });
    if (cost) priced.push({ goods: each, record, price, cost });
    else noCost.push(each);
  }
  const missing = noCost.map(({ name }) => name);
  const needed = focus === null ? missing.length * 2 > priced.length + missing.length : missing.includes(focus);
  if (needed) return { kind: 'missing' as const, answer: askForCosts(request, missing) };
  leftOut.push(...missing.map((name) => ({ name, why: 'no-cost' as const })));
  const wanted = focus === null ? priced : priced.filter(({ goods: { name } }) => name === focus);
  if (wanted.length === 0) return { kind: 'missing' as const, answer: nothingToPlan(leftOut.map(({ name }) => name)) };
  return { kind: 'sorted' as const, priced, leftOut };
}

function costOf(
  goods: Goods,
  price: number,
  from: { readonly records: RecordBook; readonly changes: ChangeBook; readonly assume: boolean },
): UnitCost | null {
  const cost = findUnitCost(from.records, goods);
  if (cost || !(from.assume || from.changes.hasCost(goods.name))) return cost;
  return { cost: USUAL_COST_SHARE * price, from: 'assumed' };
}

/** For a question about one product: it, what its price moves, and the neighbours in its group. */
export function keepRelated(
  priced: readonly Priced[],
  beliefs: ReadonlyMap<string, FoundBelief>,
  focus: string | null,
  records: RecordBook,
): readonly Priced[] {
  if (focus === null) return priced;
  const group = recordOf(records, focus)?.group;
  return priced.filter(({ goods: { name }, record }) => {
    const answers = beliefs.get(name)?.cross.some(({ onPriceOf }) => onPriceOf === focus) === true;
    return name === focus || answers || (group !== undefined && record?.group === group && record.rank !== undefined);
  });
}
