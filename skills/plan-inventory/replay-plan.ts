import { scoreOrders } from '../../src/engines/optimizer/inventory/simulate-orders.ts';
import type { MadePlan } from '../planning/plan-maker.ts';
import type { InventoryBasis } from './inventory-basis.ts';

type Made = MadePlan<'inventory', InventoryBasis>;

/**
 * The plan as it would be lived: its orders played through, oldest goods first, everything sold that can be and thrown
 * away when it is too old. All that is said and drawn is counted from this, never from the solver's own stock.
 */
export function replayPlan(made: Made): Made {
  const { problem, outcome } = made;
  const plan = scoreOrders(
    problem,
    outcome.plan.items.map(({ orders }) => orders),
  );
  return { ...made, outcome: { ...outcome, plan } };
}
