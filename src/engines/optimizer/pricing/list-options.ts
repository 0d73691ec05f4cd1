import type { PricedProduct, PricingInput } from './types.ts';

/** A price the model may choose, with what it would sell if no other price moved. */
export interface ModelOption {
  readonly price: number;
  readonly units: number;
  readonly keep: boolean;
}

/** Units at a price, averaged over what is not known about the elasticity (mean of a lognormal). */
export function expectedUnits(product: PricedProduct, price: number): number {
  const { mean, sd } = product.elasticity ?? { mean: 0, sd: 0 };
  const step = Math.log(price / product.price);
  return product.units * Math.exp(mean * step + 0.5 * (sd * step) ** 2);
}

/**
 * Today's price first, then every other one that margin and step allow, cheapest first, each price once. With
 * `beyondStock: forbidden`, prices that ask for more than the stock fall out, today's too, unless other prices could
 * still pull demand down. `relaxed` leaves all prices in.
 */
export function listOptions(input: PricingInput, product: PricedProduct, relaxed: boolean): readonly ModelOption[] {
  const { minMargin, maxChange } = input.limits ?? {};
  const keep: ModelOption = { price: product.price, units: product.units, keep: true };
  const seen: number[] = [product.price];
  const others = product.options
    .toSorted((a, b) => a.price - b.price)
    .flatMap(({ price, units }): ModelOption[] => {
      if (seen.some((known) => Math.abs(known - price) < 1e-9)) return [];
      if (!relaxed && minMargin !== undefined && (price - product.unitCost) / price < minMargin - 1e-9) return [];
      const tooFar = maxChange !== undefined && Math.abs(price / product.price - 1) > maxChange + 1e-9;
      if (tooFar && !product.anyStep) return [];
      seen.push(price);
      return [{ price, units: units ?? expectedUnits(product, price), keep: false }];
    });
  const all = product.mustChange && !relaxed ? others : [keep, ...others];
  const crossed = (input.crossEffects ?? []).some(({ productId }) => productId === product.id);
  if (relaxed || crossed || input.beyondStock !== 'forbidden') return all;
  return all.filter(({ units }) => units <= (product.stock ?? Number.POSITIVE_INFINITY) + 1e-9);
}
