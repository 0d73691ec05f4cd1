import type { FoundPlan } from '../model/solution.ts';
import type { BuiltBudget } from './build-budget.ts';
import { resultAt } from './response-curve.ts';
import type { BudgetInput, BudgetPlan, BudgetRow, BudgetScore } from './types.ts';

/** The plan behind the solver's values. */
export function readBudgetPlan(
  input: BudgetInput,
  built: BuiltBudget,
  { values }: Pick<FoundPlan, 'values'>,
): BudgetPlan {
  const spend = input.channels.map(() => new Array<number>(input.periods ?? 1).fill(0));
  for (const cell of built.cells) {
    const row = spend[cell.channel];
    const amount = values[cell.spend] ?? 0;
    // That little is the solver's rounding, not money.
    if (row) row[cell.period] = amount < 1e-9 ? 0 : amount;
  }
  return { ...scoreSpend(input, spend), today: scoreToday(input) };
}

/** Any split, one list of periods a channel, scored in the model: what a person typed, today's, the solver's. */
export function scoreSpend(input: BudgetInput, spend: readonly (readonly number[])[]): BudgetScore {
  const rows = input.channels.map((channel, index): BudgetRow => {
    const own = spend[index] ?? [];
    const felt = feelSpend(own, channel.carryOver ?? 0);
    const result = felt.map((amount, period) => (channel.strength?.[period] ?? 1) * resultAt(channel.curve, amount));
    return { channelId: channel.id, spend: own, result, totalSpend: addUp(own), totalResult: addUp(result) };
  });
  const total = addUp(rows.map(({ totalSpend }) => totalSpend));
  const value = addUp(rows.map(({ totalResult }, i) => totalResult * (input.channels[i]?.value ?? 1)));
  return { rows, spend: total, value, objective: input.aim === 'profit' ? value - total : value };
}

function scoreToday(input: BudgetInput): BudgetScore | null {
  const spend = input.channels.map(({ current }) => new Array<number>(input.periods ?? 1).fill(current ?? Number.NaN));
  return spend.flat().some(Number.isNaN) ? null : scoreSpend(input, spend);
}

/** Spend as it is felt when the plan is repeated on and on (see `buildBudget`). */
export function feelSpend(spend: readonly number[], carryOver: number): readonly number[] {
  const n = spend.length;
  if (carryOver === 0 || n <= 1) return spend;
  // Σ over all earlier periods of (1 − c) c^age, folded onto one round.
  const fold = (1 - carryOver) / (1 - carryOver ** n);
  return spend.map((_, t) => {
    let sum = 0;
    for (let age = 0; age < n; age += 1) sum += carryOver ** age * (spend[(((t - age) % n) + n) % n] ?? 0);
    return fold * sum;
  });
}

function addUp(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
