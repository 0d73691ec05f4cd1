import { isAtLeast } from '../../src/access/roles.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { PlanKind } from '../../src/contracts/plan.ts';
import type { SkillContext } from '../context.ts';
import { budgetMaker } from '../plan-budget/maker.ts';
import { inventoryMaker } from '../plan-inventory/maker.ts';
import { staffingMaker } from '../plan-staffing/maker.ts';
import { pricingMaker } from '../set-prices/maker.ts';
import { registerMaker } from './make-plan.ts';
import type { RegisteredMaker } from './plan-maker.ts';

/** Every kind of plan there is, by its kind. */
export const MAKERS: Readonly<Record<PlanKind, RegisteredMaker>> = {
  inventory: registerMaker(inventoryMaker),
  staffing: registerMaker(staffingMaker),
  pricing: registerMaker(pricingMaker),
  budget: registerMaker(budgetMaker),
};

/** What a person calls a plan of each kind. */
export const PLAN_NAMES: Readonly<Record<PlanKind, string>> = {
  inventory: 'order plan',
  staffing: 'roster',
  pricing: 'price plan',
  budget: 'marketing plan',
};

export const mayUse = (ctx: SkillContext, kind: PlanKind): boolean => isAtLeast(ctx.person.role, MAKERS[kind].rights);

/** @throws UserError `not-allowed` */
export function assertMayUse(ctx: SkillContext, kind: PlanKind): void {
  if (mayUse(ctx, kind)) return;
  throw new UserError(`You may not see the ${PLAN_NAMES[kind]} here.`, {
    code: 'not-allowed',
    advice: `Ask someone who is at least ${MAKERS[kind].rights} here.`,
  });
}
