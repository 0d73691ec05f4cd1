import { z } from 'zod';
import type { TurnId } from '../../src/contracts/ids.ts';
import type { PlanId, PlanKind, StoredPlan } from '../../src/contracts/plan.ts';
import { findPlanOfThread, findPlansOfTurn, getPlan, listPlans } from '../../src/db/queries/plans.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import type { SkillContext } from '../context.ts';

export const planId = z.uuid().transform(
  (id) =>
    // Its form was checked; whether it names a plan is what is asked of the database.
    id as PlanId,
);

/**
 * The plans that the thread's last answer is about: those in it (one question may bring two), or the one its buttons
 * are about ("Change something" names it). Empty when it is about none.
 */
export async function plansOfThread(tx: TenantTx, ctx: SkillContext): Promise<readonly StoredPlan[]> {
  const { previous } = ctx;
  if (!previous) return [];
  // The id of a stored turn has no other maker.
  const standing = await findPlansOfTurn(tx, previous.turn as TurnId);
  if (standing.length > 0) return standing;
  for (const call of previous.calls.toReversed()) {
    const named = planId.safeParse(call.input.plan);
    const found = named.success ? await getPlan(tx, named.data) : null;
    if (found) return [found];
  }
  return [];
}

/**
 * The newest plan of the thread, however much was said since: "dismiss it", then "leave out the flyers" is about what
 * was dismissed. null when the thread has none of that kind.
 */
export async function lastPlanOfThread(tx: TenantTx, ctx: SkillContext, kind: PlanKind): Promise<StoredPlan | null> {
  // The id of a stored turn has no other maker.
  return ctx.previous ? findPlanOfThread(tx, ctx.previous.turn as TurnId, kind) : null;
}

/** The newest plan of a kind that is open or approved; null when there is none. */
export async function newestPlan(tx: TenantTx, kind: PlanKind): Promise<StoredPlan | null> {
  const [newest] = await listPlans(tx, { kind, states: ['proposed', 'approved'], limit: 1 });
  return newest ?? null;
}
