import type { BindingLimit, PricingInput, PricingLimits, PricingPlan } from './types.ts';

/** A limit that the plan is up against, and the input with one more unit of it. */
export interface EasedLimit extends Omit<BindingLimit, 'worth'> {
  readonly eased: PricingInput;
}

/** Within this share of a limit a plan made of whole price steps counts as being up against it. */
const NEAR = 0.02;

/** Limits the plan is at or near. Whether easing one really earns something is for solving again to say. */
export function listEasedLimits(input: PricingInput, plan: PricingPlan): readonly EasedLimit[] {
  const { limits = {} } = input;
  const { units, revenue } = plan.totals;
  const found: EasedLimit[] = [];
  const ease = (code: keyof PricingLimits, step: number, by: number, words: string) => {
    const eased = { ...input, limits: { ...limits, [code]: (limits[code] ?? 0) + by } };
    found.push({ code, step, words, eased });
  };
  const { maxChanges, maxUnits, minUnits, minRevenue, maxAveragePrice, minMargin, maxChange } = limits;
  if (maxChanges !== undefined && plan.changes >= maxChanges) ease('maxChanges', 1, 1, 'one more price change');
  if (maxUnits !== undefined && units > maxUnits * (1 - NEAR)) {
    const step = roundStep(maxUnits);
    ease('maxUnits', step, step, 'room for more units');
  }
  if (minUnits !== undefined && units < minUnits * (1 + NEAR)) {
    const step = Math.min(roundStep(minUnits), minUnits);
    ease('minUnits', step, -step, 'fewer units');
  }
  if (minRevenue !== undefined && revenue < minRevenue * (1 + NEAR)) {
    const step = Math.min(roundStep(minRevenue), minRevenue);
    ease('minRevenue', step, -step, 'less revenue');
  }
  if (maxAveragePrice !== undefined && average(plan) > maxAveragePrice * (1 - NEAR)) {
    const step = roundStep(maxAveragePrice);
    ease('maxAveragePrice', step, step, 'a higher average price');
  }
  if (minMargin !== undefined && minMargin > 0) {
    const step = Math.min(0.01, minMargin);
    ease('minMargin', step, -step, 'a margin rule one point lower');
  }
  if (maxChange !== undefined) ease('maxChange', 0.05, 0.05, 'five points more of price change');
  return [...found, ...easeCapacities(input, plan), ...easeStock(input, plan), ...easeOrders(input, plan)];
}

function easeCapacities(input: PricingInput, plan: PricingPlan): EasedLimit[] {
  const sales = new Map(plan.rows.map((row) => [row.productId, row.sales]));
  return (input.capacities ?? []).flatMap((capacity): EasedLimit[] => {
    const used = capacity.use.reduce((sum, { productId, perUnit }) => sum + perUnit * (sales.get(productId) ?? 0), 0);
    if (used <= capacity.limit * (1 - NEAR)) return [];
    const step = roundStep(capacity.limit);
    const capacities = input.capacities?.map((each) =>
      each.id === capacity.id ? { ...each, limit: each.limit + step } : each,
    );
    return [
      { code: 'capacity', id: capacity.id, step, words: `more of ${capacity.name}`, eased: { ...input, capacities } },
    ];
  });
}

function easeStock(input: PricingInput, plan: PricingPlan): EasedLimit[] {
  return input.products.flatMap((product, i): EasedLimit[] => {
    const { id, name, stock } = product;
    if (stock === undefined || (plan.rows[i]?.demand ?? 0) <= stock * (1 - NEAR)) return [];
    const step = roundStep(Math.max(stock, 1));
    const products = input.products.map((each) => (each.id === id ? { ...each, stock: stock + step } : each));
    return [{ code: 'stock', id, step, words: `more stock of ${name}`, eased: { ...input, products } }];
  });
}

/** An order counts when a price that either neighbour could take would break it. */
function easeOrders(input: PricingInput, plan: PricingPlan): EasedLimit[] {
  const reach = new Map(
    input.products.map(({ id, price, options }, i) => {
      const all = [price, ...options.map((option) => option.price)];
      return [id, { price: plan.rows[i]?.price ?? price, lowest: Math.min(...all), highest: Math.max(...all) }];
    }),
  );
  return (input.orders ?? []).flatMap(({ id, name, cheapestFirst, leastStep = 0 }): EasedLimit[] => {
    const tight = cheapestFirst.some((product, at) => {
      const cheap = reach.get(cheapestFirst[at - 1] ?? '');
      const dear = reach.get(product);
      if (!cheap || !dear) return false;
      return cheap.highest + leastStep > dear.price || cheap.price + leastStep > dear.lowest;
    });
    if (!tight) return [];
    const orders = input.orders?.filter((order) => order.id !== id);
    return [{ code: 'order', id, step: 1, words: `prices of ${name} in any order`, eased: { ...input, orders } }];
  });
}

function average({ rows }: PricingPlan): number {
  return rows.reduce((sum, { price }) => sum + price, 0) / rows.length;
}

/** About a hundredth, as a round number: 1, 2, 5, 10 … */
function roundStep(limit: number): number {
  const wanted = Math.max(limit / 100, 0.01);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 2, 5, 10].find((each) => each * power >= wanted * (1 - 1e-9)) ?? 10;
  return factor * power;
}
