import type { Remedy } from '../model/optimization-model.ts';
import type { SolveOptions } from '../model/solution.ts';
import { hasPlan } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';
import { buildRelaxedPricing } from './build-pricing.ts';
import type { PricingInput } from './types.ts';

/** The smallest changes, each measured as a share of its limit, that together make the input possible. */
export function findPriceRemedies(input: PricingInput, options: SolveOptions): readonly Remedy[] {
  const { model, slacks } = buildRelaxedPricing(input);
  const found = solveModel(model, options);
  if (!hasPlan(found)) return [];
  return slacks.flatMap(({ variable, describe }) => {
    const amount = found.values[variable] ?? 0;
    return amount > 1e-6 ? [describe(amount)] : [];
  });
}
