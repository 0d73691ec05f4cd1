import type { FoundPlan } from '../model/solution.ts';
import type { BuiltInventory, Cell } from './build-inventory.ts';
import { countUnavoidable } from './build-inventory.ts';
import type {
  InventoryCosts,
  InventoryInput,
  InventoryItem,
  InventoryPlan,
  ItemPlan,
  PlannedDelivery,
} from './types.ts';

/** The solver's values as orders, stock and costs. */
export function readInventoryPlan(input: InventoryInput, built: BuiltInventory, { values }: FoundPlan): InventoryPlan {
  const at = (index: number | null) => clean(index === null ? 0 : (values[index] ?? 0));
  const items = input.items.map((item, index) => readItem(item, built.cells[index] ?? [], at));
  return sumUpPlan(input, items);
}

/** Adds deliveries and costs to what happens to each item. */
export function sumUpPlan(input: InventoryInput, items: readonly ItemPlan[]): InventoryPlan {
  const deliveries = listDeliveries(input, items);
  const units = input.items.reduce((sum, item) => sum + countUnavoidable(item), 0);
  const cost = input.items.reduce((sum, item) => sum + countUnavoidable(item) * (item.lostSaleCost ?? 0), 0);
  return { items, deliveries, costs: sumCosts(input, items, deliveries, cost), unavoidable: { units, cost } };
}

/** Rounding of the solver is no quantity. */
function clean(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) < 1e-7 ? whole : value;
}

function readItem(item: InventoryItem, cells: readonly Cell[], at: (index: number | null) => number): ItemPlan {
  const unit = item.packSize ?? 1;
  const bought = cells.map(({ packs }) => unit * at(packs));
  const lost = cells.map((cell) => at(cell.lost));
  return {
    id: item.id,
    orders: cells.map((_, period) => bought[period + item.leadTime] ?? 0),
    arrivals: bought.map((quantity, period) =>
      (item.onOrder ?? []).reduce((sum, due) => sum + (due.period === period ? due.quantity : 0), quantity),
    ),
    sold: cells.map((_, period) => (item.demand[period] ?? 0) - (lost[period] ?? 0)),
    lost,
    wasted: cells.map(({ waste, unsold }) => at(waste) + at(unsold)),
    stock: cells.map(({ stock }) => at(stock)),
    bufferShort: cells.map(({ short }) => short.reduce((sum, index) => sum + at(index), 0)),
  };
}

function listDeliveries(input: InventoryInput, plans: readonly ItemPlan[]): PlannedDelivery[] {
  return input.suppliers.flatMap((supplier) =>
    Array.from({ length: input.periods }, (_, period): PlannedDelivery => {
      const lines = input.items.flatMap((item, index) => {
        const quantity = item.supplier === supplier.id ? (plans[index]?.orders[period] ?? 0) : 0;
        return quantity > 0 ? [{ id: item.id, quantity, price: item.costByPeriod?.[period] ?? item.unitCost }] : [];
      });
      return {
        supplier: supplier.id,
        period,
        items: lines.map(({ id, quantity }) => ({ id, quantity })),
        value: lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0),
      };
    }).filter(({ items }) => items.length > 0),
  );
}

function sumCosts(
  input: InventoryInput,
  plans: readonly ItemPlan[],
  deliveries: readonly PlannedDelivery[],
  unavoidable: number,
): InventoryCosts {
  const fee = new Map(input.suppliers.map(({ id, deliveryCost }) => [id, deliveryCost]));
  const costs = { ordering: 0, delivery: 0, holding: 0, lostSales: -unavoidable, waste: 0, risk: 0, priceChange: 0 };
  for (const { supplier } of deliveries) costs.delivery += fee.get(supplier) ?? 0;
  for (const [index, item] of input.items.entries()) {
    const plan = plans[index];
    if (!plan) continue;
    for (let period = 0; period < input.periods; period += 1) {
      const ordered = plan.orders[period] ?? 0;
      if (ordered > 0) costs.ordering += item.orderCost;
      costs.priceChange += ordered * ((item.costByPeriod?.[period] ?? item.unitCost) - item.unitCost);
      costs.holding += (plan.stock[period] ?? 0) * item.holdingCost;
      costs.lostSales += (plan.lost[period] ?? 0) * (item.lostSaleCost ?? 0);
      const expected = item.shelfLife === 1 ? (item.buffers?.[period]?.target ?? 0) : 0;
      costs.waste += Math.max(0, (plan.wasted[period] ?? 0) - expected) * item.unitCost;
      costs.risk += priceShortfall(item.buffers?.[period]?.segments ?? [], plan.bufferShort[period] ?? 0);
    }
  }
  return { ...costs, total: Object.values(costs).reduce((sum, cost) => sum + cost, 0) };
}

function priceShortfall(segments: readonly { width: number; price: number }[], missing: number): number {
  let left = missing;
  let cost = 0;
  for (const { width, price } of segments) {
    const part = Math.min(width, left);
    cost += part * price;
    left -= part;
  }
  return cost;
}
