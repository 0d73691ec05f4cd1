/**
 * What to order, when, and how much. A period is a day or a week; period 0 is the one that begins now. Quantities are
 * in the item's own unit, money in one currency, volume in whatever unit `storageLimit` has.
 *
 * Order of events in a period: orders are placed, deliveries come in, people buy, what is too old is thrown away,
 * what is left is stored over to the next period.
 */
export interface InventoryInput {
  /** 1–60. */
  readonly periods: number;
  readonly items: readonly InventoryItem[];
  readonly suppliers: readonly Supplier[];
  /** Most volume that may be stored at the end of a period; one number for all, or one a period. */
  readonly storageLimit?: number | readonly number[];
  /** Most money that may be spent on goods ordered in a period; one number for all, or one a period. */
  readonly budget?: number | readonly number[];
}

export interface InventoryItem {
  readonly id: string;
  readonly name: string;
  /** Id of the supplier. */
  readonly supplier: string;
  /** What one unit costs, and what is lost when one is thrown away. */
  readonly unitCost: number;
  /** Where the price is known to change: cost of a unit ordered in each period. */
  readonly costByPeriod?: readonly number[];
  /** Cost of keeping one unit over one period. */
  readonly holdingCost: number;
  /** What one unit of demand that is not met costs: margin, and annoyance. Null: demand must be met. */
  readonly lostSaleCost: number | null;
  /** Cost of ordering this item at all, once an order. */
  readonly orderCost: number;
  /** Periods from ordering to delivery; 0: the same period. */
  readonly leadTime: number;
  /** Units in a pack; orders are whole packs. Null: any quantity. */
  readonly packSize: number | null;
  /** Least units of an order, when there is one. */
  readonly minimumOrder: number;
  readonly maximumOrder?: number;
  /** Orders that are decided: exactly this is ordered in the period. Whole packs. */
  readonly fixedOrders?: readonly { readonly period: number; readonly quantity: number }[];
  /** Storage that one unit takes. */
  readonly volume: number;
  /** Units there now. */
  readonly stock: number;
  /** Deliveries on their way. */
  readonly onOrder?: readonly { readonly period: number; readonly quantity: number }[];
  /** Periods in which a delivered unit can be sold, that of its delivery included. Missing: it keeps. */
  readonly shelfLife?: number;
  /** The same for the units there now. Default: `shelfLife`. */
  readonly stockLife?: number;
  /** Expected demand, one number a period. */
  readonly demand: readonly number[];
  /** Stock above the expected demand that guards against surprises, one a period; see `addBuffers`. */
  readonly buffers?: readonly Buffer[];
}

/** Stock wanted at the end of a period (for one-period goods: before the unsold are thrown away). */
export interface Buffer {
  readonly target: number;
  /** What being short of the target costs: the first `width` units `price` each, and so on. Prices rise. */
  readonly segments: readonly { readonly width: number; readonly price: number }[];
}

export interface Supplier {
  readonly id: string;
  readonly name: string;
  /** Cost of a delivery, whatever is in it. */
  readonly deliveryCost: number;
  /** Least money of an order. Default none. */
  readonly minimumValue?: number;
  /** Periods in which orders are taken. Default all. */
  readonly orderPeriods?: readonly number[];
}

export interface InventoryPlan {
  readonly items: readonly ItemPlan[];
  readonly deliveries: readonly PlannedDelivery[];
  readonly costs: InventoryCosts;
  /** Lost sales that no order can prevent, because nothing can arrive in time. Not part of `costs`. */
  readonly unavoidable: { readonly units: number; readonly cost: number };
}

/** One number a period in each list. */
export interface ItemPlan {
  readonly id: string;
  /** Units to order, by the period in which the order is placed. */
  readonly orders: readonly number[];
  /** Units that come in, those on order already included. */
  readonly arrivals: readonly number[];
  readonly sold: readonly number[];
  readonly lost: readonly number[];
  readonly wasted: readonly number[];
  /** At the end of the period. */
  readonly stock: readonly number[];
  /** Units missing from the buffer. */
  readonly bufferShort: readonly number[];
}

export interface PlannedDelivery {
  readonly supplier: string;
  /** When the order is placed. */
  readonly period: number;
  readonly items: readonly { readonly id: string; readonly quantity: number }[];
  readonly value: number;
}

/** Parts of the objective; `total` is their sum. */
export interface InventoryCosts {
  readonly ordering: number;
  readonly delivery: number;
  readonly holding: number;
  /** Without what is unavoidable. */
  readonly lostSales: number;
  readonly waste: number;
  /** Price of being short of buffers: an expected cost, not a bill. */
  readonly risk: number;
  /** Σ units × (price then − unitCost): negative when bought cheaply. */
  readonly priceChange: number;
  readonly total: number;
}

export type InventoryLimit = 'storage' | 'budget' | 'supplier-minimum' | 'demand';

/** Lists what a limit of the plan is in each period. Infinity: no limit. */
export function limitAt(limit: number | readonly number[] | undefined, period: number): number {
  if (limit === undefined) return Infinity;
  return typeof limit === 'number' ? limit : (limit[period] ?? Infinity);
}
