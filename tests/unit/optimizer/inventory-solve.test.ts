import { describe, expect, it } from 'vitest';
import { buildInventory } from '../../../src/engines/optimizer/inventory/build-inventory.ts';
import { optimizeInventory } from '../../../src/engines/optimizer/inventory/inventory-model.ts';
import { readInventoryPlan } from '../../../src/engines/optimizer/inventory/read-inventory-plan.ts';
import { scoreOrders } from '../../../src/engines/optimizer/inventory/simulate-orders.ts';
import { solveInventory } from '../../../src/engines/optimizer/inventory/solve-inventory.ts';
import { splitModel } from '../../../src/engines/optimizer/inventory/split-model.ts';
import { findStart } from '../../../src/engines/optimizer/inventory/start-orders.ts';
import type { InventoryInput, InventoryItem } from '../../../src/engines/optimizer/inventory/types.ts';
import { verifyInventory } from '../../../src/engines/optimizer/inventory/verify-inventory.ts';
import { LinearModel } from '../../../src/engines/optimizer/model/linear-model.ts';
import { hasPlan } from '../../../src/engines/optimizer/model/solution.ts';
import { solveModel } from '../../../src/engines/optimizer/model/solve-model.ts';
import { makeHardOrders } from './make-orders.ts';

const violations = (input: InventoryInput, plan: Parameters<typeof verifyInventory>[1]) =>
  verifyInventory(input, plan).violations.filter(({ amount }) => amount > 1e-6);

describe('a model in parts', () => {
  it('falls apart where only the rows left out hold it together', () => {
    const model = new LinearModel('minimize');
    const [a, b, c, alone] = ['a', 'b', 'c', 'alone'].map((name) => model.addVariable({ name, cost: 1 }));
    if (a === undefined || b === undefined || c === undefined || alone === undefined) throw new Error('no variables');
    model.addRow({
      name: 'pair',
      lower: 1,
      terms: [
        [a, 1],
        [c, 2],
      ],
    });
    const shared = model.addRow({
      name: 'shared',
      upper: 9,
      terms: [
        [a, 1],
        [b, 1],
      ],
    });
    model.addRow({ name: 'own', lower: 2, terms: [[b, 1]] });
    const parts = splitModel(model, new Set([shared]));
    expect(parts.map(({ variables }) => [...variables])).toEqual([
      [a, c],
      [b, alone],
    ]);
    expect(parts.map(({ model: { rowCount } }) => rowCount)).toEqual([1, 1]);
    expect(splitModel(model, new Set()).map(({ variables }) => variables.length)).toEqual([3, 1]);
  });

  it('gives the plan of the whole where suppliers share a full storage', () => {
    const input = { ...makeHardOrders(5, 5), storageLimit: 520 };
    const built = buildInventory(input);
    const whole = solveModel(built.model, { timeLimitMs: 60_000, gap: 1e-5 });
    const split = solveInventory(built, { timeLimitMs: 60_000, gap: 1e-4 });
    if (!hasPlan(whole) || !hasPlan(split)) throw new Error('no plan');
    expect(whole.gap).toBeLessThanOrEqual(1e-5);
    expect(split.gap).toBeLessThanOrEqual(1e-4);
    expect(split.objective).toBeGreaterThanOrEqual(whole.bound * (1 - 1e-9));
    expect(split.bound).toBeLessThanOrEqual(whole.objective * (1 + 1e-9));
    const free = solveInventory(buildInventory({ ...input, storageLimit: 1e6 }), { timeLimitMs: 60_000, gap: 1e-4 });
    // The limit binds, or nothing was tested.
    expect(hasPlan(free) && free.objective).toBeLessThan(0.999 * split.objective);
  });
});

describe('a plan always comes out', () => {
  it('when there is no time at all: what the simple rule would order', () => {
    const input = makeHardOrders(20, 12);
    const built = buildInventory(input);
    const over = { leftMs: () => 0 };
    const solution = solveInventory(built, { timeLimitMs: 1, deadline: over, gap: 0.02 });
    if (!hasPlan(solution)) throw new Error(solution.status);
    expect(solution.status).toBe('best-found');
    const plan = readInventoryPlan(input, built, solution);
    expect(violations(input, plan)).toEqual([]);
    expect(plan.deliveries.length).toBeGreaterThan(0);
  });

  it('with decided orders and suppliers that want more than the rule orders', () => {
    const hard = makeHardOrders(8, 6);
    const [first, ...rest] = hard.items;
    if (!first) throw new Error('no item');
    const decided = { period: 1, quantity: (first.packSize ?? 1) * 30 };
    const input: InventoryInput = {
      ...hard,
      items: [{ ...first, fixedOrders: [decided] }, ...rest],
      suppliers: hard.suppliers.map((supplier) => ({ ...supplier, minimumValue: 100 })),
    };
    const built = buildInventory(input);
    const start = findStart(built);
    if (!start) throw new Error('no start');
    const values = { status: 'best-found', objective: 0, bound: 0, gap: 0, seconds: 0, values: start } as const;
    const plan = readInventoryPlan(input, built, values);
    expect(violations(input, plan)).toEqual([]);
    expect(plan.items[0]?.orders[1]).toBe(decided.quantity);
  });
});

describe('goods that go bad', () => {
  const turkey: InventoryItem = {
    id: 'turkey',
    name: 'turkey',
    supplier: 'butcher',
    unitCost: 7,
    holdingCost: 0.05,
    lostSaleCost: 12,
    orderCost: 0,
    leadTime: 2,
    packSize: 10,
    minimumOrder: 0,
    volume: 1,
    stock: 120,
    stockLife: 4,
    shelfLife: 7,
    demand: [20, 20, 20, 20, 20, 20, 20, 20],
  };
  const input: InventoryInput = {
    periods: 8,
    items: [turkey],
    suppliers: [{ id: 'butcher', name: 'the butcher', deliveryCost: 5 }],
    storageLimit: 300,
  };

  it('are thrown away when they are bad, not before, and the plan is what would happen', () => {
    const outcome = optimizeInventory(input);
    if (!('plan' in outcome)) throw new Error(outcome.status);
    const [own] = outcome.plan.items;
    // 120 there, 80 used in the four periods that they last.
    expect(own?.wasted).toEqual([0, 0, 0, 40, 0, 0, 0, 0]);
    const played = scoreOrders(input, [own?.orders ?? []]);
    expect(played.costs.total).toBeCloseTo(outcome.objective, 6);
    expect(played.items[0]?.stock).toEqual(own?.stock);
  });

  it('may be thrown away early where there is no room for them', () => {
    const outcome = optimizeInventory({ ...input, storageLimit: 60 });
    if (!('plan' in outcome)) throw new Error(outcome.status);
    expect(outcome.plan.items[0]?.wasted[0]).toBeCloseTo(40, 6);
  });
});
