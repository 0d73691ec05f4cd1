import { describe, expect, it } from 'vitest';
import { addBuffers } from '../../../src/engines/optimizer/inventory/add-buffers.ts';
import {
  economicOrderQuantity,
  economicOrderWithBackorders,
  expectOutcome,
  newsvendorNormal,
  orderQuantityWithDiscounts,
  wagnerWhitin,
} from '../../../src/engines/optimizer/inventory/closed-forms.ts';
import { optimizeInventory } from '../../../src/engines/optimizer/inventory/inventory-model.ts';
import { findReorderRules, followReorderRules } from '../../../src/engines/optimizer/inventory/reorder-point.ts';
import { simulateOrders } from '../../../src/engines/optimizer/inventory/simulate-orders.ts';
import type { InventoryInput, InventoryItem } from '../../../src/engines/optimizer/inventory/types.ts';
import { verifyInventory } from '../../../src/engines/optimizer/inventory/verify-inventory.ts';
import { judgeRandomInventory } from './judge-random-inventory.ts';
import { makeHardOrders } from './make-orders.ts';

const milk: InventoryItem = {
  id: 'milk',
  name: 'oat milk',
  supplier: 'dairy',
  unitCost: 2,
  holdingCost: 0.1,
  lostSaleCost: 3,
  orderCost: 4,
  leadTime: 0,
  packSize: 6,
  minimumOrder: 0,
  volume: 1,
  stock: 5,
  demand: [10, 12, 8, 10],
};
const dairy = { id: 'dairy', name: 'the dairy', deliveryCost: 5 };
const shop = (item: Partial<InventoryItem> = {}, rest: Partial<InventoryInput> = {}): InventoryInput => ({
  periods: 4,
  suppliers: [dairy],
  items: [{ ...milk, ...item }],
  ...rest,
});

function plan(input: InventoryInput, options?: Parameters<typeof optimizeInventory>[1]) {
  const outcome = optimizeInventory(input, options);
  if (!('plan' in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}

describe('formulas for one item', () => {
  // Values: Snyder & Shen, Fundamentals of Supply Chain Theory, 2nd ed., by example number.
  it('gives the order quantities of the textbook', () => {
    expect(economicOrderQuantity(8, 0.225, 1300)).toMatchObject({
      quantity: expect.closeTo(304.0467800264368, 9),
      cost: expect.closeTo(68.41052550594827, 9),
    });
    expect(economicOrderWithBackorders(8, 0.225, 5, 1300)).toMatchObject({
      quantity: expect.closeTo(310.8125551589646, 9),
      backordered: expect.closeTo(0.043062200956938, 9),
      cost: expect.closeTo(66.92136355097325, 9),
    });
    const breaks = [
      { from: 0, unitCost: 0.75 },
      { from: 400, unitCost: 0.72 },
      { from: 800, unitCost: 0.68 },
    ];
    expect(orderQuantityWithDiscounts(8, 0.3, 1300, breaks)).toMatchObject({
      quantity: 800,
      cost: expect.closeTo(978.6, 9),
    });
    const paper = newsvendorNormal(0.18, 0.7, 50, 8);
    expect(paper.quantity).toBeCloseTo(56.60395592743389, 9);
    expect(paper.cost).toBeCloseTo(1.997605193176645, 9);
    const { unsold, missed } = expectOutcome(paper.quantity, 50, 8);
    expect(0.18 * unsold + 0.7 * missed).toBeCloseTo(paper.cost, 9);
  });

  it('gives the order times of the textbook', () => {
    expect(wagnerWhitin(500, 2, [90, 120, 80, 70])).toEqual({ orders: [210, 0, 150, 0], cost: 1380 });
    expect(wagnerWhitin(100, 0.1, [200, 200, 200, 200, 200]).cost).toBeCloseTo(280, 9);
    expect(wagnerWhitin(100, 0.1, [0, 0, 5]).orders).toEqual([0, 0, 5]);
  });

  it('agrees with the optimiser on one item without limits', () => {
    const demand = [13, 0, 7, 22, 5, 9, 0, 18];
    const unitCost = [3, 3, 4, 3, 2, 3, 3, 5];
    const outcome = plan({
      periods: 8,
      suppliers: [{ ...dairy, deliveryCost: 0 }],
      items: [
        {
          ...milk,
          stock: 0,
          unitCost: 0,
          packSize: null,
          lostSaleCost: null,
          orderCost: 21,
          holdingCost: 0.7,
          demand,
          costByPeriod: unitCost,
        },
      ],
    });
    expect(outcome.objective).toBeCloseTo(wagnerWhitin(21, 0.7, demand, unitCost).cost, 6);
  });
});

describe('the inventory plan', () => {
  it('is the best of all that are possible, on 120 random small shops', () => {
    const judged = Array.from({ length: 120 }, (_, seed) => ({ seed, ...judgeRandomInventory(seed) }));
    expect(judged.filter(({ wrong }) => wrong !== null)).toEqual([]);
    expect(judged.filter(({ kind }) => kind === 'planned').length).toBeGreaterThan(100);
  });

  it('costs no more than the simple rule where that keeps to the limits', () => {
    const input = shop();
    const ruled = simulateOrders(input, followReorderRules(input, findReorderRules(input)));
    expect(verifyInventory(input, ruled).violations).toEqual([]);
    expect(plan(input).objective).toBeLessThanOrEqual(ruled.costs.total + 1e-9);
  });

  it('proves how close to the best a plan of a whole shop is', () => {
    const outcome = plan(makeHardOrders(12, 12), { timeLimitMs: 4000, gap: 0.05 });
    expect(outcome.bound).toBeLessThanOrEqual(outcome.objective);
    expect(outcome.gap).toBeLessThan(0.2);
  });

  it('reports lost sales apart that no order can prevent', () => {
    const outcome = plan(shop({ leadTime: 2 }));
    // 10 + 12 wanted before the first delivery, 5 there.
    expect(outcome.plan.unavoidable).toEqual({ units: 17, cost: 51 });
    expect(outcome.plan.costs.lostSales).toBeCloseTo(0, 9);
  });

  it('says what a full storage costs, and what makes an impossible plan possible', () => {
    const tight = plan(shop({ orderCost: 30, packSize: 1 }, { storageLimit: 11 }));
    expect(tight.explanation.limits[0]).toMatchObject({ limit: 'storage' });
    const poor = optimizeInventory(shop({ lostSaleCost: null, stock: 0 }, { budget: [30, 100, 100, 100] }));
    // 10 wanted in the first period: two packs of 6 at 2 each cost 24, but a budget of 20 buys one.
    expect(poor).toMatchObject({ status: 'optimal' });
    const broke = optimizeInventory(shop({ lostSaleCost: null, stock: 0 }, { budget: [20, 100, 100, 100] }));
    expect(broke).toMatchObject({ status: 'infeasible', remedies: [{ code: 'more-budget', amount: 4 }] });
  });
});

describe('buffers', () => {
  const sd = [4, 4, 4, 4];

  it('are z · sd over the time until help can come', () => {
    const { buffers } = addBuffers({ ...milk, leadTime: 1 }, { demandSd: sd, serviceLevel: 0.95 });
    // z(0.95) = 1.6448536 (NIST), lead time 1 and review time 1.
    expect(buffers?.map(({ target }) => target)).toEqual([
      0,
      ...Array(3).fill(expect.closeTo(1.6448536 * 4 * Math.SQRT2, 5)),
    ]);
  });

  it('of one-day goods are the newsvendor quantity, and what it leaves is no surprise', () => {
    const bun = {
      ...milk,
      shelfLife: 1,
      unitCost: 1,
      holdingCost: 0,
      lostSaleCost: 4,
      packSize: 1,
      stock: 0,
      orderCost: 0,
    };
    const item = addBuffers(bun, { demandSd: sd });
    const { quantity } = newsvendorNormal(1, 4, 10, 4);
    expect(item.buffers?.[0]?.target).toBeCloseTo(quantity - 10, 9);
    const outcome = plan(shop(item));
    const first = outcome.plan.items[0];
    expect(Math.abs((first?.orders[0] ?? 0) - quantity)).toBeLessThan(3);
    expect(outcome.plan.costs.waste).toBeCloseTo(0, 6);
  });

  it('are kept, but for part of a unit, where nothing forbids it', () => {
    const outcome = plan(
      shop(addBuffers({ ...milk, orderCost: 0, packSize: 1 }, { demandSd: sd, serviceLevel: 0.9 }), {
        suppliers: [{ ...dairy, deliveryCost: 0 }],
      }),
    );
    expect(outcome.plan.items[0]?.bufferShort.every((units) => units < 1)).toBe(true);
    expect(outcome.plan.costs.lostSales).toBeCloseTo(0, 9);
  });
});

describe('bad and impossible input', () => {
  it.each<[string, string, InventoryInput]>([
    ['a negative cost', 'unitCost', shop({ unitCost: -1 })],
    ['a demand that is no number', 'demand', shop({ demand: [1, Number.NaN, 2, 3] })],
    ['infinite stock', 'stock', shop({ stock: Infinity })],
    ['demand of another length', 'demand-length', shop({ demand: [1] })],
    ['nothing at all', 'no-items', { periods: 4, items: [], suppliers: [] }],
    ['no periods', 'periods', shop({}, { periods: 0 })],
    ['an unknown supplier', 'supplier-unknown', shop({ supplier: 'nobody' })],
    ['a smallest order above the largest', 'order-bounds', shop({ minimumOrder: 20, maximumOrder: 10 })],
    ['demand before any delivery', 'demand-before-delivery', shop({ lostSaleCost: null, leadTime: 1 })],
    ['a full storage', 'storage-full', shop({ stock: 500 }, { storageLimit: 20 })],
    ['the same item twice', 'item-twice', shop({}, { items: [milk, milk] })],
    ['packs of nothing', 'packSize', shop({ packSize: 0 })],
  ])('is told in words: %s', (_, code, input) => {
    const outcome = optimizeInventory(input);
    if (outcome.status !== 'invalid') throw new Error(outcome.status);
    expect(outcome.findings.map((finding) => finding.code)).toContain(code);
    for (const { words } of outcome.findings) expect(words).toMatch(/^\S.{15,}\.$/);
  });

  it('is refused at once when there is too much of it', () => {
    const outcome = optimizeInventory(makeHardOrders(10_000, 12));
    expect(outcome).toMatchObject({ status: 'invalid', findings: [{ code: 'too-many-items' }] });
  });

  it('does not break on demand above any capacity', () => {
    const outcome = plan(shop({ demand: [1e8, 1e8, 1e8, 1e8], maximumOrder: 60 }, { storageLimit: 10 }));
    expect(outcome.explanation.shortfalls.length).toBeGreaterThan(0);
  });
});
