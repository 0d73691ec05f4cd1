import type { OptimizationModel, Outcome } from '../model/optimization-model.ts';
import { runOptimization } from '../model/run-optimization.ts';
import type { SolveOptions } from '../model/solution.ts';
import type { BuiltInventory } from './build-inventory.ts';
import { buildInventory } from './build-inventory.ts';
import type { InventoryExplanation } from './explain-inventory.ts';
import { explainInventory, findInventoryRemedies } from './explain-inventory.ts';
import { readInventoryPlan } from './read-inventory-plan.ts';
import { solveInventory } from './solve-inventory.ts';
import type { InventoryInput, InventoryPlan } from './types.ts';
import { validateInventory } from './validate-inventory.ts';
import { verifyInventory } from './verify-inventory.ts';

export const inventoryModel: OptimizationModel<InventoryInput, BuiltInventory, InventoryPlan, InventoryExplanation> = {
  kind: 'inventory',
  validate: validateInventory,
  build: buildInventory,
  solve: (_input, built, options) => solveInventory(built, options),
  readPlan: readInventoryPlan,
  verify: verifyInventory,
  explain: explainInventory,
  findRemedies: findInventoryRemedies,
};

export type InventoryOutcome = Outcome<InventoryPlan, InventoryExplanation>;

/** What to order from whom and when, at the least cost of ordering, keeping, losing sales and throwing away. */
export function optimizeInventory(input: InventoryInput, options?: SolveOptions): InventoryOutcome {
  return runOptimization(inventoryModel, input, options);
}
