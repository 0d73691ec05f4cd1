import { z } from 'zod';
import type { InventoryInput } from '../../../src/engines/optimizer/inventory/types.ts';

const amount = z.number().nonnegative();

/** A case of textbooks: one item, known demand, fixed cost an order. */
export const lotSizingCase = z.object({
  holding: amount,
  fixed: amount,
  demand: z.array(amount).min(1),
  purchase: z.union([amount, z.array(amount)]).nullable(),
  initial: amount,
  leadTime: z.number().int().nonnegative(),
});

/** Demand is hard and any quantity can be ordered. Goods left over are worth nothing, so unitCost is 0. */
export function readLotSizing(data: z.infer<typeof lotSizingCase>): InventoryInput {
  const periods = data.demand.length;
  const { purchase } = data;
  const costs = typeof purchase === 'number' ? data.demand.map(() => purchase) : purchase;
  return {
    periods,
    suppliers: [{ id: 'supplier', name: 'the supplier', deliveryCost: 0 }],
    items: [
      {
        id: 'item',
        name: 'the item',
        supplier: 'supplier',
        unitCost: 0,
        ...(costs && { costByPeriod: costs }),
        holdingCost: data.holding,
        lostSaleCost: null,
        orderCost: data.fixed,
        leadTime: data.leadTime,
        packSize: null,
        minimumOrder: 0,
        volume: 0,
        stock: data.initial,
        demand: data.demand,
      },
    ],
  };
}

/** A shop's raw data: `I` items over `T` periods, `V` suppliers with a cost a delivery, storage `cap`. */
export const shopInventory = z.object({
  I: z.number().int(),
  T: z.number().int(),
  V: z.number().int(),
  cap: amount,
  supFix: z.array(amount),
  items: z.array(
    z.object({
      id: z.string(),
      sup: z.number().int(),
      cost: amount,
      hold: amount,
      pen: amount,
      setup: amount,
      pack: z.number().positive(),
      moq: amount,
      lead: z.number().int().nonnegative(),
      init: amount,
      vol: amount,
      demand: z.array(amount),
    }),
  ),
});

export function readShopInventory(data: z.infer<typeof shopInventory>): InventoryInput {
  return {
    periods: data.T,
    storageLimit: data.cap,
    suppliers: data.supFix.map((deliveryCost, index) => ({
      id: String(index),
      name: `supplier ${index}`,
      deliveryCost,
    })),
    items: data.items.map((item) => ({
      id: item.id,
      name: item.id,
      supplier: String(item.sup),
      unitCost: item.cost,
      holdingCost: item.hold,
      lostSaleCost: item.pen,
      orderCost: item.setup,
      leadTime: item.lead,
      packSize: item.pack,
      minimumOrder: item.moq,
      volume: item.vol,
      stock: item.init,
      demand: item.demand,
    })),
  };
}
