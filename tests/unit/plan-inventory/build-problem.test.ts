import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../../skills/plan-inventory/apply-changes.ts';
import { buildProblem } from '../../../skills/plan-inventory/build-problem.ts';
import { chooseHorizon } from '../../../skills/plan-inventory/choose-horizon.ts';
import { closedPeriods, takenIn } from '../../../skills/plan-inventory/closed-periods.ts';
import { correlate, expectUse, type Trade } from '../../../skills/plan-inventory/expect-use.ts';
import { barClosedDays } from '../../../skills/plan-inventory/fix-orders.ts';
import { linkItem } from '../../../skills/plan-inventory/link-items.ts';
import { readMargins } from '../../../skills/plan-inventory/price-shortage.ts';
import type { ProductSales } from '../../../skills/plan-inventory/sales-history.ts';
import { startStock } from '../../../skills/plan-inventory/start-stock.ts';
import { addDays } from '../../../src/calendar/civil-day.ts';
import type { PlanChange } from '../../../src/contracts/plan.ts';
import type { ItemRecord, RecipeRecord, SupplierRecord } from '../../../src/contracts/record.ts';

const TODAY = '2026-11-22'; // a Sunday
const items: ItemRecord[] = [
  { name: 'Milk', unit: 'l', supplier: 'Dairy', cost: 1, stock: 30, packSize: 6, shelfLifeDays: 8 },
  { name: 'Beans', unit: 'kg', supplier: 'Roaster', cost: 10, stock: 4, countedOn: '2026-11-20' },
  { name: 'Soap', supplier: 'Roaster', cost: 2, stock: 3, weeklyUse: 7 },
];
const suppliers: SupplierRecord[] = [
  { name: 'Dairy', leadDays: 1, deliveryCost: 5 },
  { name: 'roaster', leadDays: 2, orderDays: [0, 3] },
];
const recipes: RecipeRecord[] = [
  { product: 'Latte', item: 'milk', quantity: 0.2 },
  { product: 'Latte', item: 'Beans', quantity: 0.01 },
  { product: 'Mocha', item: 'Milk', quantity: 0.1 },
];

function sales(key: string, name: string, mean: number, sd: number, past: number[] = []): ProductSales {
  const days = new Map(
    Array.from({ length: 40 }, (_, at) => [addDays('2026-11-01', at), { mean, sd: at > 21 ? sd : 0 }]),
  );
  const ahead = { mean: 7 * mean, low80: 6 * mean, high80: 8 * mean };
  return { key, name, days, carry: 1, past, ahead, metric: 'units', filter: {}, earned: 4 };
}

function tradeOf(correlation: number, changes: Trade['demand'] = []): Trade {
  const products = [sales('latte', 'Latte', 100, 10), sales('mocha', 'Mocha', 50, 8)];
  return {
    products: new Map(products.map((one) => [one.key, one])),
    correlation: () => correlation,
    whole: null,
    demand: changes,
    start: '2026-11-23',
  };
}

const limits = { storage: null, budget: null, serviceLevel: 0.95, holdingRate: 0.25 };
const sold = new Set(['latte', 'mocha']);
const uses = new Map(items.map((item) => [item.name.toLowerCase(), linkItem(item, recipes, sold)]));

function build(changes: PlanChange[] = []) {
  const room = applyChanges({ items, suppliers, limits }, changes, ['Latte', 'Mocha']);
  const horizon = chooseHorizon(TODAY, undefined, room.items, room.suppliers);
  const trade = tradeOf(0, room.demand);
  const margins = readMargins({
    products: [{ name: 'Latte', price: 4, cost: 1 }],
    items,
    recipes,
    sales: trade.products,
  });
  return buildProblem({ room, horizon, trade, uses, margins, deliveries: [], usualCost: 1, freshIsOrdered: true });
}

const itemOf = (made: ReturnType<typeof build>, id: string) => {
  const found = made.input.items.find((item) => item.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

describe('what is used of an item', () => {
  test('recipes times sales, spreads joined by their correlation', () => {
    const use = uses.get('milk') ?? { kind: 'unknown' as const };
    // 0.2 × 100 + 0.1 × 50; variances (0.2 × 10)² and (0.1 × 8)².
    const alone = expectUse('milk', use, tradeOf(0)).day('2026-11-25');
    expect(alone.mean).toBeCloseTo(25, 9);
    expect(alone.sd).toBeCloseTo(Math.sqrt(4 + 0.64), 9);
    // Moving as one, spreads add up.
    expect(expectUse('milk', use, tradeOf(1)).day('2026-11-25').sd).toBeCloseTo(2.8, 9);
  });

  test('a change of demand holds for the plan and leaves the past alone', () => {
    const demand = [{ product: 'latte', change: { what: 'demand' as const, of: 'Latte', percent: 50 } }];
    const use = expectUse('milk', uses.get('milk') ?? { kind: 'unknown' }, tradeOf(0, demand));
    expect(use.day('2026-11-25').mean).toBeCloseTo(35, 9);
    expect(use.day('2026-11-20').mean).toBeCloseTo(25, 9);
  });

  test('weekly use is spread evenly where nothing tells the days', () => {
    const use = expectUse('soap', uses.get('soap') ?? { kind: 'unknown' }, tradeOf(0));
    expect(use.day('2026-11-25').mean).toBeCloseTo(1, 9);
  });

  test('products that move together are seen to do so', () => {
    const up = Array.from({ length: 60 }, (_, at) => 100 + 20 * Math.sin(at * 1.7));
    const against = up.map((value) => 200 - value);
    const correlation = correlate([
      sales('a', 'A', 1, 1, up),
      sales('b', 'B', 1, 1, up),
      sales('c', 'C', 1, 1, against),
    ]);
    expect(correlation('a', 'b')).toBeCloseTo(1, 9);
    expect(correlation('a', 'c')).toBeCloseTo(-1, 9);
  });
});

describe('the problem', () => {
  test('begins tomorrow and reaches beyond the slowest supplier', () => {
    // Roaster: two days' delivery, four days between Thursday and Monday, one more to see it arrive.
    const horizon = chooseHorizon(TODAY, undefined, items, suppliers);
    expect(horizon.grain).toBe('day');
    expect(horizon.dates[0]).toBe('2026-11-23');
    expect(horizon.dates).toHaveLength(7);
    const made = build();
    expect(made.input.suppliers.find(({ id }) => id === 'roaster')?.orderPeriods).toEqual([0, 3]);
    expect(itemOf(made, 'beans').leadTime).toBe(2);
  });

  test('asked for a quarter it counts in weeks; days that are over are refused', () => {
    const horizon = chooseHorizon(TODAY, { start: '2026-11-23', end: '2027-01-31' }, items.slice(1), suppliers);
    expect(horizon).toMatchObject({ grain: 'week', end: '2027-01-31' });
    expect(() => chooseHorizon(TODAY, { start: '2026-11-01', end: '2026-11-10' }, items, suppliers)).toThrow(/over/);
  });

  test('a missing unit costs the margin of the sales it stops', () => {
    const made = build();
    // Latte 3 (list), Mocha 4 earned less 0.1 of milk = 3.9: (3 × 100 + 3.9 × 50) / (20 + 5) by litre.
    expect(itemOf(made, 'milk').lostSaleCost).toBeCloseTo((3 * 100 + 3.9 * 50) / 25, 9);
    expect(itemOf(made, 'beans').lostSaleCost).toBeCloseTo(3 / 0.01, 6);
    expect(made.assumedMargin).toEqual(['Soap']);
    expect(itemOf(made, 'soap').lostSaleCost).toBeCloseTo((2 * 0.3) / 0.7, 9);
  });

  test('stock counted two days ago is what is left of it', () => {
    // 4 kg less the use of Nov 21 and 22, one kilogram a day.
    expect(itemOf(build(), 'beans').stock).toBeCloseTo(2, 9);
  });

  test('stock nobody counted lasts a week, fresh goods are as old as the last delivery may be', () => {
    const use = { day: () => ({ mean: 3, sd: 0 }), carry: 1 };
    expect(startStock({ name: 'x' }, use, '2026-11-23', [], 1)).toEqual({ stock: 21, lifeDays: undefined });
    const fresh = { name: 'x', stock: 5, shelfLifeDays: 6, countedOn: '2026-11-22' };
    expect(startStock(fresh, use, '2026-11-23', [], 2)).toEqual({ stock: 5, lifeDays: 4 });
    expect(startStock(fresh, use, '2026-11-23', [], 7)).toEqual({ stock: 5, lifeDays: 3 });
    const due = [{ day: '2026-11-22', quantity: 10 }];
    expect(startStock({ ...fresh, countedOn: '2026-11-21', shelfLifeDays: 20 }, use, '2026-11-23', due, 1).stock).toBe(
      12,
    );
  });

  test('changes: stock, cost, delivery time, storage, a decided order, an item left out', () => {
    const made = build([
      { what: 'stock', of: 'milk', to: 12 },
      { what: 'cost', of: 'beans', percent: 10 },
      { what: 'lead-time', of: 'Dairy', by: 1 },
      { what: 'order', of: 'milk', to: 20 },
      { what: 'item', of: 'soap', off: true },
    ]);
    expect(made.input.items.map(({ id }) => id)).toEqual(['milk', 'beans']);
    expect(itemOf(made, 'milk')).toMatchObject({ stock: 12, leadTime: 2, fixedOrders: [{ period: 0, quantity: 24 }] });
    expect(itemOf(made, 'beans').unitCost).toBeCloseTo(11, 9);
  });

  test('a supplier that is out delivers nothing', () => {
    const made = build([{ what: 'supplier', of: 'dairy', off: true }]);
    const { fixedOrders = [] } = itemOf(made, 'milk');
    expect(fixedOrders).toHaveLength(7);
    expect(fixedOrders.every(({ quantity }) => quantity === 0)).toBe(true);
  });

  test('a supplier that is out on a day takes no order and brings nothing on it', () => {
    const made = build([{ what: 'supplier', of: 'dairy', weekday: 2, off: true }]);
    // Wednesday is the third day; what is ordered on Tuesday would come on it.
    expect(itemOf(made, 'milk').fixedOrders?.toSorted((a, b) => a.period - b.period)).toEqual([
      { period: 1, quantity: 0 },
      { period: 2, quantity: 0 },
    ]);
    expect(itemOf(made, 'beans').fixedOrders).toBeUndefined();
  });

  test('what comes the day it is ordered is not ordered on a closed day; the rest is taken in when open again', () => {
    const made = ['milk', 'beans'].map((id) => itemOf(build(), id));
    const shut = made.map((item, at) => ({
      ...item,
      leadTime: at,
      demand: item.demand.map((units, day) => (day === 3 ? 0 : units)),
    }));
    const horizon = chooseHorizon(TODAY, undefined, items, suppliers);
    expect(barClosedDays(shut, horizon).map(({ fixedOrders }) => fixedOrders)).toEqual([
      [{ period: 3, quantity: 0 }],
      undefined,
    ]);
    expect(barClosedDays(made, horizon)).toBe(made);
    const closed = closedPeriods({ items: shut, periods: 7 });
    expect([2, 3, 4].map((period) => takenIn(period, closed))).toEqual([2, 4, 4]);
  });

  test('names nobody knows, and limits nobody told, are said', () => {
    expect(() => build([{ what: 'stock', of: 'Mohair', to: 1 }])).toThrow(/know no item/);
    expect(() => build([{ what: 'storage', percent: -20 }])).toThrow(/no such limit/);
    expect(() => build([{ what: 'order', of: 'milk', by: 2 }])).toThrow(/How much/);
  });
});
