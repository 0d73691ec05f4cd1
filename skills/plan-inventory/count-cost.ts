import type { InventoryInput, InventoryPlan } from '../../src/engines/optimizer/inventory/types.ts';
import { firstArrival } from './first-arrival.ts';
import type { BasisItem } from './inventory-basis.ts';

/** Money over the whole plan, without the goods themselves. */
export interface CountedCost {
  readonly delivery: number;
  readonly holding: number;
  readonly waste: number;
  /** Sales that are lost or may be, beside those that no order can save. */
  readonly lost: number;
  readonly total: number;
}

/**
 * The cost of orders as a person would count it. The model charges every item with the whole sale that it stops, which
 * is right for deciding; but a sale that lacks three things is lost once. So here each product loses what its scarcest
 * item loses in a period. Unavoidable losses are the same for all orders and are left out.
 */
export function countCost(input: InventoryInput, plan: InventoryPlan, items: readonly BasisItem[]): CountedCost {
  const { ordering, delivery, holding, waste, priceChange } = plan.costs;
  const first = input.items.map((item) => firstArrival(input, item));
  let lost = 0;
  for (let period = 0; period < input.periods; period += 1) {
    const worst = new Map<string, number>();
    for (const [at, item] of input.items.entries()) {
      if (period < (first[at] ?? 0)) continue;
      const own = plan.items[at];
      const missed = (own?.lost[period] ?? 0) * (item.lostSaleCost ?? 0);
      const risk = priceRisk(item.buffers?.[period]?.segments ?? [], own?.bufferShort[period] ?? 0);
      const products = items[at]?.products ?? [];
      if (products.length === 0) lost += missed + risk;
      for (const { name, share } of products) {
        worst.set(name, Math.max(worst.get(name) ?? 0, share * (missed + risk)));
      }
    }
    lost += [...worst.values()].reduce((sum, loss) => sum + loss, 0);
  }
  const parts = { delivery: delivery + ordering + priceChange, holding, waste, lost };
  return { ...parts, total: parts.delivery + holding + waste + lost };
}

function priceRisk(segments: readonly { readonly width: number; readonly price: number }[], missing: number): number {
  let left = missing;
  let cost = 0;
  for (const { width, price } of segments) {
    cost += Math.min(width, left) * price;
    left = Math.max(0, left - width);
  }
  return cost;
}
