import type { CoachSkill } from '../context.ts';
import { makePlan } from '../planning/make-plan.ts';
import { type PlanInput, planInput, requestOf } from '../planning/plan-input.ts';
import { pricingMaker } from './maker.ts';

export const setPrices: CoachSkill<PlanInput> = {
  name: 'set-prices',
  title: 'Set prices',
  description: 'Suggests prices from how customers answered to past ones, with the gain to expect and its range.',
  input: planInput,
  rights: 'member',
  examples: ['What should I charge for a sandwich?', 'Which prices should we change?'],
  run: (ctx, input) => makePlan(ctx, pricingMaker, requestOf('pricing', input)),
};
