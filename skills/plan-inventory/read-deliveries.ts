import { z } from 'zod';
import { addDays } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { StoredPlan } from '../../src/contracts/plan.ts';
import { listPlans } from '../../src/db/queries/plans.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import type { Delivery } from './start-stock.ts';

/** Approved plans that may still have something on its way. */
const LOOKED_AT = 5;

/** What of a kept plan tells its deliveries. */
const keptPlan = z.object({
  basis: z.object({
    grain: z.enum(['day', 'week']),
    dates: z.array(z.string()),
    items: z.array(z.object({ id: z.string(), leadDays: z.number() })),
  }),
  outcome: z.object({
    plan: z.object({ items: z.array(z.object({ id: z.string(), orders: z.array(z.number()) })) }),
  }),
});

/** Orders of approved plans that were due until today, newest plan first where two are for the same day and item. */
export async function readDeliveries(tx: TenantTx, today: IsoDate): Promise<Delivery[]> {
  const plans = await listPlans(tx, { kind: 'inventory', states: ['approved'], limit: LOOKED_AT });
  const seen = new Set<string>();
  return plans
    .flatMap((plan) => ordersUntil(plan, today))
    .filter(({ item, ordered }) => {
      const key = `${item}|${ordered}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

function ordersUntil({ basis, outcome }: StoredPlan, today: IsoDate): (Delivery & { readonly ordered: IsoDate })[] {
  const kept = keptPlan.safeParse({ basis, outcome });
  if (!kept.success || kept.data.basis.grain !== 'day') return [];
  const { dates, items } = kept.data.basis;
  const leads = new Map(items.map(({ id, leadDays }) => [id, leadDays]));
  return kept.data.outcome.plan.items.flatMap(({ id, orders }) =>
    orders.flatMap((quantity, period) => {
      const ordered = dates[period];
      if (ordered === undefined || ordered > today || quantity <= 0) return [];
      return [{ item: id, day: addDays(ordered, leads.get(id) ?? 1), quantity, ordered }];
    }),
  );
}
