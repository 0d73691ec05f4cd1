import { buildInventory } from '../../../src/engines/optimizer/inventory/build-inventory.ts';
import { readInventoryPlan } from '../../../src/engines/optimizer/inventory/read-inventory-plan.ts';
import { solveInventory } from '../../../src/engines/optimizer/inventory/solve-inventory.ts';
import { validateInventory } from '../../../src/engines/optimizer/inventory/validate-inventory.ts';
import { verifyInventory } from '../../../src/engines/optimizer/inventory/verify-inventory.ts';
import { hasErrors } from '../../../src/engines/optimizer/model/finding.ts';
import { hasPlan } from '../../../src/engines/optimizer/model/solution.ts';
import { enumerateInventory, makeRandomInventory } from './random-inventory.ts';

/** Null when optimiser and enumeration agree and the plan passes its check; words otherwise. */
export function judgeRandomInventory(seed: number): { readonly kind: string; readonly wrong: string | null } {
  const input = makeRandomInventory(seed);
  const expected = enumerateInventory(input);
  if (hasErrors(validateInventory(input))) {
    return { kind: 'refused', wrong: expected === null ? null : `refused, but ${expected} is possible` };
  }
  const built = buildInventory(input);
  const solution = solveInventory(built, { timeLimitMs: 10_000 });
  if (!hasPlan(solution)) {
    const agree = expected === null && solution.status === 'infeasible';
    return { kind: 'impossible', wrong: agree ? null : `${solution.status}, but the best is ${expected}` };
  }
  const plan = readInventoryPlan(input, built, solution);
  const { objective, violations } = verifyInventory(input, plan);
  const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
  const faults = [
    ...violations.map(({ words, amount }) => `${words} (${amount})`),
    ...(solution.status === 'optimal' ? [] : [`status ${solution.status}`]),
    ...(expected !== null && close(solution.objective, expected)
      ? []
      : [`best is ${expected}, found ${solution.objective}`]),
    ...(close(objective, solution.objective) ? [] : [`counted anew ${objective}, solver ${solution.objective}`]),
    ...(close(plan.costs.total, objective) ? [] : [`costs add up to ${plan.costs.total}, not ${objective}`]),
  ];
  return { kind: 'planned', wrong: faults.length > 0 ? faults.join('; ') : null };
}
