import type { BudgetInput } from '../../src/engines/optimizer/budget/types.ts';
import type { SkillContext } from '../context.ts';
import type { BudgetBasis } from './basis.ts';

const TIME_LIMIT_MS = 1_000;

/**
 * The spend a week beyond which the next bit of money brings less than it costs, within the same limits.
 * @param value money one result is worth
 * @returns null when the limits leave no plan, or there was no time for one
 */
export async function findBestTotal(
  ctx: SkillContext,
  problem: BudgetInput,
  value: number,
): Promise<BudgetBasis['bestTotal']> {
  const { periods = 1 } = problem;
  const room = problem.channels.reduce((sum, { max = 0, min = 0 }) => sum + Math.max(max, min), 0) * periods;
  const input: BudgetInput = {
    ...problem,
    channels: problem.channels.map((channel) => ({ ...channel, value })),
    total: room,
    aim: 'profit',
  };
  const { kind, outcome } = await ctx.engines.run(
    'optimize',
    { kind: 'budget', input, timeLimitMs: TIME_LIMIT_MS },
    { deadlineMs: TIME_LIMIT_MS + 10_000, signal: ctx.signal },
  );
  if (kind !== 'budget' || !('plan' in outcome)) return null;
  const { spend, rows } = outcome.plan;
  return { spend: spend / periods, result: rows.reduce((sum, row) => sum + row.totalResult, 0) / periods };
}
