import type { ProductRecord } from '../../src/contracts/record.ts';
import { buildLadder } from '../../src/engines/optimizer/pricing/build-ladder.ts';
import type { PricedProduct } from '../../src/engines/optimizer/pricing/types.ts';
import type { PriceWish } from './read-changes.ts';

export interface OfferRules {
  /** A fraction. */
  readonly maxChange: number;
  readonly endings: readonly number[];
  readonly most: number;
  readonly record: Pick<ProductRecord, 'lowest' | 'highest'>;
  /** Least margin of this product alone; a fraction. */
  readonly minMargin: number | null;
  readonly unitCost: number;
}

/**
 * Prices are offered a little beyond the largest change allowed, so that what easing it brings can be found. The
 * model itself keeps to the limit.
 */
export const BEYOND = 0.05;

type Offered = Pick<PricedProduct, 'options' | 'mustChange' | 'anyStep'>;

/** The prices to choose from: what was said about the price counts more than the largest change. */
export function offerPrices(price: number, wish: PriceWish, rules: OfferRules): Offered {
  if (wish.kind === 'keep') return { options: [] };
  if (wish.kind === 'exact') {
    return wish.price === price
      ? { options: [] }
      : { options: [{ price: wish.price }], mustChange: true, anyStep: true };
  }
  const { record, minMargin, unitCost, maxChange } = rules;
  const { atMost = Number.POSITIVE_INFINITY, atLeast = 0 } = wish.kind === 'within' ? wish : {};
  const forMargin = minMargin === null ? 0 : unitCost / Math.max(0.01, 1 - minMargin);
  const outside = price > atMost + 1e-9 || price < atLeast - 1e-9;
  // A limit that today's price breaks moves the middle of what is offered to the limit.
  const middle = outside ? Math.min(Math.max(price, atLeast), atMost) : price;
  const reach = outside ? Math.abs(middle / price - 1) + maxChange : maxChange + BEYOND;
  const lowest = Math.max(outside ? 0 : (record.lowest ?? 0), atLeast, forMargin);
  const highest = Math.min(outside ? Number.POSITIVE_INFINITY : (record.highest ?? Number.POSITIVE_INFINITY), atMost);
  const ladder = buildLadder(price, { maxChange: reach, endings: rules.endings, most: rules.most, lowest, highest });
  if (!outside) return { options: ladder };
  const limit = Math.round(middle * 100) / 100;
  const options = ladder.some((option) => option.price === limit) ? ladder : [...ladder, { price: limit }];
  return { options, mustChange: true, anyStep: true };
}
