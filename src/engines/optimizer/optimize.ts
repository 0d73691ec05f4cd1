import type { BudgetExplanation, BudgetInput, BudgetPlan } from './budget/types.ts';
import type { InventoryExplanation } from './inventory/explain-inventory.ts';
import type { InventoryInput, InventoryPlan } from './inventory/types.ts';
import type { ModelKind, Outcome } from './model/optimization-model.ts';
import { type RunOptions, runOptimization } from './model/run-optimization.ts';
import type { PricingExplanation, PricingInput, PricingPlan } from './pricing/types.ts';
import type { RosterExplanation } from './staffing/explain-roster.ts';
import type { RosterPlan } from './staffing/roster-plan.ts';
import type { StaffingInput } from './staffing/types.ts';

/** What goes in and what comes out, by kind of decision. */
export interface Kinds {
  readonly inventory: { input: InventoryInput; outcome: Outcome<InventoryPlan, InventoryExplanation> };
  readonly staffing: { input: StaffingInput; outcome: Outcome<RosterPlan, RosterExplanation> };
  readonly pricing: { input: PricingInput; outcome: Outcome<PricingPlan, PricingExplanation> };
  readonly budget: { input: BudgetInput; outcome: Outcome<BudgetPlan, BudgetExplanation> };
}

/** Which decision, its data, and how long it may take. Plain data, so that it can go to another thread. */
export type OptimizeInput = {
  readonly [K in ModelKind]: {
    readonly kind: K;
    readonly input: Kinds[K]['input'];
    /** For all that is done, explaining included; default 10,000. The thread's deadline must be a second or more later. */
    readonly timeLimitMs?: number;
    /** A fraction; default 0: prove the best. */
    readonly gap?: number;
  };
}[ModelKind];

export type OptimizeOutput = {
  readonly [K in ModelKind]: { readonly kind: K; readonly outcome: Kinds[K]['outcome'] };
}[ModelKind];

/** Runs the model of the kind. Each is loaded when it is first asked for. */
export async function optimize(
  { kind, input, timeLimitMs, gap }: OptimizeInput,
  live: Pick<RunOptions, 'onProgress' | 'shouldStop' | 'now'> = {},
): Promise<OptimizeOutput> {
  const options: RunOptions = {
    ...live,
    ...(timeLimitMs !== undefined && { timeLimitMs }),
    ...(gap !== undefined && { gap }),
  };
  switch (kind) {
    case 'inventory': {
      const { inventoryModel } = await import('./inventory/inventory-model.ts');
      return { kind, outcome: runOptimization(inventoryModel, input, options) };
    }
    case 'staffing': {
      const { staffingModel } = await import('./staffing/staffing-model.ts');
      return { kind, outcome: runOptimization(staffingModel, input, options) };
    }
    case 'pricing': {
      const { pricingModel } = await import('./pricing/pricing-model.ts');
      return { kind, outcome: runOptimization(pricingModel, input, options) };
    }
    case 'budget': {
      const { budgetModel } = await import('./budget/budget-model.ts');
      return { kind, outcome: runOptimization(budgetModel, input, options) };
    }
  }
}
