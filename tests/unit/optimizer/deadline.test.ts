import { describe, expect, it } from 'vitest';
import { openDeadline } from '../../../src/engines/optimizer/model/deadline.ts';
import { LinearModel } from '../../../src/engines/optimizer/model/linear-model.ts';
import { runOptimization } from '../../../src/engines/optimizer/model/run-optimization.ts';
import { solveModel } from '../../../src/engines/optimizer/model/solve-model.ts';
import { pricingModel } from '../../../src/engines/optimizer/pricing/pricing-model.ts';
import { openPurse } from '../../../src/engines/optimizer/time-purse.ts';
import { makePrices } from '../../bench/optimize-instances.ts';

/** A clock that somebody else moves. */
function makeClock() {
  let time = 0;
  return { now: () => time, pass: (ms: number) => (time += ms) };
}

describe('a deadline', () => {
  it('ends solves and purses that come after it', () => {
    const clock = makeClock();
    const deadline = openDeadline(clock.now, 1000);
    const model = new LinearModel('maximize');
    model.addVariable({ name: 'cups', upper: 3, cost: 1 });
    const purse = openPurse(5000, deadline);
    expect(solveModel(model, { deadline }).status).toBe('optimal');
    expect(purse.nextLimitMs()).toBeGreaterThan(0);
    clock.pass(1000);
    expect(solveModel(model, { deadline })).toEqual({ status: 'no-plan', seconds: 0 });
    expect(purse.nextLimitMs()).toBe(0);
  });

  it('does not cost the plan when explaining has no time left', () => {
    const clock = makeClock();
    const input = makePrices(8, 5);
    const free = runOptimization(pricingModel, input);
    const late = runOptimization(
      {
        ...pricingModel,
        explain: (solved) => {
          clock.pass(60_000);
          return pricingModel.explain(solved);
        },
      },
      input,
      { timeLimitMs: 5000, now: clock.now },
    );
    if (!('plan' in free) || !('plan' in late)) throw new Error(`${free.status}, ${late.status}`);
    expect(late.plan).toEqual(free.plan);
    expect(free.explanation.binding.length + free.explanation.alternatives.length).toBeGreaterThan(0);
    expect(late.explanation).toMatchObject({ binding: [], alternatives: [] });
  });
});
