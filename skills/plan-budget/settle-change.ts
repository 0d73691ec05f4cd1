import type { PlanChange } from '../../src/contracts/plan.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { figuresOf, type MadeBudget } from './figures.ts';
import { changeAmount } from './wishes.ts';

/**
 * "Twenty more for flyers", said under a plan, is more than the plan gives them, not more than today's spend: the step
 * becomes the amount a week that it leads to.
 */
export function settleChange(change: PlanChange, shown: MadeBudget): PlanChange {
  const { what, of, by, percent, ...rest } = change;
  if (what !== 'spend' || of === undefined || by === 0 || (by === undefined && percent === undefined)) return change;
  const figure = figuresOf(shown).find(({ channel }) => nameKey(channel.name) === nameKey(of));
  if (!figure) return change;
  return { ...rest, what, of, to: Math.round(Math.max(0, changeAmount(figure.plan, change)) * 100) / 100 };
}
