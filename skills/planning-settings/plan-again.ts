import { isAtLeast } from '../../src/access/roles.ts';
import type { PlanKind } from '../../src/contracts/plan.ts';
import type { FollowUp } from '../../src/contracts/skill.ts';
import type { SkillContext } from '../context.ts';

const AGAIN: Readonly<Record<PlanKind, FollowUp>> = {
  inventory: { label: 'Plan the orders again', kind: 'ask', call: { skill: 'plan-inventory', input: {} } },
  staffing: { label: 'Plan the shifts again', kind: 'ask', call: { skill: 'plan-staffing', input: {} } },
  pricing: { label: 'Plan the prices again', kind: 'ask', call: { skill: 'set-prices', input: {} } },
  budget: { label: 'Split the budget again', kind: 'ask', call: { skill: 'plan-budget', input: {} } },
};

/** The button that makes the plan a setting belongs to; none when it belongs to all of them. */
export function planAgain(ctx: Pick<SkillContext, 'person'>, plan: PlanKind | null): FollowUp[] {
  if (plan === null || (plan === 'staffing' && !isAtLeast(ctx.person.role, 'manager'))) return [];
  return [AGAIN[plan]];
}
