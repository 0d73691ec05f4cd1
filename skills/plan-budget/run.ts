import type { CoachSkill } from '../context.ts';
import { makePlan } from '../planning/make-plan.ts';
import { type PlanInput, planInput, requestOf } from '../planning/plan-input.ts';
import { budgetMaker } from './maker.ts';

export const planBudget: CoachSkill<PlanInput> = {
  name: 'plan-budget',
  title: 'Plan the marketing budget',
  description:
    'Splits a budget between marketing channels by what each brings, and says what the next bit of money is worth in each.',
  input: planInput,
  rights: 'member',
  examples: ['Where should the ad money go?', 'Split a marketing budget for next month'],
  run: (ctx, input) => makePlan(ctx, budgetMaker, requestOf('budget', input)),
};
