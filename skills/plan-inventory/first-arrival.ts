import type { InventoryInput, InventoryItem } from '../../src/engines/optimizer/inventory/types.ts';

/** The period in which the first order of an item can arrive; the plan's length when none can. */
export function firstArrival(input: InventoryInput, item: InventoryItem): number {
  const supplier = input.suppliers.find(({ id }) => id === item.supplier);
  const barred = new Set((item.fixedOrders ?? []).flatMap(({ period, quantity }) => (quantity === 0 ? [period] : [])));
  const open = supplier?.orderPeriods ?? Array.from({ length: input.periods }, (_, period) => period);
  const first = open.find((period) => !barred.has(period));
  return first === undefined ? input.periods : Math.min(input.periods, first + item.leadTime);
}
