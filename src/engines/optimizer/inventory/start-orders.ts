import type { BuiltInventory } from './build-inventory.ts';
import { findReorderRules, followReorderRules, type ReorderRule } from './reorder-point.ts';
import { type OrderRule, scoreOrders, simulateOrders } from './simulate-orders.ts';
import { keepsAll } from './split-model.ts';
import type { InventoryInput, InventoryPlan } from './types.ts';

/**
 * A plan to begin with, found without solving: the reorder rule's orders where all limits allow them, else the least
 * that the rule asks for, else nothing but what is decided. As values of the model; null when neither is possible (where demand must be met, say).
 */
export function findStart(built: BuiltInventory): Float64Array | null {
  const { input } = built;
  const rules = findReorderRules(input);
  const ways = [followReorderRules(input, rules), followLean(rules), (): number => 0];
  for (const way of ways) {
    const orders = simulateOrders(
      input,
      (state) => fixedAt(state.item, state.period) ?? fitOrder(built, state, way(state)),
    );
    const values = writeValues(built, scoreOrders(input, dropBroken(input, orders)));
    if (keepsAll(built.model, values)) return values;
  }
  return null;
}

type Item = InventoryInput['items'][number];

const fixedAt = ({ fixedOrders }: Item, period: number): number | undefined =>
  fixedOrders?.find((order) => order.period === period)?.quantity;

/** No more than what is short of the reorder point: needs the least storage. */
function followLean(rules: readonly ReorderRule[]): OrderRule {
  const points = new Map(rules.map(({ id, reorderPoint }) => [id, reorderPoint]));
  return ({ item, stock, outstanding }) => Math.max(0, (points.get(item.id) ?? 0) - stock - outstanding);
}

/** The order as the model allows it: whole packs, not too small, nothing that could not be used any more. */
function fitOrder({ input, model, cells }: BuiltInventory, state: Parameters<OrderRule>[0], wanted: number): number {
  const { item, period } = state;
  const packs = cells[input.items.indexOf(item)]?.[period + item.leadTime]?.packs ?? null;
  if (packs === null || wanted <= 0) return 0;
  const unit = item.packSize ?? 1;
  const least = Math.max(wanted, item.minimumOrder);
  const count = item.packSize === null ? least : Math.ceil(least / unit - 1e-9);
  const fitting = Math.min(count, model.variable(packs).upper) * unit;
  return fitting >= item.minimumOrder ? fitting : 0;
}

/** Orders without those that are below a supplier's minimum. */
function dropBroken(input: InventoryInput, plan: InventoryPlan): readonly (readonly number[])[] {
  const minimum = new Map(input.suppliers.map(({ id, minimumValue = 0 }) => [id, minimumValue]));
  const small = new Set(
    plan.deliveries.flatMap(({ supplier, period, value }) =>
      value < (minimum.get(supplier) ?? 0) ? [`${period} ${supplier}`] : [],
    ),
  );
  return plan.items.map(({ orders }, at) =>
    orders.map((units, period) => {
      const item = input.items[at];
      return item && small.has(`${period} ${item.supplier}`) ? (fixedAt(item, period) ?? 0) : units;
    }),
  );
}

/** A plan as values of the model. */
export function writeValues({ input, model, cells, deliveries }: BuiltInventory, plan: InventoryPlan): Float64Array {
  const values = new Float64Array(model.variableCount);
  const set = (index: number | null | undefined, value: number) => {
    if (index !== null && index !== undefined) values[index] = value;
  };
  for (const { supplier, period } of plan.deliveries) set(deliveries.get(supplier)?.[period], 1);
  for (const [at, row] of cells.entries()) {
    const item = input.items[at];
    const own = plan.items[at];
    if (!item || !own) continue;
    for (const [period, cell] of row.entries()) {
      const ordered = own.orders[period - item.leadTime] ?? 0;
      set(cell.packs, item.packSize === null ? ordered : Math.round(ordered / item.packSize));
      if (cell.ownGate) set(cell.gate, ordered > 0 ? 1 : 0);
      set(cell.stock, own.stock[period] ?? 0);
      set(cell.lost, own.lost[period] ?? 0);
      const wasted = own.wasted[period] ?? 0;
      const unsold = cell.unsold === null ? 0 : Math.min(wasted, model.variable(cell.unsold).upper);
      set(cell.unsold, unsold);
      set(cell.waste, wasted - unsold);
      let missing = own.bufferShort[period] ?? 0;
      for (const index of cell.short) {
        const part = Math.min(missing, model.variable(index).upper);
        set(index, part);
        missing -= part;
      }
    }
  }
  return values;
}

/**
 * The orders of a plan played through, oldest goods first and everything sold that can be: what would happen. null when
 * that breaks a limit.
 */
export function replayValues(built: BuiltInventory, values: ArrayLike<number>): Float64Array | null {
  const { input, cells, model } = built;
  const orders = input.items.map((item, at) =>
    Array.from({ length: input.periods }, (_, period) => {
      const packs = cells[at]?.[period + item.leadTime]?.packs;
      return packs === null || packs === undefined ? 0 : (item.packSize ?? 1) * (values[packs] ?? 0);
    }),
  );
  const played = writeValues(built, scoreOrders(input, orders));
  return keepsAll(model, played) ? played : null;
}
