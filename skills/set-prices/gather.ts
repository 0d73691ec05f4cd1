import type { PlanRequest } from '../../src/contracts/plan.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { readRecordBook } from '../../src/records/read-record-book.ts';
import type { SkillContext } from '../context.ts';
import type { Gathered } from '../planning/plan-maker.ts';
import { assemble } from './assemble.ts';
import type { PricingBasis } from './basis.ts';
import { findBeliefs } from './beliefs.ts';
import { expectUnits } from './expect-units.ts';
import { findGoods } from './find-goods.ts';
import type { KnownProduct } from './price-products.ts';
import { readChanges } from './read-changes.ts';
import { groupOf, keepRelated, sortOut } from './sort-out.ts';

/** Reads sales, prices, costs and lists, estimates how sales answer to price, and puts the problem together. */
export async function gather(ctx: SkillContext, request: PlanRequest): Promise<Gathered<'pricing', PricingBasis>> {
  const records = await ctx.data((tx) => readRecordBook(tx, ['product', 'item', 'recipe']));
  const found = await findGoods(ctx, request, records);
  if (found.kind === 'missing') return found;
  const changes = readChanges(request, [...found.goods.map(({ name }) => name), ...found.small]);
  const sorted = sortOut(ctx, request, found, records, changes);
  if (sorted.kind === 'missing') return sorted;
  ctx.progress('looking how sales answered to past prices');
  const beliefs = await findBeliefs({
    goods: found.goods,
    groups: new Map(found.goods.flatMap(({ name }) => groupOf(records, name))),
    said: (name) => records.number(`elasticity:${name}`) ?? records.number(`elasticity:${nameKey(name)}`),
  });
  const kept = keepRelated(sorted.priced, beliefs, found.focus, records);
  ctx.progress('forecasting what will sell');
  const units = await expectUnits(
    ctx,
    kept.map(({ goods }) => goods),
    found.period,
  );
  const known = kept.flatMap((each): KnownProduct[] => {
    const [belief, expected] = [beliefs.get(each.goods.name), units.get(each.goods.name)];
    return belief && expected ? [{ ...each, found: belief, expected }] : [];
  });
  const prices = sorted.priced.map(({ price }) => price);
  return assemble(ctx, { found, records, changes, known, leftOut: sorted.leftOut, prices });
}
