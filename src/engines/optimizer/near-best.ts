import type { LinearModel } from './model/linear-model.ts';
import type { FoundPlan, SolveOptions } from './model/solution.ts';
import { hasPlan } from './model/solution.ts';
import { solveModel } from './model/solve-model.ts';

/** How much of the best objective an alternative may give up. */
export const NEAR_BEST = 0.01;

/**
 * Another plan, nearly as good: among all plans of the model within 1% of `best`, the one with the smallest Σ cost ·
 * variable (largest where costs are negative). Null when none is found in time. The model is left as it was.
 *
 * @param prepare adds to a copy of the model what the new aim needs (rows, variables), and returns its costs
 */
export function findNearBest(
  model: LinearModel,
  best: number,
  prepare: (copy: LinearModel) => ReadonlyMap<number, number>,
  options: SolveOptions,
): FoundPlan | null {
  const copy = model.clone();
  const terms: (readonly [number, number])[] = [];
  for (let index = 0; index < copy.variableCount; index += 1) {
    const { cost } = copy.variable(index);
    if (cost !== 0) terms.push([index, cost]);
    copy.setCost(index, 0);
  }
  const given = NEAR_BEST * Math.abs(best);
  const limit = best - copy.offset + (copy.sense === 'maximize' ? -given : given);
  copy.addRow({
    name: 'nearly as good',
    terms,
    ...(copy.sense === 'maximize' ? { lower: limit } : { upper: limit }),
  });
  copy.offset = 0;
  const sign = copy.sense === 'maximize' ? -1 : 1;
  for (const [variable, cost] of prepare(copy)) copy.setCost(variable, sign * cost);
  const found = solveModel(copy, options);
  return hasPlan(found) ? found : null;
}
