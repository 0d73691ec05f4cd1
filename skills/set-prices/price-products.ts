import type { ProductRecord } from '../../src/contracts/record.ts';
import type { PricedProduct } from '../../src/engines/optimizer/pricing/types.ts';
import type { SkillContext } from '../context.ts';
import type { ProductBasis } from './basis.ts';
import type { FoundBelief } from './beliefs.ts';
import type { ExpectedUnits } from './expect-units.ts';
import { offerPrices } from './offer-prices.ts';
import type { ChangeBook } from './read-changes.ts';
import type { Goods } from './read-goods.ts';
import type { UnitCost } from './unit-costs.ts';
import { priceRange } from './weekly-history.ts';

/** Everything known of one product that can be planned. */
export interface KnownProduct {
  readonly goods: Goods;
  readonly record: ProductRecord | undefined;
  readonly price: Pick<ProductBasis, 'priceFrom'> & { readonly now: number };
  readonly cost: UnitCost;
  readonly found: FoundBelief;
  readonly expected: ExpectedUnits;
}

/** Average prices wobble with discounts: this close to a price of the past counts as tried. */
const NEARLY = 0.01;

/** Decimals of the company's currency: none in Japan. */
export const decimalsOf = (ctx: SkillContext): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency: ctx.company.currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

/** Today's price: as the list says, else the price list over time, else what was paid lately; null when unknown. */
export function findPrice(
  goods: Goods,
  record: ProductRecord | undefined,
  decimals: number,
): KnownProduct['price'] | null {
  const scale = 10 ** Math.min(decimals, 2);
  const round = (price: number) => Math.round(price * scale) / scale;
  if (record?.price !== undefined && record.price > 0) return { now: record.price, priceFrom: 'list' };
  if (goods.listed !== null) return { now: round(goods.listed), priceFrom: 'price-metric' };
  return goods.paid !== null && round(goods.paid) > 0 ? { now: round(goods.paid), priceFrom: 'sales' } : null;
}

export interface PriceRules {
  readonly changes: ChangeBook;
  readonly maxChange: number;
  readonly endings: readonly number[];
  /** Most prices to offer for one product. */
  readonly most: number;
  readonly weeks: number;
  /** Only these may change; null: all. */
  readonly only: string | null;
  /** Its sales answer to another product's price, or another's to its own. */
  readonly isCrossed: (name: string) => boolean;
}

/** A product as the model takes it, and what is said of it. */
export function priceProduct(
  known: KnownProduct,
  rules: PriceRules,
): { readonly product: PricedProduct; readonly basis: ProductBasis } {
  const { goods, record, price, cost, found, expected } = known;
  const { changes, weeks, only } = rules;
  const { name } = goods;
  const belief = changes.belief(name, found.belief);
  const unitCost = changes.cost(name, cost.cost);
  const planned = only === null || only === name;
  const range = priceRange(goods.points);
  const lowestPrice = Math.min(price.now, range?.lowest ?? price.now);
  const highestPrice = Math.max(price.now, range?.highest ?? price.now);
  const wish = changes.wish(name, price.now);
  const offered = offerPrices(price.now, planned || wish.kind === 'exact' ? wish : { kind: 'keep' }, {
    maxChange: changes.maxChange(name) ?? rules.maxChange,
    endings: rules.endings,
    most: rules.most,
    record: record ?? {},
    minMargin: changes.minMargin(name),
    unitCost,
  });
  const ownLimit = changes.maxChange(name);
  const scale = expected.units.value > 0 ? changes.units(name, expected.units.value) / expected.units.value : 1;
  const weekly = changes.stock(name, record?.weeklyStock);
  return {
    product: {
      id: name,
      name,
      price: price.now,
      unitCost,
      units: expected.units.value * scale,
      elasticity: { mean: belief.mean, sd: belief.sd },
      ...offered,
      ...(only === null && !rules.isCrossed(name) && !offered.mustChange
        ? { options: dropTrifles(offered.options, { price: price.now, unitCost, belief }) }
        : {}),
      ...(ownLimit === null ? {} : limitStep(offered.options, price.now, ownLimit)),
      tried: { lowest: lowestPrice * (1 - NEARLY), highest: highestPrice * (1 + NEARLY) },
      ...(weekly === undefined ? {} : { stock: weekly * weeks }),
    },
    basis: {
      name,
      planned,
      belief,
      costFrom: changes.hasCost(name) ? 'list' : cost.from,
      priceFrom: price.priceFrom,
      paidShare: goods.paid === null ? 1 : Math.min(1, goods.paid / price.now),
      units: {
        value: expected.units.value * scale,
        low80: expected.units.low80 * scale,
        high80: expected.units.high80 * scale,
      },
      unitsFrom: expected.unitsFrom,
      periods: found.periods,
      moves: found.moves,
      lowestPrice,
      highestPrice,
      sources: goods.sources,
    },
  };
}

/** A change for a gain below this share of the product's profit only annoys. */
const TRIFLE = 0.005;

/** Without the prices whose gain is no reason to print a new menu. */
function dropTrifles(
  options: PricedProduct['options'],
  {
    price,
    unitCost,
    belief,
  }: { readonly price: number; readonly unitCost: number; readonly belief: ProductBasis['belief'] },
): PricedProduct['options'] {
  return options.filter((option) => {
    const step = Math.log(option.price / price);
    const units = Math.exp(belief.mean * step + (belief.sd * step) ** 2 / 2);
    const gain = ((option.price - unitCost) * units) / (price - unitCost) - 1;
    return !(gain >= 0 && gain < TRIFLE);
  });
}

/** A limit of its own takes the place of the limit for all. */
function limitStep(options: PricedProduct['options'], price: number, limit: number) {
  return {
    options: options.filter((option) => Math.abs(option.price / price - 1) <= limit + 1e-9),
    anyStep: true,
  };
}
