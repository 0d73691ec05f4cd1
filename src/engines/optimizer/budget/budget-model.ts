import type { OptimizationModel } from '../model/optimization-model.ts';
import type { BuiltBudget } from './build-budget.ts';
import { buildBudget } from './build-budget.ts';
import { explainBudget } from './explain-budget.ts';
import { findBudgetRemedies } from './find-budget-remedies.ts';
import { readBudgetPlan } from './read-budget-plan.ts';
import { solveBudget } from './solve-budget.ts';
import type { BudgetExplanation, BudgetInput, BudgetPlan } from './types.ts';
import { validateBudget } from './validate-budget.ts';
import { verifyBudget } from './verify-budget.ts';

/** How to split a budget over channels and periods, so that it brings the most. */
export const budgetModel: OptimizationModel<BudgetInput, BuiltBudget, BudgetPlan, BudgetExplanation> = {
  kind: 'budget',
  validate: validateBudget,
  build: buildBudget,
  solve: solveBudget,
  readPlan: readBudgetPlan,
  verify: verifyBudget,
  explain: explainBudget,
  findRemedies: findBudgetRemedies,
};
