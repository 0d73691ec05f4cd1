import { z } from 'zod';
import { runBudgetCase } from './budget-formats.ts';
import type { CaseResult } from './case-result.ts';
import { failCase } from './case-result.ts';
import { runPricingCase } from './pricing-formats.ts';
import { runGeneric, runWrittenOut } from './run-generic.ts';
import { runFormula, runLotSizing, runShopInventory } from './run-inventory.ts';
import { runKnownStaffing, runShopRoster } from './staffing-formats.ts';

const knownCase = z.object({
  id: z.string(),
  model: z.string(),
  data: z.unknown(),
  knownOptimum: z.number().nullable(),
  expectStatus: z.string().optional(),
  minTotalShortage: z.number().optional(),
});

/** One entry of a file of known cases. What cannot be read fails with the reason. */
export function runKnownCase(json: unknown): CaseResult {
  const parsed = knownCase.safeParse(json);
  if (!parsed.success) return failCase('unreadable', 'unknown', parsed.error);
  const { id, model, data, knownOptimum } = parsed.data;
  const expected = knownOptimum ?? undefined;
  try {
    switch (model) {
      case 'inventory':
        return runInventory(id, data, expected);
      case 'inventory-analytic':
        return runFormula(id, data, expected);
      case 'pricing':
        return { id, model, ...runPricingCase(data, expected) };
      case 'budget':
        return { id, model, ...runBudgetCase(data, expected) };
      case 'staffing':
        return { id, model, ...runKnownStaffing(data, parsed.data) };
      default:
        return runGeneric(id, model, data, expected);
    }
  } catch (error) {
    return failCase(id, model, error);
  }
}

/** Raw data of a shop: the kind shows in its names. */
export function runRawInstance(id: string, json: unknown, expected?: number): CaseResult {
  const has = (name: string) => typeof json === 'object' && json !== null && name in json;
  if (has('cols')) return runWrittenOut(id, json, expected);
  if (has('items')) return runShopInventory(id, json, expected);
  if (has('prods')) return { id, model: 'pricing', ...runPricingCase(json, expected) };
  if (has('ch')) return { id, model: 'budget', ...runBudgetCase(json, expected) };
  return { id, model: 'staffing', ...runShopRoster(json, expected) };
}

function runInventory(id: string, data: unknown, expected?: number): CaseResult {
  const raw = typeof data === 'object' && data !== null && 'items' in data;
  return raw ? runShopInventory(id, data, expected) : runLotSizing(id, data, expected);
}
