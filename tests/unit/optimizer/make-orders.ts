import type { InventoryInput } from '../../../src/engines/optimizer/inventory/types.ts';
import { createRandom } from './random-inventory.ts';

/** A shop with two suppliers and so many items, about as real ones are; always the same for the same size. */
export function makeHardOrders(items: number, periods: number): InventoryInput {
  const random = createRandom(items * 100 + periods);
  const between = (from: number, to: number) => from + random() * (to - from);
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    periods,
    suppliers: [
      { id: 'a', name: 'the roaster', deliveryCost: 30 },
      { id: 'b', name: 'the dairy', deliveryCost: 32 },
    ],
    storageLimit: 250 * items,
    items: Array.from({ length: items }, (_, index) => {
      const unitCost = round(between(3, 35));
      const level = between(15, 150);
      return {
        id: `item ${index}`,
        name: `item ${index}`,
        supplier: index % 2 === 0 ? 'a' : 'b',
        unitCost,
        holdingCost: round(unitCost * between(0.008, 0.02)),
        lostSaleCost: round(unitCost * between(0.4, 1.3)),
        orderCost: Math.round(between(8, 40)),
        leadTime: Math.floor(between(0, 3)),
        packSize: [1, 6, 10, 12, 24][Math.floor(between(0, 5))] ?? 1,
        minimumOrder: random() < 0.5 ? Math.round(level) : 0,
        volume: round(between(0.5, 3)),
        stock: Math.round(between(0, 3) * level),
        demand: Array.from({ length: periods }, () => (random() < 0.08 ? 0 : Math.round(level * between(0.6, 1.4)))),
      };
    }),
  };
}
