import { normalCdf, normalDensity, normalLoss, normalQuantile } from './normal.ts';

/** Formulas for one item and steady demand, as in Snyder & Shen, Fundamentals of Supply Chain Theory (2nd ed.). */

export interface LotSize {
  readonly quantity: number;
  /** Cost per unit of time, in that of the demand rate. */
  readonly cost: number;
}

/** Economic order quantity (Harris 1913): fixed cost an order, holding cost a unit and time, demand a time. */
export function economicOrderQuantity(fixedCost: number, holdingCost: number, demandRate: number): LotSize {
  return {
    quantity: Math.sqrt((2 * fixedCost * demandRate) / holdingCost),
    cost: Math.sqrt(2 * fixedCost * demandRate * holdingCost),
  };
}

/** The same where customers wait: `backordered` is the share of demand that does. */
export function economicOrderWithBackorders(
  fixedCost: number,
  holdingCost: number,
  backorderCost: number,
  demandRate: number,
): LotSize & { readonly backordered: number } {
  const total = holdingCost + backorderCost;
  return {
    quantity: Math.sqrt((2 * fixedCost * demandRate * total) / (holdingCost * backorderCost)),
    cost: Math.sqrt((2 * fixedCost * demandRate * holdingCost * backorderCost) / total),
    backordered: holdingCost / total,
  };
}

export interface PriceBreak {
  /** Units from which the price holds. The first is 0. */
  readonly from: number;
  readonly unitCost: number;
}

/**
 * Order quantity with all-units discounts: holding cost is a rate of the unit cost. Cost includes buying.
 * The best quantity is the EOQ of some price or the start of a price.
 */
export function orderQuantityWithDiscounts(
  fixedCost: number,
  holdingRate: number,
  demandRate: number,
  breaks: readonly PriceBreak[],
): LotSize {
  const candidates = breaks.map(({ from, unitCost }, index): LotSize => {
    const holding = holdingRate * unitCost;
    const free = economicOrderQuantity(fixedCost, holding, demandRate).quantity;
    const end = breaks[index + 1]?.from ?? Infinity;
    const quantity = Math.max(from, free);
    if (quantity >= end || quantity <= 0) return { quantity, cost: Infinity };
    return {
      quantity,
      cost: unitCost * demandRate + (fixedCost * demandRate) / quantity + (holding * quantity) / 2,
    };
  });
  return candidates.reduce((best, next) => (next.cost < best.cost ? next : best));
}

/** Order for one period of normal demand: cost of a unit too many, of a unit too few. */
export function newsvendorNormal(overCost: number, underCost: number, mean: number, sd: number): LotSize {
  const z = normalQuantile(underCost / (underCost + overCost));
  if (sd === 0) return { quantity: mean, cost: 0 };
  return { quantity: mean + z * sd, cost: (overCost + underCost) * normalDensity(z) * sd };
}

/** Expected unsold and missed units of an order for one period of normal demand. */
export function expectOutcome(
  quantity: number,
  mean: number,
  sd: number,
): { unsold: number; missed: number; stockout: number } {
  if (sd === 0) {
    return {
      unsold: Math.max(0, quantity - mean),
      missed: Math.max(0, mean - quantity),
      stockout: quantity < mean ? 1 : 0,
    };
  }
  const z = (quantity - mean) / sd;
  const missed = sd * normalLoss(z);
  return { unsold: quantity - mean + missed, missed, stockout: 1 - normalCdf(z) };
}

export interface LotSchedule {
  /** One a period; 0 where nothing is ordered. */
  readonly orders: readonly number[];
  readonly cost: number;
}

/**
 * Wagner & Whitin (1958): best orders for one item that must meet known demand, without limits. `unitCost` may
 * change from period to period. Stock is charged at the end of each period.
 */
export function wagnerWhitin(
  fixedCost: number,
  holdingCost: number,
  demand: readonly number[],
  unitCost: readonly number[] = [],
): LotSchedule {
  const periods = demand.length;
  // best[t]: least cost of meeting the demand from t on.
  const best: number[] = Array.from({ length: periods + 1 }, () => 0);
  const until: number[] = [];
  for (let start = periods - 1; start >= 0; start -= 1) {
    // No demand: wait, at no cost.
    let [least, last] = demand[start] === 0 ? [best[start + 1] ?? 0, start] : [Infinity, start];
    let units = 0;
    let holding = 0;
    for (let end = start; end < periods; end += 1) {
      const needed = demand[end] ?? 0;
      units += needed;
      holding += holdingCost * needed * (end - start);
      const cost = fixedCost + (unitCost[start] ?? 0) * units + holding + (best[end + 1] ?? 0);
      if (units > 0 && cost < least) [least, last] = [cost, end + 1];
    }
    best[start] = least;
    until[start] = last;
  }
  const orders = demand.map(() => 0);
  let start = 0;
  while (start < periods) {
    const end = until[start] ?? start;
    if (end > start) orders[start] = demand.slice(start, end).reduce((sum, units) => sum + units, 0);
    start = Math.max(end, start + 1);
  }
  return { orders, cost: best[0] ?? 0 };
}
