import { UserError } from '../../src/contracts/errors.ts';
import type { CommonBasis, PlanMaker } from '../planning/plan-maker.ts';

export type PricingBasis = CommonBasis;

const notYet = (): never => {
  throw new UserError('I cannot make this plan yet.', { code: 'coming', advice: 'Ask me for a forecast instead.' });
};

export const pricingMaker: PlanMaker<'pricing', PricingBasis> = {
  kind: 'pricing',
  skill: 'set-prices',
  gather: async () => notYet(),
  present: notYet,
  compare: notYet,
  sayFinding: notYet,
  sayRemedy: notYet,
  files: async () => notYet(),
  expectations: notYet,
  expiresAt: notYet,
};
