import solverModule from 'javascript-lp-solver';
import { budgetModel } from '../../../src/engines/optimizer/budget/budget-model.ts';
import type { BudgetInput } from '../../../src/engines/optimizer/budget/types.ts';
import { runOptimization } from '../../../src/engines/optimizer/model/run-optimization.ts';
import { waterFill } from './random-budget.ts';
import { writePlainModel } from './random-linear-budget.ts';

// The package's types describe its CommonJS build; an import gets the ES module, whose default is the solver itself.
const solver = solverModule as unknown as typeof solverModule.default;

export type Verdict = 'optimal' | 'infeasible' | 'invalid' | 'undecided' | 'wrong';

const bare = { ...budgetModel, explain: () => null, findRemedies: () => [] };

/** The engine's plan (checked on its way out) against water-filling. */
export function judgeByWaterFill(input: BudgetInput): Verdict {
  return judge(input, () => waterFill(input), 'wrong');
}

/** The engine's plan against the second solver, which counts only where it says its plan is whole. */
export function judgeBySecondSolver(input: BudgetInput): Verdict {
  return judge(
    input,
    () => {
      // `Solve` is typed as unknown for its many forms; this is the plain one.
      const model = writePlainModel(input);
      const second = solver.Solve(model, 1e-9) as { feasible: boolean; result: number; isIntegral?: boolean };
      if (!second.feasible) return null;
      const whole = Object.keys(model.ints).length === 0 || second.isIntegral === true;
      return whole ? second.result : undefined;
      // It calls some possible models impossible; a plan that passed its check shows that they are not.
    },
    'undecided',
  );
}

function judge(input: BudgetInput, findBest: () => number | null | undefined, whenCalledImpossible: Verdict): Verdict {
  const outcome = runOptimization(bare, input, { timeLimitMs: 5000 });
  if (outcome.status === 'invalid') return 'invalid';
  const best = findBest();
  if (best === undefined) return 'undecided';
  if (outcome.status === 'infeasible') return best === null ? 'infeasible' : 'wrong';
  if (!('objective' in outcome)) return 'wrong';
  if (best === null) return whenCalledImpossible;
  if (Math.abs(outcome.objective - best) > 3e-6 * Math.max(1, Math.abs(best))) return 'wrong';
  if (outcome.status === 'optimal') return 'optimal';
  // An objective near zero has no share of itself that a solver could reach; it is not called optimal then.
  return Math.abs(best) < 1 ? 'undecided' : 'wrong';
}
