import type { FoundPlan, Solution, SolveOptions } from '../model/solution.ts';
import { gapBetween, hasPlan, OPTIMAL_GAP } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';
import type { BuiltBudget } from './build-budget.ts';
import { addTouchingLine } from './build-budget.ts';
import { resultAt } from './response-curve.ts';
import type { BudgetInput } from './types.ts';

const MOST_ROUNDS = 40;

/**
 * Solves, adds to every curve the line that touches it where the plan lies, and solves again until plan and bound meet
 * (cutting planes, Kelley 1960). The objective is the plan's true one, on the curves themselves.
 */
export function solveBudget(input: BudgetInput, built: BuiltBudget, options: SolveOptions = {}): Solution {
  const { timeLimitMs = 10_000, gap = 0 } = options;
  let best: { values: Float64Array; objective: number } | null = null;
  let bound = Infinity;
  let seconds = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const left = timeLimitMs - seconds * 1000;
    if (best && (left <= 0 || options.shouldStop?.())) break;
    const start = best ? { warmStart: best.values } : {};
    const found = solveModel(built.model, { timeLimitMs: Math.max(left, 1), gap: gap / 2, shouldStop: options.shouldStop, ...start });
    seconds += found.seconds;
    if (!hasPlan(found)) {
      if (best) break;
      return { ...found, seconds };
    }
    bound = Math.min(bound, found.bound);
    const values = touch(input, built, found);
    const objective = built.model.objectiveOf(values);
    if (!best || objective > best.objective) best = { values, objective };
    const proven = gapBetween(best.objective, Math.max(bound, best.objective));
    options.onProgress?.({ seconds, objective: best.objective, bound, gap: proven });
    if (proven <= Math.max(OPTIMAL_GAP / 4, gap)) break;
  }
  if (!best) return { status: 'no-plan', seconds };
  return finish(best, Math.max(bound, best.objective), gap, seconds);
}

/** The solver's values with every result set to what the curve gives; adds the lines that touch there. */
export function touch(input: BudgetInput, built: BuiltBudget, { values }: Pick<FoundPlan, 'values'>): Float64Array {
  const exact = values.slice();
  for (const cell of built.cells) {
    const curve = input.channels[cell.channel]?.curve;
    const felt = Math.max(0, values[cell.felt] ?? 0);
    if (!curve) continue;
    exact[cell.result] = resultAt(curve, felt);
    addTouchingLine(built.model, input, cell, felt);
  }
  return exact;
}

function finish(best: { values: Float64Array; objective: number }, bound: number, asked: number, seconds: number): FoundPlan {
  const gap = gapBetween(best.objective, bound);
  const status = gap <= OPTIMAL_GAP ? 'optimal' : gap <= asked * (1 + 1e-9) ? 'within-gap' : 'best-found';
  return { status, ...best, bound, gap, seconds };
}
