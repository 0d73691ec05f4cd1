import { z } from 'zod';
import { weekdayOf } from '../../src/calendar/civil-day.ts';
import type { PlanChange, PlanRequest, StoredPlan } from '../../src/contracts/plan.ts';
import { listPlans } from '../../src/db/queries/plans.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import { matchName } from '../planning/closest-names.ts';
import { changeAmount } from './change-amount.ts';

/** Plans among which the one that was talked about is. */
const LOOKED_AT = 10;

/** What of a kept plan tells its orders. */
const keptOrders = z.object({
  basis: z.object({
    dates: z.array(z.string()),
    items: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  outcome: z.object({
    plan: z.object({ items: z.array(z.object({ id: z.string(), orders: z.array(z.number()) })) }),
  }),
});

/**
 * "Twelve more of the milk" is said against the plan before this change: against its next order of the item. So such
 * changes become whole orders on that order's day. A change whose plan is not kept stays as it is.
 */
export async function settleOrders(tx: TenantTx, { changes, filter }: PlanRequest): Promise<readonly PlanChange[]> {
  if (!changes.some(isRelative)) return changes;
  const plans = await listPlans(tx, { kind: 'inventory', limit: LOOKED_AT });
  return changes.map((change, at) => {
    if (!isRelative(change)) return change;
    const before = plans.find(
      ({ request }) =>
        JSON.stringify(request.changes) === JSON.stringify(changes.slice(0, at)) &&
        JSON.stringify(request.filter ?? {}) === JSON.stringify(filter ?? {}),
    );
    return before ? settle(change, before) : change;
  });
}

const isRelative = ({ what, to, by, percent }: PlanChange): boolean =>
  what === 'order' && to === undefined && (by !== undefined || percent !== undefined);

function settle(change: PlanChange, { basis, outcome }: StoredPlan): PlanChange {
  const kept = keptOrders.safeParse({ basis, outcome });
  if (!kept.success || change.of === undefined) return change;
  const { dates, items } = kept.data.basis;
  const name = matchName(
    items.map((item) => item.name),
    change.of,
  );
  const id = items.find((item) => item.name === name)?.id;
  const orders = kept.data.outcome.plan.items.find((item) => item.id === id)?.orders ?? [];
  const { by, percent, ...rest } = change;
  for (const [period, quantity] of orders.entries()) {
    const day = dates[period];
    if (day === undefined || quantity <= 0) continue;
    if (change.day !== undefined && change.day !== day) continue;
    if (change.weekday !== undefined && change.weekday !== weekdayOf(day)) continue;
    return {
      ...rest,
      day,
      to: changeAmount({ ...(by !== undefined && { by }), ...(percent !== undefined && { percent }) }, quantity),
    };
  }
  // None is planned: so many more than none.
  return id !== undefined && by !== undefined && by > 0 ? { ...rest, to: by } : change;
}
