import { planSkill } from '../planning/plan-skill.ts';
import { inventoryMaker } from './maker.ts';

export const planInventory = planSkill(inventoryMaker, {
  title: 'Plan orders',
  description:
    'Plans what to order from whom, when and how much, at the least cost of buying, keeping, running out and throwing away.',
  examples: ['What should I order for next week?', 'How much milk do we need?'],
});
