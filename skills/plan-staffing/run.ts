import { planSkill } from '../planning/plan-skill.ts';
import { staffingMaker } from './maker.ts';

export const planStaffing = planSkill(staffingMaker, {
  title: 'Plan shifts',
  description: 'Plans who works when, so that every shift is covered at the least wages and within the rules of work.',
  examples: ['Who should work this weekend?', 'Plan the roster for next week'],
});
