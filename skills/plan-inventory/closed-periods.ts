import type { InventoryInput } from '../../src/engines/optimizer/inventory/types.ts';

/** The days on which nothing at all is used: the doors are shut. Never all of them. */
export function closedPeriods({ items, periods }: Pick<InventoryInput, 'items' | 'periods'>): ReadonlySet<number> {
  const closed = Array.from({ length: periods }, (_, period) => period).filter((period) =>
    items.every(({ demand }) => (demand[period] ?? 0) === 0),
  );
  return new Set(closed.length === periods ? [] : closed);
}

/**
 * When a delivery is taken in: on a closed day nobody is there, so it comes on the next open one. For the plan that is
 * the same, because nothing is used in between.
 */
export function takenIn(period: number, closed: ReadonlySet<number>): number {
  let at = period;
  while (closed.has(at)) at += 1;
  return at;
}
