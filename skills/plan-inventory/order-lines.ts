import { addDays } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { InventoryInput, InventoryPlan } from '../../src/engines/optimizer/inventory/types.ts';
import { closedPeriods, takenIn } from './closed-periods.ts';
import type { BasisItem, InventoryBasis } from './inventory-basis.ts';

/** One item of one order. */
export interface OrderLine {
  readonly item: BasisItem;
  readonly supplier: string;
  readonly ordered: IsoDate;
  readonly arrives: IsoDate;
  readonly quantity: number;
  /** Whole packs; null where any quantity can be ordered. */
  readonly packs: number | null;
  readonly packSize: number | null;
  readonly cost: number;
}

/** Every order of the plan, by day, supplier and cost. */
export function listOrders(input: InventoryInput, plan: InventoryPlan, basis: InventoryBasis): OrderLine[] {
  const closed = basis.grain === 'day' ? closedPeriods(input) : new Set<number>();
  const lines = plan.items.flatMap((own, at): OrderLine[] => {
    const problem = input.items[at];
    const item = basis.items[at];
    if (!problem || !item) return [];
    return own.orders.flatMap((quantity, period): OrderLine[] => {
      const ordered = basis.dates[period];
      if (ordered === undefined || quantity <= 0) return [];
      const { packSize } = problem;
      const due = period + problem.leadTime;
      const wait = takenIn(due, closed) - due;
      return [
        {
          item,
          supplier: item.supplierName,
          ordered,
          arrives: addDays(ordered, item.leadDays + wait),
          quantity,
          packs: packSize === null ? null : Math.round(quantity / packSize),
          packSize,
          cost: quantity * (problem.costByPeriod?.[period] ?? problem.unitCost),
        },
      ];
    });
  });
  return lines.sort((a, b) => compare(a.ordered, b.ordered) || compare(a.supplier, b.supplier) || b.cost - a.cost);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The orders of the first day that has any. */
export function nextOrders(lines: readonly OrderLine[]): OrderLine[] {
  const day = lines[0]?.ordered;
  return lines.filter(({ ordered }) => ordered === day);
}

export const sumCost = (lines: readonly OrderLine[]): number => lines.reduce((sum, { cost }) => sum + cost, 0);
export const countSuppliers = (lines: readonly OrderLine[]): number =>
  new Set(lines.map(({ supplier }) => supplier)).size;
