import { planSkill } from '../planning/plan-skill.ts';
import { pricingMaker } from './maker.ts';

export const setPrices = planSkill(pricingMaker, {
  title: 'Set prices',
  description: 'Suggests prices from how customers answered to past ones, with the gain to expect and its range.',
  examples: ['What should I charge for a sandwich?', 'Which prices should we change?'],
});
