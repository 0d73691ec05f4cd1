import { UserError } from '../../src/contracts/errors.ts';
import type { CommonBasis, PlanMaker } from '../planning/plan-maker.ts';

export type BudgetBasis = CommonBasis;

const notYet = (): never => {
  throw new UserError('I cannot make this plan yet.', { code: 'coming', advice: 'Ask me for a forecast instead.' });
};

export const budgetMaker: PlanMaker<'budget', BudgetBasis> = {
  kind: 'budget',
  skill: 'plan-budget',
  gather: async () => notYet(),
  present: notYet,
  compare: notYet,
  sayFinding: notYet,
  sayRemedy: notYet,
  files: async () => notYet(),
  expectations: notYet,
  expiresAt: notYet,
};
