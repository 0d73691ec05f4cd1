import type { PricedProduct, PricingInput } from './types.ts';

export interface PriceScore {
  readonly demand: number;
  readonly sales: number;
  readonly revenue: number;
  readonly profit: number;
}

/**
 * What a list of prices (one a product) brings, counted straight from the input. Shares nothing with the model
 * builder: the plan is checked with it.
 *
 * @param elasticities one a product, to use in place of the believed ones (then nothing is averaged)
 */
export function scorePrices(
  input: PricingInput,
  prices: readonly number[],
  elasticities?: readonly (number | undefined)[],
): readonly PriceScore[] {
  const place = new Map(input.products.map(({ id }, i) => [id, i]));
  const pull = new Float64Array(input.products.length).fill(1);
  for (const { productId, onPriceOf, elasticity } of input.crossEffects ?? []) {
    const from = place.get(onPriceOf) ?? -1;
    const to = place.get(productId) ?? -1;
    const before = input.products[from]?.price ?? 1;
    pull[to] = (pull[to] ?? 1) + ((prices[from] ?? before) / before) ** elasticity - 1;
  }
  return input.products.map((product, i): PriceScore => {
    const price = prices[i] ?? product.price;
    const demand = ownDemand(product, price, elasticities?.[i]) * (pull[i] ?? 1);
    const most = input.beyondStock === 'forbidden' ? demand : (product.stock ?? demand);
    const sales = Math.min(demand, most);
    return { demand, sales, revenue: price * sales, profit: (price - product.unitCost) * sales };
  });
}

/**
 * Demand at a price if no other moved. With a drawn elasticity, stated units move by how far the draw is from the
 * belief; without, the average over the belief: E[exp(e·x)] = exp(mean·x + sd²x²/2) for a normal e.
 */
function ownDemand(product: PricedProduct, price: number, drawn: number | undefined): number {
  const x = Math.log(price) - Math.log(product.price);
  if (Math.abs(x) < 1e-12) return product.units;
  const belief = product.elasticity ?? { mean: 0, sd: 0 };
  const stated = product.options.find((option) => Math.abs(option.price - price) < 1e-9)?.units;
  const average = stated ?? product.units * Math.exp(belief.mean * x + (belief.sd * x) ** 2 / 2);
  if (drawn === undefined) return average;
  return stated === undefined ? product.units * Math.exp(drawn * x) : stated * Math.exp((drawn - belief.mean) * x);
}
