import { dayNumber, weekdayOf } from '../../src/calendar/civil-day.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { PlanChange } from '../../src/contracts/plan.ts';
import type { InventoryItem } from '../../src/engines/optimizer/inventory/types.ts';
import type { Horizon } from './choose-horizon.ts';
import { closedPeriods } from './closed-periods.ts';

/**
 * Orders that somebody decided: "order 24 of milk" is the next order it can be part of; "no more than 40" holds for
 * every order; "leave it out" orders nothing of it, on the day named where there is one: no order leaves on it and no
 * delivery comes.
 * @throws UserError when the day named takes no orders, or the order is said against a number that is not known
 */
export function fixOrders(
  item: InventoryItem,
  changes: readonly PlanChange[],
  horizon: Horizon,
  open: readonly number[] | undefined,
): InventoryItem {
  return changes.reduce((now, change) => fixOrder(now, change, horizon, open), item);
}

function fixOrder(
  item: InventoryItem,
  change: PlanChange,
  horizon: Horizon,
  open: readonly number[] | undefined,
): InventoryItem {
  const { to, by, percent, atMost, atLeast, off } = change;
  if (off === true) {
    const barred = barredPeriods(item, change, horizon);
    const others = (item.fixedOrders ?? []).filter(({ period }) => !barred.includes(period));
    return { ...item, fixedOrders: [...others, ...barred.map((period) => ({ period, quantity: 0 }))] };
  }
  const bounded = {
    ...item,
    ...(atMost === undefined ? {} : { maximumOrder: atMost }),
    ...(atLeast === undefined ? {} : { minimumOrder: atLeast }),
  };
  if (to === undefined) {
    if (by === undefined && percent === undefined) return bounded;
    throw new UserError(`How much of ${item.name} should be ordered?`, {
      code: 'change-unclear',
      advice: 'Say the whole order, for example “order forty of it”.',
    });
  }
  const period = orderPeriod(item, change, horizon, open);
  const quantity = item.packSize === null ? to : Math.ceil(to / item.packSize - 1e-9) * item.packSize;
  const others = (item.fixedOrders ?? []).filter((order) => order.period !== period);
  return { ...bounded, fixedOrders: [...others, { period, quantity }] };
}

/** Periods whose orders leave, or arrive, on the day named; all where none is. Of weeks no single day can be barred. */
function barredPeriods({ leadTime }: InventoryItem, { day, weekday }: PlanChange, { grain, dates }: Horizon): number[] {
  const isMeant = (date: string | undefined) =>
    date !== undefined && (day === undefined || date === day) && (weekday === undefined || weekdayOf(date) === weekday);
  const all = day === undefined && weekday === undefined;
  if (!all && grain === 'week') {
    throw new UserError('This plan counts in weeks, so I cannot leave out a single day.', {
      code: 'change-unclear',
      advice: 'Ask for the next two weeks: such a plan goes by days.',
    });
  }
  return [...dates.keys()].filter((period) => all || isMeant(dates[period]) || isMeant(dates[period + leadTime]));
}

/**
 * What comes the day it is ordered is ordered when the doors are open again. What somebody decided for a closed day
 * stays; what takes longer is taken in on the next open day.
 */
export function barClosedDays(items: readonly InventoryItem[], { grain, dates }: Horizon): readonly InventoryItem[] {
  const closed = closedPeriods({ items, periods: dates.length });
  if (grain !== 'day' || closed.size === 0) return items;
  return items.map((item) => {
    if (item.leadTime > 0) return item;
    const known = new Set((item.fixedOrders ?? []).map(({ period }) => period));
    const barred = [...closed].filter((period) => !known.has(period)).map((period) => ({ period, quantity: 0 }));
    return { ...item, fixedOrders: [...(item.fixedOrders ?? []), ...barred] };
  });
}

function orderPeriod(
  item: InventoryItem,
  { day, weekday }: PlanChange,
  horizon: Horizon,
  open: readonly number[] | undefined,
): number {
  const step = horizon.grain === 'day' ? 1 : 7;
  const first = dayNumber(horizon.dates[0] ?? '');
  const named = day === undefined ? null : Math.floor((dayNumber(day) - first) / step);
  const last = horizon.dates.length - 1 - item.leadTime;
  for (const [period, date] of horizon.dates.entries()) {
    if (period > last || (open && !open.includes(period))) continue;
    if (named !== null && period !== named) continue;
    if (weekday !== undefined && horizon.grain === 'day' && weekdayOf(date) !== weekday) continue;
    return period;
  }
  throw new UserError(`${item.name} cannot be ordered then.`, {
    code: 'order-day-closed',
    advice: 'Name a day on which its supplier takes orders, within the plan.',
  });
}
