import type { CoachSkill } from '../context.ts';
import { makePlan } from '../planning/make-plan.ts';
import { type PlanInput, planInput, requestOf } from '../planning/plan-input.ts';
import { staffingMaker } from './maker.ts';

export const planStaffing: CoachSkill<PlanInput> = {
  name: 'plan-staffing',
  title: 'Plan shifts',
  description: 'Plans who works when, so that every shift is covered at the least wages and within the rules of work.',
  input: planInput,
  rights: 'manager',
  examples: ['Who should work this weekend?', 'Plan the roster for next week'],
  run: (ctx, input) => makePlan(ctx, staffingMaker, requestOf('staffing', input)),
};
