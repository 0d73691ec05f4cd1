import { BUDGET_TARGETS } from './targets/budget-targets.ts';
import { ORDER_TARGETS } from './targets/order-targets.ts';
import { PRICE_TARGETS } from './targets/price-targets.ts';
import { ROSTER_TARGETS } from './targets/roster-targets.ts';
import type { Target } from './targets/target.ts';

/** Everything of a plan that words can change, told apart by what is named, the words and the number. First fit wins. */
export const TARGETS: readonly Target[] = [...ROSTER_TARGETS, ...ORDER_TARGETS, ...PRICE_TARGETS, ...BUDGET_TARGETS];
