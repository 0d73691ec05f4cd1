import { quantileOf } from '../estimation/normal.ts';
import { feelSpend, scoreSpend } from './read-budget-plan.ts';
import { resultAt } from './response-curve.ts';
import type {
  BudgetChannel,
  BudgetExplanation,
  BudgetInput,
  BudgetPlan,
  DrawnInterval,
  MarginalReturn,
} from './types.ts';

/** Objective of the plan less today's in every draw of the curves. Without draws there is nothing to vary: null. */
export function simulateBudgetGain(input: BudgetInput, plan: BudgetPlan): BudgetExplanation['gain'] {
  const { today } = plan;
  const draws = countDraws(input.channels);
  if (!today || draws === 0) return null;
  const gains = Float64Array.from({ length: draws }, (_, draw) => {
    const drawn: BudgetInput = { ...input, channels: input.channels.map((channel) => pickDraw(channel, draw)) };
    const score = (rows: BudgetPlan['rows']) =>
      scoreSpend(
        drawn,
        rows.map(({ spend }) => spend),
      ).objective;
    return score(plan.rows) - score(today.rows);
  });
  return { ...summarise(gains), chance: gains.filter((gain) => gain > 0).length / draws };
}

/** What the next and the last bit of money bring in each channel, the most rewarding first. */
export function findMarginals(input: BudgetInput, plan: BudgetPlan): readonly MarginalReturn[] {
  const step = input.nextStep ?? 100;
  return input.channels
    .map((channel, i): MarginalReturn => {
      const spend = plan.rows[i]?.spend ?? [];
      const change = (of: BudgetChannel, by: number) => valueOfChange(of, spend, by);
      const draws = channel.curve.kind === 'draws' ? channel.curve.draws.length : 0;
      const drawn = Float64Array.from({ length: draws }, (_, draw) => change(pickDraw(channel, draw), step));
      const { max = Infinity, maxTotal = Infinity } = channel;
      const total = spend.reduce((sum, amount) => sum + amount, 0);
      return {
        channelId: channel.id,
        next: change(channel, step),
        last: -change(channel, -Math.min(step, total)),
        interval: draws > 0 ? summarise(drawn) : null,
        full: total >= maxTotal * (1 - 1e-9) || spend.every((amount) => amount >= max * (1 - 1e-9)),
      };
    })
    .sort((a, b) => b.next - a.next);
}

function valueOfChange(channel: BudgetChannel, spend: readonly number[], by: number): number {
  const { curve, strength, value = 1, carryOver = 0 } = channel;
  // More of the same in every period is felt as just that much more, whatever lasts.
  const each = by / Math.max(1, spend.length);
  return feelSpend(spend, carryOver).reduce((sum, felt, period) => {
    return sum + value * (strength?.[period] ?? 1) * (resultAt(curve, felt + each) - resultAt(curve, felt));
  }, 0);
}

function countDraws(channels: readonly BudgetChannel[]): number {
  return Math.max(0, ...channels.map(({ curve }) => (curve.kind === 'draws' ? curve.draws.length : 0)));
}

function pickDraw(channel: BudgetChannel, draw: number): BudgetChannel {
  if (channel.curve.kind !== 'draws') return channel;
  const { draws } = channel.curve;
  return { ...channel, curve: draws[draw % draws.length] ?? { kind: 'linear', perUnit: 0 } };
}

function summarise(values: Float64Array): DrawnInterval {
  const sorted = values.toSorted();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, low80: quantileOf(sorted, 0.1), high80: quantileOf(sorted, 0.9) };
}
