import type { CoachSkill } from '../context.ts';
import { makePlan } from '../planning/make-plan.ts';
import { type PlanInput, planInput, requestOf } from '../planning/plan-input.ts';
import { inventoryMaker } from './maker.ts';

export const planInventory: CoachSkill<PlanInput> = {
  name: 'plan-inventory',
  title: 'Plan orders',
  description:
    'Plans what to order from whom, when and how much, at the least cost of buying, keeping, running out and throwing away.',
  input: planInput,
  rights: 'member',
  examples: ['What should I order for next week?', 'How much milk do we need?'],
  run: (ctx, input) => makePlan(ctx, inventoryMaker, requestOf('inventory', input)),
};
