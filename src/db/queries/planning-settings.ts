import { sql } from 'kysely';
import type { UserId } from '../../contracts/ids.ts';
import type { PlanningSetting } from '../../contracts/record.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

/** Everything the company has told about how it plans, by key. */
export async function readPlanningSettings(tx: TenantTx): Promise<ReadonlyMap<string, PlanningSetting>> {
  const rows = await tx.selectFrom('planning_settings').selectAll().orderBy('key').execute();
  return new Map(
    rows.map(({ key, value, said_by, said_at }) => [
      key,
      { key, value, saidBy: said_by, saidAt: said_at.toISOString() },
    ]),
  );
}

/** Keeps what was told; what was told before about the same is replaced. */
export async function savePlanningSetting(
  tx: TenantTx,
  setting: { readonly key: string; readonly value: number | string; readonly saidBy: UserId | null },
): Promise<void> {
  const values = {
    value: JSON.stringify(setting.value),
    said_by: setting.saidBy,
    said_at: sql<Date>`clock_timestamp()`,
  };
  await tx
    .insertInto('planning_settings')
    .values({ tenant_id: currentTenant, key: setting.key, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'key']).doUpdateSet(values))
    .execute();
}
