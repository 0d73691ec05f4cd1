import { UserError } from '../../src/contracts/errors.ts';
import type { CommonBasis, PlanMaker } from '../planning/plan-maker.ts';

export type InventoryBasis = CommonBasis;

const notYet = (): never => {
  throw new UserError('I cannot make this plan yet.', { code: 'coming', advice: 'Ask me for a forecast instead.' });
};

export const inventoryMaker: PlanMaker<'inventory', InventoryBasis> = {
  kind: 'inventory',
  skill: 'plan-inventory',
  gather: async () => notYet(),
  present: notYet,
  compare: notYet,
  sayFinding: notYet,
  sayRemedy: notYet,
  files: async () => notYet(),
  expectations: notYet,
  expiresAt: notYet,
};
