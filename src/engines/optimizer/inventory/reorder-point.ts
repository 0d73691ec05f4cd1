import { economicOrderQuantity } from './closed-forms.ts';
import type { OrderRule } from './simulate-orders.ts';
import type { InventoryInput, InventoryItem, Supplier } from './types.ts';

/** "When no more than `reorderPoint` is there or on its way, order `quantity`." */
export interface ReorderRule {
  readonly id: string;
  readonly reorderPoint: number;
  readonly quantity: number;
}

/**
 * The simple rule beside the plan: expected demand over lead time and until the next chance to order, with the buffer;
 * economic order
 * quantity in whole packs, no more than can be sold before it goes bad.
 */
export function findReorderRules(input: InventoryInput): readonly ReorderRule[] {
  const suppliers = new Map(input.suppliers.map((supplier) => [supplier.id, supplier]));
  return input.items.map((item) => findRule(input, item, suppliers.get(item.supplier)));
}

function findRule(input: InventoryInput, item: InventoryItem, supplier: Supplier | undefined): ReorderRule {
  const rate = item.demand.reduce((sum, units) => sum + units, 0) / input.periods;
  const targets = (item.buffers ?? []).map(({ target }) => target).filter((target) => target > 0);
  const buffer = targets.length === 0 ? 0 : targets.reduce((sum, target) => sum + target, 0) / targets.length;
  const shared = input.items.filter((other) => other.supplier === item.supplier).length;
  const fixed = item.orderCost + (supplier?.deliveryCost ?? 0) / Math.max(1, shared);
  const horizon = rate * (item.shelfLife ?? input.periods);
  const economic = item.holdingCost > 0 ? economicOrderQuantity(fixed, item.holdingCost, rate).quantity : horizon;
  const wanted = Math.max(item.minimumOrder, Math.min(Math.max(economic, rate), horizon));
  return {
    id: item.id,
    reorderPoint:
      rate * (item.shelfLife === 1 ? item.leadTime : item.leadTime + longestWait(supplier, input.periods)) + buffer,
    quantity: toOrder(item, wanted),
  };
}

/** Most periods between two chances to order; where there is one only, from it to the end. */
function longestWait(supplier: Supplier | undefined, periods: number): number {
  const open = (supplier?.orderPeriods ?? []).toSorted((a, b) => a - b);
  const [only] = open;
  if (only !== undefined && open.length === 1) return Math.max(1, periods - only);
  return Math.max(1, ...open.slice(1).map((period, at) => period - (open[at] ?? period)));
}

/** A quantity that can be ordered: whole packs, between minimum and maximum. */
function toOrder(item: InventoryItem, quantity: number): number {
  const most = item.maximumOrder ?? Infinity;
  const unit = item.packSize;
  if (unit === null) return Math.min(quantity, most);
  return Math.min(Math.ceil(quantity / unit - 1e-9), Math.floor(most / unit + 1e-9)) * unit;
}

/** The rules as they would be followed: each item by itself, on days when its supplier takes orders. */
export function followReorderRules(input: InventoryInput, rules: readonly ReorderRule[]): OrderRule {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const open = new Map(input.suppliers.map(({ id, orderPeriods }) => [id, orderPeriods]));
  return ({ item, period, stock, outstanding }) => {
    const rule = byId.get(item.id);
    const days = open.get(item.supplier);
    if (!rule || rule.quantity <= 0 || (days && !days.includes(period))) return 0;
    const short = rule.reorderPoint - stock - outstanding;
    if (short < 0 || (short === 0 && rule.reorderPoint === 0)) return 0;
    // One order may not be enough to be above the point again.
    return toOrder(item, rule.quantity * Math.max(1, Math.ceil(short / rule.quantity)));
  };
}
