import { sumUpPlan } from './read-inventory-plan.ts';
import type { InventoryInput, InventoryItem, InventoryPlan, ItemPlan } from './types.ts';

/** Decides the order of one item at the start of a period; units, 0 for none. */
export type OrderRule = (state: {
  readonly item: InventoryItem;
  readonly period: number;
  /** On the shelf now, what came in today included where it is there before orders are placed. */
  readonly stock: number;
  /** Ordered and not yet there. */
  readonly outstanding: number;
}) => number;

/**
 * Plays the orders of a rule against the demand of the input: oldest units first, everything sold that can be. The
 * same costs as a plan of the optimiser. Limits that items share (storage, budget, supplier minimum) are not kept by
 * the simulation; `verifyInventory` lists those that are broken.
 */
export function simulateOrders(input: InventoryInput, rule: OrderRule): InventoryPlan {
  return sumUpPlan(
    input,
    input.items.map((item) => simulateItem(input.periods, item, rule)),
  );
}

/** The same for orders that are already known: [item][period of ordering]. */
export function scoreOrders(input: InventoryInput, orders: readonly (readonly number[])[]): InventoryPlan {
  return sumUpPlan(
    input,
    input.items.map((item, index) => simulateItem(input.periods, item, ({ period }) => orders[index]?.[period] ?? 0)),
  );
}

interface Lot {
  /** First period in which it cannot be sold. */
  readonly end: number;
  units: number;
}

function simulateItem(periods: number, item: InventoryItem, rule: OrderRule): ItemPlan {
  const life = item.shelfLife ?? Infinity;
  const lots: Lot[] = [{ end: item.stockLife ?? life, units: item.stock }];
  const plan = {
    id: item.id,
    orders: [] as number[],
    arrivals: [] as number[],
    sold: [] as number[],
    lost: [] as number[],
    wasted: [] as number[],
    stock: [] as number[],
    bufferShort: [] as number[],
  };
  for (let period = 0; period < periods; period += 1) {
    const known = (item.onOrder ?? []).reduce((sum, due) => sum + (due.period === period ? due.quantity : 0), 0);
    const earlier = item.leadTime > 0 ? (plan.orders[period - item.leadTime] ?? 0) : 0;
    const outstanding = sumLater(item, plan.orders, period);
    const ordered = rule({ item, period, stock: sumUnits(lots) + known + earlier, outstanding });
    plan.orders.push(ordered);
    const arrived = known + earlier + (item.leadTime === 0 ? ordered : 0);
    lots.push({ end: period + life, units: arrived });
    lots.sort((a, b) => a.end - b.end);
    const demand = item.demand[period] ?? 0;
    const sold = take(lots, demand);
    const tooOld = lots.filter(({ end }) => end <= period + 1);
    const wasted = sumUnits(tooOld);
    for (const lot of tooOld) lot.units = 0;
    const stock = sumUnits(lots);
    const guard = life === 1 ? stock + wasted : stock;
    plan.arrivals.push(arrived);
    plan.sold.push(sold);
    plan.lost.push(demand - sold);
    plan.wasted.push(wasted);
    plan.stock.push(stock);
    plan.bufferShort.push(Math.max(0, (item.buffers?.[period]?.target ?? 0) - guard));
  }
  return plan;
}

function sumLater(item: InventoryItem, orders: readonly number[], period: number): number {
  const due = (item.onOrder ?? []).reduce((sum, { period: at, quantity }) => sum + (at > period ? quantity : 0), 0);
  return orders.reduce((sum, units, placed) => sum + (placed + item.leadTime > period ? units : 0), due);
}

function sumUnits(lots: readonly Lot[]): number {
  return lots.reduce((sum, { units }) => sum + units, 0);
}

function take(lots: readonly Lot[], wanted: number): number {
  let left = wanted;
  for (const lot of lots) {
    const taken = Math.min(lot.units, left);
    lot.units -= taken;
    left -= taken;
  }
  return wanted - left;
}
