import { z } from 'zod';
import type { TurnId } from '../../src/contracts/ids.ts';
import type { PlanId, PlanKind, StoredPlan } from '../../src/contracts/plan.ts';
import { findPlanOfTurn, getPlan, listPlans } from '../../src/db/queries/plans.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import type { SkillContext } from '../context.ts';

export const planId = z.uuid().transform(
  (id) =>
    // Its form was checked; whether it names a plan is what is asked of the database.
    id as PlanId,
);

/**
 * The plan that the thread is about: the one in its last answer, or the one that answer's buttons are about ("Change
 * something" names it). null when the last answer is about no plan.
 */
export async function planOfThread(tx: TenantTx, ctx: SkillContext): Promise<StoredPlan | null> {
  const { previous } = ctx;
  if (!previous) return null;
  // The id of a stored turn has no other maker.
  const standing = await findPlanOfTurn(tx, previous.turn as TurnId);
  if (standing) return standing;
  for (const call of previous.calls.toReversed()) {
    const named = planId.safeParse(call.input.plan);
    const found = named.success ? await getPlan(tx, named.data) : null;
    if (found) return found;
  }
  return null;
}

/** The newest plan of a kind that is open or approved; null when there is none. */
export async function newestPlan(tx: TenantTx, kind: PlanKind): Promise<StoredPlan | null> {
  const [newest] = await listPlans(tx, { kind, states: ['proposed', 'approved'], limit: 1 });
  return newest ?? null;
}
