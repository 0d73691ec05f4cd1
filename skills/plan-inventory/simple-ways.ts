import { findReorderRules, followReorderRules } from '../../src/engines/optimizer/inventory/reorder-point.ts';
import { type OrderRule, simulateOrders } from '../../src/engines/optimizer/inventory/simulate-orders.ts';
import type { InventoryInput, InventoryItem } from '../../src/engines/optimizer/inventory/types.ts';
import { verifyInventory } from '../../src/engines/optimizer/inventory/verify-inventory.ts';
import type { Problem } from './build-problem.ts';
import { daysOf, type Horizon } from './choose-horizon.ts';
import { countCost } from './count-cost.ts';
import type { SimpleWay } from './inventory-basis.ts';
import type { UsedBefore } from './order-like-last-week.ts';

/**
 * The better of two simple ways to order, in the same model: by reorder points, or up to what was used last week less
 * what is on the shelf. Both keep packs, smallest orders, order days and
 * what is decided or closed; what they break is told.
 */
export function scoreSimpleWays(
  { input, items }: Pick<Problem, 'input' | 'items'>,
  horizon: Horizon,
  used: UsedBefore,
): SimpleWay {
  const upTo = followLastWeek(input, horizon, used);
  const ways: readonly (readonly [SimpleWay['way'], OrderRule | null])[] = [
    ['reorder-points', followReorderRules(input, findReorderRules(input))],
    ['last-week', upTo],
  ];
  const scored = ways.flatMap(([way, rule]): SimpleWay[] => {
    if (!rule) return [];
    const decided: OrderRule = (state) =>
      state.item.fixedOrders?.find(({ period }) => period === state.period)?.quantity ?? rule(state);
    const plan = simulateOrders(input, decided);
    const breaks = verifyInventory(input, plan).violations.some(({ amount }) => amount > 1e-6);
    return [{ way, total: countCost(input, plan, items).total, breaks }];
  });
  const [best] = scored.toSorted((a, b) => a.total - b.total);
  return best ?? { way: 'reorder-points', total: 0, breaks: false };
}

/**
 * Looks at the shelf whenever the supplier takes orders: what would not last until the next chance is filled up to a
 * week's use, or to what can be used before it goes bad, as last week went. null where last week is not known.
 */
export function followLastWeek(input: InventoryInput, horizon: Horizon, used: UsedBefore): OrderRule | null {
  const week = horizon.grain === 'day' ? 7 : 1;
  const open = new Map(input.suppliers.map(({ id, orderPeriods }) => [id, orderPeriods]));
  const use = new Map<string, readonly number[]>();
  for (const item of input.items) {
    const units = horizon.dates.map((_, period) =>
      daysOf(horizon, period).reduce<number | null>((sum, day) => {
        const one = used(item, day);
        return sum === null || one === null ? null : sum + one;
      }, 0),
    );
    if (units.some((one) => one === null)) return null;
    use.set(
      item.id,
      units.map((one) => one ?? 0),
    );
  }
  return ({ item, period, stock, outstanding }) => {
    const chances = open.get(item.supplier);
    if (chances && !chances.includes(period)) return 0;
    const own = use.get(item.id) ?? [];
    const later = (from: number) => chances?.find((chance) => chance >= from) ?? (chances ? input.periods : from);
    // Beyond the plan a week goes like the last one.
    const until = (end: number) => {
      let sum = 0;
      for (let at = period; at < end; at += 1) sum += own[at < own.length ? at : own.length - week + (at % week)] ?? 0;
      return sum;
    };
    const there = stock + outstanding;
    if (there >= until(later(period + 1) + item.leadTime) - 1e-9) return 0;
    const cycle = Math.min(week, item.shelfLife ?? week);
    return toPacks(item, until(later(period + cycle) + item.leadTime) - there);
  };
}

/** Whole packs, no less than the smallest order. */
function toPacks(item: InventoryItem, wanted: number): number {
  if (wanted <= 1e-9) return 0;
  const units = Math.min(Math.max(wanted, item.minimumOrder), item.maximumOrder ?? Number.POSITIVE_INFINITY);
  return item.packSize === null ? units : Math.ceil(units / item.packSize - 1e-9) * item.packSize;
}
