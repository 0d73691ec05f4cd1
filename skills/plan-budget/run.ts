import { planSkill } from '../planning/plan-skill.ts';
import { budgetMaker } from './maker.ts';

export const planBudget = planSkill(budgetMaker, {
  title: 'Plan the marketing budget',
  description:
    'Splits a budget between marketing channels by what each brings, and says what the next bit of money is worth in each.',
  examples: ['Where should the ad money go?', 'Split a marketing budget for next month'],
});
