import { describe, expect, test } from 'vitest';
import type { BasisItem, InventoryBasis } from '../../../skills/plan-inventory/inventory-basis.ts';
import { replayPlan } from '../../../skills/plan-inventory/replay-plan.ts';
import { sayGain } from '../../../skills/plan-inventory/say-gain.ts';
import { scoreSimpleWays } from '../../../skills/plan-inventory/simple-ways.ts';
import type { MadePlan } from '../../../skills/planning/plan-maker.ts';
import { addDays } from '../../../src/calendar/civil-day.ts';
import { scoreOrders } from '../../../src/engines/optimizer/inventory/simulate-orders.ts';
import type { InventoryInput, InventoryItem } from '../../../src/engines/optimizer/inventory/types.ts';
import { createFactBook } from '../../../src/facts/fact-book.ts';
import { createGrounder } from '../../../src/facts/ground.ts';

const START = '2026-11-23';
const dates = Array.from({ length: 7 }, (_, at) => addDays(START, at));
const milk: InventoryItem = {
  id: 'milk',
  name: 'Milk',
  supplier: 'dairy',
  unitCost: 2,
  holdingCost: 0.01,
  lostSaleCost: 3,
  orderCost: 0,
  leadTime: 0,
  packSize: 1,
  minimumOrder: 0,
  volume: 0,
  stock: 0,
  demand: [10, 10, 10, 10, 10, 10, 10],
};
const problem: InventoryInput = {
  periods: 7,
  items: [milk],
  suppliers: [{ id: 'dairy', name: 'Dairy', deliveryCost: 10 }],
};
const item: BasisItem = {
  id: 'milk',
  name: 'Milk',
  unit: 'l',
  supplierName: 'Dairy',
  sd: [],
  leadDays: 0,
  products: [],
};

function made(
  orders: readonly number[],
  simple: InventoryBasis['simple'],
  gap = 0,
): MadePlan<'inventory', InventoryBasis> {
  return {
    request: { kind: 'inventory', changes: [] },
    problem,
    basis: {
      period: { start: START, end: dates.at(-1) ?? START },
      assumptions: [],
      sources: [],
      steps: [],
      grain: 'day',
      dates,
      items: [item],
      simple,
      expected: [],
      unlinked: [],
      unsold: [],
      oldCounts: null,
      onTheWay: 0,
      place: null,
      storageLimit: null,
      asked: [],
    },
    outcome: {
      status: gap > 0 ? 'best-found' : 'optimal',
      objective: 0,
      bound: 0,
      gap,
      seconds: 0,
      findings: [],
      plan: scoreOrders(problem, [orders]),
      explanation: {
        limits: [],
        shortfalls: [],
        rules: [],
        ruleCosts: scoreOrders(problem, []).costs,
        ruleBreaks: [],
        alternatives: [],
      },
    },
  };
}

function say(...args: Parameters<typeof made>): string {
  const book = createFactBook();
  const template = sayGain(book, made(...args));
  return createGrounder(book.facts, { locale: 'en-US', currency: 'USD', today: START }).text(template);
}

describe('what a plan saves', () => {
  // One delivery of 70 on the first day: 10 for it, and 60 + 50 + … + 10 units kept for a day at 0.01: 12.10.
  const once = [70, 0, 0, 0, 0, 0, 0];

  test('is against the better simple way, by name, for seven days', () => {
    expect(say(once, { way: 'reorder-points', total: 40, breaks: false })).toBe(
      'It should save about $28 a week against a simple reorder rule.',
    );
    expect(say(once, { way: 'last-week', total: 40, breaks: true })).toBe(
      'It should save about $28 a week against filling up to what you used last week, which would also break some limits.',
    );
  });

  test('is nothing when it is small, or smaller than what the plan may be from the best', () => {
    expect(say(once, { way: 'last-week', total: 12.2, breaks: false })).toMatch(/^It costs about the same as filling/);
    expect(say(once, { way: 'reorder-points', total: 14, breaks: false }, 0.3)).toMatch(/^It costs about the same as/);
  });

  test('is owned up to when a way that breaks limits is cheaper', () => {
    expect(say(once, { way: 'reorder-points', total: 6, breaks: true })).toBe(
      'It costs about $6.10 a week more than a simple reorder rule, which would break some limits.',
    );
  });

  test('the last week filled up counts what is on the shelf', () => {
    const horizon = { grain: 'day' as const, dates, end: dates.at(-1) ?? START };
    const full = { ...problem, items: [{ ...milk, stock: 70 }] };
    // The shelf holds the week: nothing is ordered, and keeping it costs 0.01 · (60 + … + 0).
    const simple = scoreSimpleWays({ input: full, items: [item] }, horizon, () => 10);
    expect(simple.total).toBeCloseTo(2.1, 9);
    // An empty one is filled once.
    expect(scoreSimpleWays({ input: problem, items: [item] }, horizon, () => 10).total).toBeCloseTo(12.1, 9);
  });
});

describe('the replay of a plan', () => {
  test('counts what would happen, whatever stock the solver had in mind', () => {
    const plan = made([70, 0, 0, 0, 0, 0, 0], { way: 'last-week', total: 40, breaks: false });
    const [own] = plan.outcome.plan.items;
    if (!own) throw new Error('no item');
    const imagined = { ...plan.outcome.plan, items: [{ ...own, stock: own.stock.map(() => 0), wasted: [60] }] };
    const { outcome } = replayPlan({ ...plan, outcome: { ...plan.outcome, plan: imagined } });
    expect(outcome.plan.items[0]?.stock).toEqual([60, 50, 40, 30, 20, 10, 0]);
    expect(outcome.plan.costs.waste).toBe(0);
  });
});
