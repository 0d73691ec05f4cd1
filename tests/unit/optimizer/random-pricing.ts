import type { PricedProduct, PricingInput } from '../../../src/engines/optimizer/pricing/types.ts';

/** A small pricing problem with a random choice of every kind of limit. `random` is uniform in [0, 1). */
export function makeRandomPricing(random: () => number): PricingInput {
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const maybe = <T>(chance: number, make: () => T): T | undefined => (random() < chance ? make() : undefined);
  const products = Array.from({ length: whole(1, 4) }, (_, i): PricedProduct => {
    const price = whole(200, 1200) / 100;
    const mean = -0.3 - 2.5 * random();
    const units = whole(0, 120);
    const stated = random() < 0.4;
    return {
      id: `p${i}`,
      name: `Product ${i}`,
      price,
      unitCost: Math.round(price * (0.2 + 0.9 * random()) * 100) / 100,
      units,
      options: Array.from({ length: whole(0, 4) }, () => {
        const option = Math.round(price * (0.8 + 0.4 * random()) * 10) / 10;
        return stated ? { price: option, units: whole(0, 150) } : { price: option };
      }),
      elasticity: { mean, sd: 0.3 },
      stock: maybe(0.3, () => whole(5, 130)),
      mustChange: random() < 0.05,
    };
  });
  const ids = products.map(({ id }) => id);
  const units = products.reduce((sum, product) => sum + product.units, 0);
  const revenue = products.reduce((sum, product) => sum + product.units * product.price, 0);
  const mean = products.reduce((sum, product) => sum + product.price, 0) / products.length;
  const pairs = ids.flatMap((a) => ids.flatMap((b) => (a !== b && random() < 0.2 ? [[a, b] as const] : [])));
  return {
    products,
    crossEffects: maybe(0.5, () =>
      pairs.map(([productId, onPriceOf]) => ({ productId, onPriceOf, elasticity: random() * 1.4 - 0.4 })),
    ),
    orders: maybe(0.4, () => [
      {
        id: 'o',
        name: 'Order',
        cheapestFirst: random() < 0.7 ? products.toSorted((a, b) => a.price - b.price).map(({ id }) => id) : ids,
        leastStep: maybe(0.3, () => 0.3),
      },
    ]),
    capacities: maybe(0.3, () => [
      {
        id: 'c',
        name: 'Oven',
        limit: units * (0.8 + 0.5 * random()),
        use: ids.flatMap((productId) => (random() < 0.7 ? [{ productId, perUnit: whole(0, 20) / 10 }] : [])),
      },
    ]),
    limits: {
      maxChanges: maybe(0.5, () => whole(0, 3)),
      maxChange: maybe(0.2, () => 0.12),
      minMargin: maybe(0.3, () => 0.2),
      maxUnits: maybe(0.3, () => units * (0.9 + 0.2 * random())),
      minUnits: maybe(0.2, () => units * 0.8),
      minRevenue: maybe(0.3, () => revenue * (0.9 + 0.15 * random())),
      maxAveragePrice: maybe(0.2, () => mean * (0.95 + 0.1 * random())),
    },
    beyondStock: random() < 0.5 ? 'lost' : 'forbidden',
  };
}

/** Best profit over every combination of prices, written from the definition; null when none keeps all limits. */
export function enumeratePricing(input: PricingInput): number | null {
  const { products, limits = {} } = input;
  let best: number | null = null;
  const choose = (prices: readonly number[]) => {
    if (prices.length < products.length) {
      const product = products[prices.length];
      if (!product) return;
      for (const price of new Set([product.price, ...product.options.map((option) => option.price)])) {
        if (price === product.price ? product.mustChange : !mayAsk(product, price, limits)) continue;
        choose([...prices, price]);
      }
      return;
    }
    const profit = scoreCombination(input, prices);
    if (profit !== null && (best === null || profit > best)) best = profit;
  };
  choose([]);
  return best;
}

const SLIP = 1e-7;

function mayAsk(product: PricedProduct, price: number, limits: NonNullable<PricingInput['limits']>): boolean {
  if (limits.minMargin !== undefined && 1 - product.unitCost / price < limits.minMargin - SLIP) return false;
  return limits.maxChange === undefined || Math.abs(price - product.price) <= limits.maxChange * product.price + SLIP;
}

/** Profit of one combination; null when it breaks a limit. */
function scoreCombination(input: PricingInput, prices: readonly number[]): number | null {
  const { products, limits = {}, crossEffects = [] } = input;
  const priceOf = (id: string) => prices[products.findIndex((product) => product.id === id)] ?? 0;
  const now = (id: string) => products.find((product) => product.id === id)?.price ?? 1;
  const sold = new Map<string, number>();
  for (const product of products) {
    const price = priceOf(product.id);
    const stated =
      price === product.price ? product.units : product.options.find((each) => each.price === price)?.units;
    const { mean, sd } = product.elasticity ?? { mean: 0, sd: 0 };
    const ratio = price / product.price;
    const alone = stated ?? product.units * ratio ** mean * Math.exp((sd ** 2 * Math.log(ratio) ** 2) / 2);
    const effects = crossEffects.filter(({ productId }) => productId === product.id);
    const change = effects.map((each) => (priceOf(each.onPriceOf) / now(each.onPriceOf)) ** each.elasticity - 1);
    const demand = alone * change.reduce((sum, each) => sum + each, 1);
    const { stock = Infinity } = product;
    if (input.beyondStock === 'forbidden' && demand > stock + SLIP * Math.max(1, stock)) return null;
    sold.set(product.id, Math.min(demand, stock));
  }
  const total = (worth: (product: PricedProduct) => number) =>
    products.reduce((sum, product) => sum + (sold.get(product.id) ?? 0) * worth(product), 0);
  const close = (value: number) => SLIP * Math.max(1, Math.abs(value));
  const units = total(() => 1);
  const revenue = total(({ id }) => priceOf(id));
  const changes = products.filter(({ id, price }) => priceOf(id) !== price).length;
  const {
    maxChanges = Infinity,
    maxUnits = Infinity,
    minUnits = 0,
    minRevenue = 0,
    maxAveragePrice = Infinity,
  } = limits;
  if (changes > maxChanges) return null;
  if (units > maxUnits + close(maxUnits) || units < minUnits - close(minUnits)) return null;
  if (revenue < minRevenue - close(minRevenue)) return null;
  if (prices.reduce((sum, price) => sum + price, 0) / prices.length > maxAveragePrice + SLIP) return null;
  for (const { limit, use } of input.capacities ?? []) {
    const used = use.reduce((sum, { productId, perUnit }) => sum + perUnit * (sold.get(productId) ?? 0), 0);
    if (used > limit + close(limit)) return null;
  }
  for (const { cheapestFirst, leastStep = 0 } of input.orders ?? []) {
    for (let i = 1; i < cheapestFirst.length; i += 1) {
      if (priceOf(cheapestFirst[i - 1] ?? '') + leastStep > priceOf(cheapestFirst[i] ?? '') + SLIP) return null;
    }
  }
  return total(({ id, unitCost }) => priceOf(id) - unitCost);
}
