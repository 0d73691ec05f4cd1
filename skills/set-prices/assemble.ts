import type { CrossEffect, PricingInput } from '../../src/engines/optimizer/pricing/types.ts';
import { mergeSources } from '../../src/metrics/read-sources.ts';
import type { RecordBook } from '../../src/records/read-record-book.ts';
import type { SkillContext } from '../context.ts';
import type { Gathered } from '../planning/plan-maker.ts';
import { listAssumptions } from './assume.ts';
import { type MeasureName, type PricingBasis, weeksOf } from './basis.ts';
import type { FoundGoods } from './find-goods.ts';
import { orderPrices } from './order-prices.ts';
import { chooseEndings } from './price-endings.ts';
import { decimalsOf, type KnownProduct, priceProduct } from './price-products.ts';
import type { ChangeBook } from './read-changes.ts';
import { tellSteps } from './tell-steps.ts';

/** A step that customers notice and forgive; more at once is asked for, never taken. */
const USUAL_MAX_CHANGE = 0.1;
const TIME_LIMIT_MS = 5_000;
/** A list whose price is this far from what customers paid lately is likely out of date. */
const STALE = 0.12;

export interface Parts {
  readonly found: FoundGoods;
  readonly records: RecordBook;
  readonly changes: ChangeBook;
  readonly known: readonly KnownProduct[];
  readonly leftOut: PricingBasis['leftOut'];
  /** Today's of all products, planned or not: what prices end in. */
  readonly prices: readonly KnownProduct['price'][];
}

/** The problem as the model takes it, and everything it is said from. */
export function assemble(ctx: SkillContext, parts: Parts): Gathered<'pricing', PricingBasis> {
  const { found, records, changes, known, leftOut } = parts;
  const { period, focus, filter, measures } = found;
  const weeks = weeksOf(period);
  const maxChange = changes.limits.maxChange ?? USUAL_MAX_CHANGE;
  const endings = chooseEndings(
    records.setting('price-endings')?.value,
    parts.prices.map(({ now, priceFrom }) => ({ price: now, isList: priceFrom !== 'sales' })),
    { maxChange, decimals: decimalsOf(ctx) },
  );
  const crossEffects = crossEffectsOf(known);
  const isCrossed = (name: string) =>
    crossEffects.some(({ productId, onPriceOf }) => productId === name || onPriceOf === name);
  const rules = {
    changes,
    isCrossed,
    maxChange,
    endings: endings.endings,
    most: known.length > 30 ? 9 : 15,
    weeks,
    only: focus,
  };
  const made = known.map((each) => priceProduct(each, rules));
  const products = made.map(({ product }) => product);
  const listed = new Map(known.flatMap(({ goods, record }) => (record ? [[goods.name, record] as const] : [])));
  const { orders, broken } = orderPrices(products, listed, maxChange);
  const { maxChanges, minMargin } = changes.limits;
  const problem: PricingInput = {
    products,
    crossEffects,
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
    steps: tellSteps(bases, { grain: found.grain, lately: found.lately, cross: crossEffects.length }),
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

/** A place that prices could be tried at alone: the company has several, and the plan is for all of them. */
function testPlaceOf(ctx: SkillContext, { filter, measures }: FoundGoods): string | null {
  const places = ctx.catalogue.dimensions.find(({ key, label = '' }) =>
    /\b(location|shop|store|branch|site|place|caf)/i.test(`${key} ${label}`),
  );
  if (!places || places.key === measures.dimension || places.key in filter || places.members.length < 2) return null;
  return places.members.at(-1) ?? null;
}
