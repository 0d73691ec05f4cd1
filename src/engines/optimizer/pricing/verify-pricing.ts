import type { Verification, Violation } from '../model/optimization-model.ts';
import { scorePrices } from './score-prices.ts';
import type { PricingInput, PricingPlan } from './types.ts';

/** Checks a plan against the raw input: every price allowed, every limit kept, every figure counted anew. */
export function verifyPricing(input: PricingInput, plan: PricingPlan): Verification {
  const broken: Violation[] = [];
  const note = (code: string, words: string, amount: number) => {
    if (!(amount <= 1e-6)) broken.push({ code, words, amount });
  };
  const prices = input.products.map(({ id, price }) => {
    const row = plan.rows.find(({ productId }) => productId === id);
    if (!row) note('missing', `${id} has no price`, 1);
    return row?.price ?? price;
  });
  const scores = scorePrices(input, prices);
  const { limits = {} } = input;
  let revenue = 0;
  let units = 0;
  let profit = 0;
  let changes = 0;
  for (const [i, product] of input.products.entries()) {
    const price = prices[i] ?? 0;
    const { demand = 0, sales = 0 } = scores[i] ?? {};
    revenue += sales * price;
    units += sales;
    profit += sales * price - sales * product.unitCost;
    if (Math.abs(price - product.price) < 1e-9) {
      note('mustChange', `${product.name} must change`, product.mustChange ? 1 : 0);
    } else {
      changes += 1;
      const nearest = Math.min(...product.options.map((option) => Math.abs(option.price - price)));
      note('option', `${product.name} at ${price} was not offered`, nearest > 1e-9 ? 1 : 0);
      note('minMargin', `${product.name} margin`, (limits.minMargin ?? -1e9) - (price - product.unitCost) / price);
      const step = product.anyStep ? 0 : Math.abs(price / product.price - 1);
      note('maxChange', `${product.name} change`, step - (limits.maxChange ?? 1e9));
    }
    if (input.beyondStock === 'forbidden' && product.stock !== undefined) {
      note('stock', `${product.name} above stock`, (demand - product.stock) / Math.max(1, product.stock));
    }
  }
  const share = (over: number, limit: number) => over / Math.max(1, Math.abs(limit));
  note('maxChanges', 'too many changes', changes - (limits.maxChanges ?? Infinity));
  if (limits.maxUnits !== undefined)
    note('maxUnits', 'too many units', share(units - limits.maxUnits, limits.maxUnits));
  if (limits.minUnits !== undefined) note('minUnits', 'too few units', share(limits.minUnits - units, limits.minUnits));
  if (limits.minRevenue !== undefined)
    note('minRevenue', 'revenue', share(limits.minRevenue - revenue, limits.minRevenue));
  if (limits.maxAveragePrice !== undefined) {
    const average = prices.reduce((sum, price) => sum + price, 0) / prices.length;
    note('maxAveragePrice', 'average price', average - limits.maxAveragePrice);
  }
  for (const { name, limit, use } of input.capacities ?? []) {
    let used = 0;
    for (const { productId, perUnit } of use) {
      used += perUnit * (scores[input.products.findIndex(({ id }) => id === productId)]?.sales ?? 0);
    }
    note('capacity', name, share(used - limit, limit));
  }
  for (const { name, cheapestFirst, leastStep = 0 } of input.orders ?? []) {
    const inOrder = cheapestFirst.map((id) => prices[input.products.findIndex((product) => product.id === id)] ?? 0);
    for (let at = 1; at < inOrder.length; at += 1) {
      note('order', name, (inOrder[at - 1] ?? 0) + leastStep - (inOrder[at] ?? 0));
    }
  }
  return { objective: profit, violations: broken };
}
