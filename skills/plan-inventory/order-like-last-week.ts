import { addDays } from '../../src/calendar/civil-day.ts';
import type { InventoryInput, InventoryItem } from '../../src/engines/optimizer/inventory/types.ts';
import { daysOf, type Horizon } from './choose-horizon.ts';

/** Units of an item used on the same weekday a week before the plan; null where that is not known. */
export type UsedBefore = (item: InventoryItem, day: string) => number | null;

/**
 * What many do: order again what was used last week, in whole packs. Once a week for what keeps a week, as often as
 * needed for what does not. A pack that was too much is made good at the next order.
 */
export function ordersLikeLastWeek(input: InventoryInput, horizon: Horizon, used: UsedBefore): number[][] | null {
  const open = new Map(input.suppliers.map(({ id, orderPeriods }) => [id, orderPeriods]));
  const orders: number[][] = [];
  for (const item of input.items) {
    const use = horizon.dates.map((_, period) =>
      daysOf(horizon, period).reduce<number | null>((sum, day) => {
        const units = used(item, day);
        return sum === null || units === null ? null : sum + units;
      }, 0),
    );
    if (use.some((units) => units === null)) return null;
    orders.push(
      orderItem(
        item,
        use.map((units) => units ?? 0),
        open.get(item.supplier),
        horizon,
      ),
    );
  }
  return orders;
}

function orderItem(
  item: InventoryItem,
  use: readonly number[],
  open: readonly number[] | undefined,
  horizon: Horizon,
): number[] {
  const week = horizon.grain === 'day' ? 7 : 1;
  const chances = use.flatMap((_, period) => (!open || open.includes(period) ? [period] : []));
  const orders = use.map(() => 0);
  let owed = 0;
  let next = 0;
  for (const [at, period] of chances.entries()) {
    if (period < next) continue;
    // Up to the first chance that is late enough for another week, or for as long as it keeps.
    const cycle = Math.min(week, item.shelfLife ?? week);
    const later = chances.slice(at + 1);
    next = later.find((chance) => chance >= period + cycle) ?? period + cycle;
    for (let day = period; day < next; day += 1) owed += use[(day + item.leadTime) % use.length] ?? 0;
    if (owed <= 1e-9) continue;
    const wanted = Math.min(Math.max(owed, item.minimumOrder), item.maximumOrder ?? Number.POSITIVE_INFINITY);
    const units = item.packSize === null ? wanted : Math.ceil(wanted / item.packSize - 1e-9) * item.packSize;
    orders[period] = units;
    owed -= units;
  }
  return orders;
}

/** The last such weekday before the plan. */
export function sameDayBefore(day: string, start: string): string {
  let before = day;
  while (before >= start) before = addDays(before, -7);
  return before;
}
