import { describe, expect, it } from 'vitest';
import { budgetModel } from '../../../src/engines/optimizer/budget/budget-model.ts';
import { scoreSpend } from '../../../src/engines/optimizer/budget/read-budget-plan.ts';
import type { BudgetChannel, BudgetInput } from '../../../src/engines/optimizer/budget/types.ts';
import { verifyBudget } from '../../../src/engines/optimizer/budget/verify-budget.ts';
import { seedRandom } from '../../../src/engines/optimizer/estimation/seeded-random.ts';
import { runOptimization } from '../../../src/engines/optimizer/model/run-optimization.ts';
import { judgeBySecondSolver, judgeByWaterFill } from './judge-random-budget.ts';
import { makeRandomBudget } from './random-budget.ts';
import { makeRandomLinearBudget } from './random-linear-budget.ts';

const channel = (id: string, a: number, more: Partial<BudgetChannel> = {}): BudgetChannel => ({
  id,
  name: id,
  curve: { kind: 'log', a, k: 100 },
  ...more,
});

function plan(input: BudgetInput) {
  const outcome = runOptimization(budgetModel, input);
  if (!('plan' in outcome)) throw new Error(`no plan: ${JSON.stringify(outcome)}`);
  return outcome;
}

describe('budget', () => {
  it('agrees with water-filling on 150 random small budgets with curves', () => {
    const random = seedRandom(21).uniform;
    const verdicts = Array.from({ length: 150 }, () => judgeByWaterFill(makeRandomBudget(random)));
    expect(verdicts).not.toContain('wrong');
    expect(verdicts.filter((verdict) => verdict === 'optimal').length).toBeGreaterThan(90);
  });

  it('is not taken in by a false proof: with its probing on, HiGHS called 957.24 the best of this one', () => {
    const input: BudgetInput = {
      channels: [
        {
          id: 'c0',
          name: 'Channel 0',
          curve: { kind: 'hill', a: 1465.2044041082263, k: 1657.7325550839305 },
          current: 720,
        },
        {
          id: 'c1',
          name: 'Channel 1',
          curve: { kind: 'exponential', a: 164.48004697449505, k: 859.0444223023951 },
          minIfUsed: 838,
          value: 0.2230603869073093,
          current: 1095,
        },
      ],
      total: 3756,
      aim: 'result',
    };
    // All of it on the first channel: 1465.2 × 3756 / (3756 + 1657.7).
    expect(judgeByWaterFill(input)).toBe('optimal');
    expect(plan(input).objective).toBeCloseTo(1016.55, 1);
  });
  it('agrees with a second solver on 150 random linear budgets over several periods', () => {
    const random = seedRandom(22).uniform;
    const verdicts = Array.from({ length: 150 }, () => judgeBySecondSolver(makeRandomLinearBudget(random)));
    expect(verdicts).not.toContain('wrong');
    expect(verdicts.filter((verdict) => verdict === 'optimal').length).toBeGreaterThan(90);
  });

  it('takes no wrong optimum for proven', () => {
    // Found among random budgets: HiGHS 1.15.3 called 1188.92 optimal (its presolve) when many lines were all but one.
    const curve = { kind: 'power', a: 21.917785143014044, b: 0.34320431675296276 } as const;
    const channels = [
      channel('a', 0, { curve, minIfUsed: 685 }),
      channel('b', 0, { curve: { kind: 'log', a: 1334.4924218486995, k: 1847.3067822866142 } }),
    ];
    const { objective } = plan({ channels, total: 2696 });
    expect(objective).toBeCloseTo(1334.4924218486995 * Math.log(1 + 2696 / 1847.3067822866142), 4);
  });

  it('splits square-root responses as the closed form does: spend in proportion to b squared', () => {
    const sizes = [10, 20, 30];
    const channels = sizes.map((a, i) => channel(`c${i}`, a, { curve: { kind: 'power', a, b: 0.5 } }));
    const { status, objective, plan: made } = plan({ channels, total: 1400 });
    expect(status).toBe('optimal');
    // Lagrange: x_i = total · b_i² / Σ b², value = √(total · Σ b²).
    expect(objective / Math.sqrt(1400 * 1400)).toBeCloseTo(1, 6);
    for (const [i, spend] of [100, 400, 900].entries())
      expect(Math.abs((made.rows[i]?.totalSpend ?? 0) - spend)).toBeLessThan(2);
  });

  it('gives every used channel without a limit of its own the same marginal return', () => {
    const channels = [channel('a', 300), channel('b', 500), channel('c', 700, { max: 300 })];
    const { explanation } = plan({ channels, total: 1500, nextStep: 1 });
    const next = Object.fromEntries(explanation.marginals.map((each) => [each.channelId, each]));
    expect(next.a?.next).toBeCloseTo(next.b?.next ?? 0, 2);
    expect(next.c?.full).toBe(true);
    expect(next.c?.next).toBeGreaterThan(next.a?.next ?? 0);
    const total = explanation.binding.find(({ code }) => code === 'total');
    expect(total?.worth).toBeCloseTo(next.a?.next ?? 0, 2);
    expect(explanation.binding[0]).toMatchObject({ code: 'max', id: 'c' });
  });

  it('leaves money unspent when the aim is profit', () => {
    const { plan: made } = plan({ channels: [channel('a', 400)], total: 1000, aim: 'profit' });
    // a / (k + x) = 1 at x = 300.
    expect(made.spend).toBeCloseTo(300, 0);
  });

  it('spends ahead of a strong period when the effect lasts', () => {
    const strength = [1, 1, 3, 1];
    const base = { total: 1000, periods: 4 };
    const spend = (carryOver: number) =>
      plan({ ...base, channels: [channel('a', 400, { carryOver, strength })] }).plan.rows[0]?.spend ?? [];
    const [first = 0, second = 0, third = 0] = spend(0);
    expect(first).toBeCloseTo(second, 0);
    expect(third).toBeGreaterThan(second);
    const [before = 0, ahead = 0] = spend(0.6);
    expect(ahead).toBeGreaterThan(before + 50);
  });

  it('scores today in the same model and says how sure the gain is', () => {
    const random = seedRandom(3);
    const draws = (a: number) =>
      Array.from({ length: 100 }, () => ({ kind: 'log', a: a * Math.exp(0.3 * random.normal()), k: 100 }) as const);
    const channels = [300, 600].map(
      (a, i): BudgetChannel => channel(`c${i}`, a, { curve: { kind: 'draws', draws: draws(a) }, current: 500 }),
    );
    const { plan: made, explanation } = plan({ channels, total: 1000 });
    expect(made.today?.spend).toBe(1000);
    const gain = made.objective - (made.today?.objective ?? 0);
    expect(gain).toBeGreaterThan(0);
    expect(explanation.gain?.mean).toBeCloseTo(gain, 6);
    expect(explanation.gain?.low80).toBeLessThan(gain);
    expect(explanation.gain?.high80).toBeGreaterThan(gain);
  });

  it('offers alternatives that lose at most 1% on the true curves', () => {
    const input: BudgetInput = {
      channels: [300, 320, 40, 500].map((a, i) => channel(`c${i}`, a, { current: 250 })),
      total: 1000,
    };
    const { objective, explanation } = plan(input);
    expect(explanation.alternatives.map(({ code }) => code)).toContain('closest-to-today');
    for (const { plan: other } of explanation.alternatives) {
      expect(
        scoreSpend(
          input,
          other.rows.map(({ spend }) => spend),
        ).objective,
      ).toBeGreaterThanOrEqual(0.99 * objective * (1 - 1e-4));
      expect(verifyBudget(input, other).violations).toEqual([]);
    }
  });

  it('names the smallest changes that make an impossible input possible, and they do', () => {
    const channels = [channel('a', 300, { min: 700 }), channel('b', 300, { min: 600, max: 650 })];
    const outcome = runOptimization(budgetModel, { channels, total: 1000 });
    expect(outcome.status).toBe('infeasible');
    const remedies = 'remedies' in outcome ? outcome.remedies : [];
    expect(remedies.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(300, 4);
    const amount = (code: string, id?: string) =>
      remedies
        .filter((each) => each.code === code && each.values?.id === id)
        .reduce((sum, each) => sum + each.amount, 0);
    const eased = channels.map((each) => ({ ...each, min: (each.min ?? 0) - amount('min', each.id) }));
    const again = runOptimization(budgetModel, { channels: eased, total: 1000 + amount('total') + 1e-4 });
    expect(again.status).toBe('optimal');
    const findings = 'findings' in outcome ? outcome.findings : [];
    expect(findings.map(({ code }) => code)).toContain('minimums-above-total');
  });

  it.each<[string, Partial<BudgetInput>]>([
    ['no-channels', { channels: [] }],
    ['total-negative', { total: Number.NaN }],
    ['amount-negative', { channels: [channel('a', 300, { min: -1 })] }],
    ['min-above-max', { channels: [channel('a', 300, { min: 10, max: 5 })] }],
    ['curve', { channels: [channel('a', Number.NaN)] }],
    ['curve', { channels: [channel('a', 1, { curve: { kind: 'power', a: 1, b: 2 } })] }],
    ['carry-over', { channels: [channel('a', 1, { carryOver: 1 })] }],
    ['periods', { periods: 1.5 }],
    ['channel-twice', { channels: [channel('a', 1), channel('a', 1)] }],
    ['current-unknown', { maxChange: 0.2 }],
    ['too-many-channels', { channels: Array.from({ length: 10_000 }, (_, i) => channel(`c${i}`, 1)) }],
  ])('refuses %s in words', (code, change) => {
    const outcome = runOptimization(budgetModel, { channels: [channel('a', 300)], total: 1000, ...change });
    expect(outcome.status).toBe('invalid');
    const findings = 'findings' in outcome ? outcome.findings : [];
    expect(findings.map((finding) => finding.code)).toContain(code);
  });
});
