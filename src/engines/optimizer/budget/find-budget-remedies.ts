import { findShortage } from '../model/find-shortage.ts';
import type { Remedy } from '../model/optimization-model.ts';
import type { SolveOptions } from '../model/solution.ts';
import type { BuiltBudget } from './build-budget.ts';
import type { BudgetInput, BudgetLimitCode } from './types.ts';

/** The smallest changes, counted in money, that together make the input possible. */
export function findBudgetRemedies(input: BudgetInput, built: BuiltBudget, options: SolveOptions): readonly Remedy[] {
  const soft = built.soft.map(({ row, penalty }) => ({ row, penalty }));
  const found = findShortage(built.model, soft, options);
  if (!found.found) return [];
  const named = found.shortages.flatMap(({ row, amount }) => {
    const limit = built.soft.find((each) => each.row === row);
    return limit ? [{ ...limit, amount }] : [];
  });
  // A limit that holds in each period is one limit: it has to give way as far as in the worst of them.
  return [...Map.groupBy(named, ({ code, id = '' }) => `${code} ${id}`).values()].flatMap((same): Remedy[] => {
    const [worst] = same.toSorted((a, b) => b.amount - a.amount);
    if (!worst) return [];
    const { code, id, amount } = worst;
    const words = `${describe(code, nameOf(input, id))} by ${Math.ceil(amount * 100 - 1e-4) / 100}.`;
    return [{ code, words, amount, ...(id !== undefined && { values: { id } }) }];
  });
}

function nameOf({ channels, spendLimits = [] }: BudgetInput, id = ''): string {
  return [...channels, ...spendLimits].find((each) => each.id === id)?.name ?? id;
}

function describe(code: BudgetLimitCode, name: string): string {
  const words: Readonly<Record<BudgetLimitCode, string>> = {
    total: 'Raise the total',
    leastTotal: 'Lower the least total',
    periodMax: `Raise the limit of period ${name}`,
    min: `Lower the minimum of ${name}`,
    max: `Raise the limit of ${name}`,
    minIfUsed: `Lower the least spend of ${name}`,
    minTotal: `Lower the minimum of ${name}`,
    maxTotal: `Raise the limit of ${name}`,
    maxChange: `Let ${name} change more than allowed`,
    spendLimitMin: `Lower the minimum of ${name}`,
    spendLimitMax: `Raise the limit of ${name}`,
  };
  return words[code];
}
