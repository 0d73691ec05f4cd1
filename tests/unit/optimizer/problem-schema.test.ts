import { describe, expect, it } from 'vitest';
import { PLAN_KINDS, type PlanKind } from '../../../src/contracts/plan.ts';
import { PROBLEM_SCHEMA } from '../../../src/optimize/problem-schema.ts';
import { makeBudget, makePrices, makeRoster } from '../../bench/optimize-instances.ts';
import { COMPLETE } from './complete-problems.ts';
import { makeCafe } from './make-cafe.ts';
import { makeHardOrders } from './make-orders.ts';
import { makeRandomBudget } from './random-budget.ts';
import { createRandom, makeRandomInventory } from './random-inventory.ts';
import { makeRandomLinearBudget } from './random-linear-budget.ts';
import { makeRandomPricing } from './random-pricing.ts';
import { makeRandomRoster } from './random-roster.ts';

const seeds = Array.from({ length: 100 }, (_, at) => at + 1);

/** What the engines' own tests plan with. */
const TRIED: Readonly<Record<PlanKind, readonly unknown[]>> = {
  inventory: [makeHardOrders(20, 12), ...seeds.map(makeRandomInventory)],
  staffing: [makeCafe(), makeRoster(12, 7), ...seeds.map((seed) => makeRandomRoster(createRandom(seed)))],
  pricing: [makePrices(20, 9), ...seeds.map((seed) => makeRandomPricing(createRandom(seed)))],
  budget: [
    makeBudget(10),
    ...seeds.flatMap((seed) => [makeRandomBudget(createRandom(seed)), makeRandomLinearBudget(createRandom(seed))]),
  ],
};

/** As it comes over HTTP. */
const asJson = (problem: unknown): unknown => JSON.parse(JSON.stringify(problem));

describe.each(PLAN_KINDS)('the form of a problem (%s)', (kind) => {
  it('lets every field of the engine through, unchanged', () => {
    expect(PROBLEM_SCHEMA[kind].parse(asJson(COMPLETE[kind]))).toEqual(COMPLETE[kind]);
  });

  it('takes what the engine is tested with', () => {
    for (const problem of TRIED[kind]) expect(PROBLEM_SCHEMA[kind].parse(asJson(problem))).toEqual(asJson(problem));
  });
});
