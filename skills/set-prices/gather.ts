import type { PlanRequest } from '../../src/contracts/plan.ts';
import type { ProductRecord } from '../../src/contracts/record.ts';
import type { CrossEffect, PricingInput } from '../../src/engines/optimizer/pricing/types.ts';
import { mergeSources } from '../../src/metrics/read-sources.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { type RecordBook, readRecordBook } from '../../src/records/read-record-book.ts';
import type { SkillContext } from '../context.ts';
import type { Gathered } from '../planning/plan-maker.ts';
import { askForCosts, nothingToPlan, USUAL_COST_SHARE } from './ask-missing.ts';
import { listAssumptions } from './assume.ts';
import { type MeasureName, type PricingBasis, weeksOf } from './basis.ts';
import { type FoundBelief, findBeliefs } from './beliefs.ts';
import { expectUnits } from './expect-units.ts';
import { type FoundGoods, findGoods } from './find-goods.ts';
import { orderPrices } from './order-prices.ts';
import { chooseEndings } from './price-endings.ts';
import { findPrice, type KnownProduct, priceProduct } from './price-products.ts';
import { type ChangeBook, readChanges } from './read-changes.ts';
import type { Goods } from './read-goods.ts';
import { tellSteps } from './tell-steps.ts';
import { findUnitCost, type UnitCost } from './unit-costs.ts';

/** A step that customers notice and forgive; more at once is asked for, never taken. */
const USUAL_MAX_CHANGE = 0.1;
const TIME_LIMIT_MS = 5_000;
/** A list whose price is this far from what customers paid lately is likely out of date. */
const STALE = 0.12;

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
  const units = await expectUnits(ctx, kept.map(({ goods }) => goods), found.period);
  const known = kept.flatMap((each): KnownProduct[] => {
    const [belief, expected] = [beliefs.get(each.goods.name), units.get(each.goods.name)];
    return belief && expected ? [{ ...each, found: belief, expected }] : [];
  });
  return assemble(ctx, { found, records, changes, known, leftOut: sorted.leftOut });
}

type Priced = Omit<KnownProduct, 'found' | 'expected'>;

const recordOf = (records: RecordBook, name: string): ProductRecord | undefined =>
  records.of('product').find(({ record }) => nameKey(record.name) === nameKey(name))?.record;

function groupOf(records: RecordBook, name: string): [string, string][] {
  const group = recordOf(records, name)?.group;
  return group === undefined ? [] : [[name, group]];
}

/** Price and cost of each product; those without are left out, or asked for when they are what matters. */
function sortOut(
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
function keepRelated(
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

interface Parts {
  readonly found: FoundGoods;
  readonly records: RecordBook;
  readonly changes: ChangeBook;
  readonly known: readonly KnownProduct[];
  readonly leftOut: PricingBasis['leftOut'];
}

function assemble(ctx: SkillContext, parts: Parts): Gathered<'pricing', PricingBasis> {
  const { found, records, changes, known, leftOut } = parts;
  const { period, focus, filter, measures } = found;
  const weeks = weeksOf(period);
  const maxChange = changes.limits.maxChange ?? USUAL_MAX_CHANGE;
  const endings = chooseEndings(
    records.setting('price-endings')?.value,
    known.map(({ price }) => ({ price: price.now, isList: price.priceFrom !== 'sales' })),
    { maxChange, decimals: decimalsOf(ctx) },
  );
  const rules = { changes, maxChange, endings: endings.endings, most: known.length > 30 ? 9 : 15, weeks, only: focus };
  const made = known.map((each) => priceProduct(each, rules));
  const products = made.map(({ product }) => product);
  const listed = new Map(known.flatMap(({ goods, record }) => (record ? [[goods.name, record] as const] : [])));
  const { orders, broken } = orderPrices(products, listed);
  const { maxChanges, minMargin } = changes.limits;
  const problem: PricingInput = {
    products,
    crossEffects: crossEffectsOf(known),
    orders,
    limits: {
      maxChange,
      ...(maxChanges === null ? {} : { maxChanges: Math.min(maxChanges, products.length) }),
      ...(minMargin === null ? {} : { minMargin }),
    },
  };
  const bases = made.map(({ basis }) => basis);
  const basis: PricingBasis = {
    period,
    filter,
    dimension: measures.dimension,
    quantity: nameOf(measures.quantity),
    revenue: measures.revenue ? nameOf(measures.revenue) : null,
    weeks,
    grain: found.grain === 'month' ? 'month' : 'week',
    products: bases,
    focus,
    maxChange,
    leftOut,
    staleLists: known.flatMap(({ goods, price }) =>
      price.priceFrom === 'list' && goods.paid !== null && Math.abs(goods.paid / price.now - 1) > STALE
        ? [{ name: goods.name, list: price.now, paid: goods.paid }]
        : [],
    ),
    brokenOrders: broken,
    testPlace: testPlaceOf(ctx, found),
    assumptions: listAssumptions({
      maxChange: { value: maxChange, said: changes.limits.maxChange !== null },
      endings,
      products: bases,
    }),
    sources: mergeSources([...known.flatMap(({ goods }) => goods.sources), ...records.sources(['product'])]),
    steps: tellSteps(bases, { grain: found.grain, lately: found.lately, cross: problem.crossEffects?.length ?? 0 }),
  };
  return { kind: 'ready', problem, basis, timeLimitMs: TIME_LIMIT_MS, gap: 0 };
}

function crossEffectsOf(known: readonly KnownProduct[]): CrossEffect[] {
  const names = new Set(known.map(({ goods }) => goods.name));
  return known.flatMap(({ goods, found }) =>
    found.cross
      .filter(({ onPriceOf }) => names.has(onPriceOf))
      .map(({ onPriceOf, mean }) => ({ productId: goods.name, onPriceOf, elasticity: mean })),
  );
}

const nameOf = ({ key, label, unit }: MeasureName): MeasureName => ({ key, label, unit });

const decimalsOf = (ctx: SkillContext): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency: ctx.company.currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

/** A place that prices could be tried at alone: the company has several, and the plan is for all of them. */
function testPlaceOf(ctx: SkillContext, { filter, measures }: FoundGoods): string | null {
  const places = ctx.catalogue.dimensions.find(({ key, label = '' }) =>
    /\b(location|shop|store|branch|site|place|caf)/i.test(`${key} ${label}`),
  );
  if (!places || places.key === measures.dimension || places.key in filter || places.members.length < 2) return null;
  return places.members.at(-1) ?? null;
}
