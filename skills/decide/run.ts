import type { CoachSkill } from '../context.ts';
import { adjustPlan } from './adjust-plan.ts';
import { approvePlan } from './approve-plan.ts';
import { dismissPlan } from './dismiss-plan.ts';
import { type DecideInput, decideInput } from './input.ts';
import { listOpenPlans } from './list-plans.ts';
import { reviewPlan } from './review-plan.ts';

export const decide: CoachSkill<DecideInput> = {
  name: 'decide',
  title: 'Decide on a plan',
  description: 'Approves, changes or dismisses a plan, lists plans, and holds an approved one against what happened.',
  input: decideInput,
  rights: 'member',
  examples: ['Approve it', 'Which plans are open?', 'How did the order plan do?'],
  run: (ctx, input) => {
    switch (input.action) {
      case 'approve':
        return approvePlan(ctx, input);
      case 'dismiss':
        return dismissPlan(ctx, input);
      case 'adjust':
        return adjustPlan(ctx, input);
      case 'list':
        return listOpenPlans(ctx);
      case 'review':
        return reviewPlan(ctx, input);
    }
  },
};
