import { addDays } from '../../src/calendar/civil-day.ts';
import type { PlanMaker } from '../planning/plan-maker.ts';
import type { BudgetBasis } from './basis.ts';
import { compareBudgets } from './compare.ts';
import { expectBudget } from './expectations.ts';
import { writeFiles } from './files.ts';
import { gatherBudget } from './gather.ts';
import { presentBudget } from './present.ts';
import { sayFinding, sayRemedy } from './say-finding.ts';
import { settleChange } from './settle-change.ts';

/** A plan whose first week is over is no plan any more. */
const DAYS_TO_DECIDE = 7;

/** How to split a marketing budget between channels. */
export const budgetMaker: PlanMaker<'budget', BudgetBasis> = {
  kind: 'budget',
  rights: 'member',
  gather: gatherBudget,
  present: presentBudget,
  compare: compareBudgets,
  settle: settleChange,
  sayFinding,
  sayRemedy,
  files: writeFiles,
  expectations: (_ctx, made) => expectBudget(made),
  expiresAt: (_ctx, { basis }) => new Date(`${addDays(basis.period.start, DAYS_TO_DECIDE)}T00:00:00Z`),
};
