import type { Company } from '../../contracts/company.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

/** Where a company's people write from; on the web, workspace is the company's slug. */
export interface WorkspaceLink {
  readonly channel: string;
  readonly workspace: string;
}

/** Makes the company of this transaction's tenant: open it with `inTenant(company.id, …)`. */
export async function createCompany(
  tx: TenantTx,
  company: Omit<Company, 'dataVersion'>,
  links: readonly WorkspaceLink[] = [],
): Promise<Company> {
  await tx
    .insertInto('tenants')
    .values({
      id: company.id,
      slug: company.slug,
      name: company.name,
      currency: company.currency,
      locale: company.locale,
      timezone: company.timezone,
      week_start: company.weekStart,
      sample: company.sample,
    })
    .execute();
  for (const link of links) await linkWorkspace(tx, link);
  return { ...company, dataVersion: 0 };
}

/** A workspace belongs to one company; a link that is there already stays. */
export async function linkWorkspace(tx: TenantTx, { channel, workspace }: WorkspaceLink): Promise<void> {
  await tx
    .insertInto('channel_workspaces')
    .values({ tenant_id: currentTenant, channel, workspace })
    .onConflict((conflict) => conflict.columns(['channel', 'workspace']).doNothing())
    .execute();
}

/**
 * Links a workspace that is free to this company.
 * @returns false when it belongs to another company; true also when it was ours already
 */
export async function claimWorkspace(tx: TenantTx, link: WorkspaceLink): Promise<boolean> {
  await linkWorkspace(tx, link);
  const ours = await tx
    .selectFrom('channel_workspaces')
    .select('tenant_id')
    .where('channel', '=', link.channel)
    .where('workspace', '=', link.workspace)
    .where('tenant_id', '=', currentTenant)
    .executeTakeFirst();
  return ours !== undefined;
}

/** null while the company of this transaction is not made yet. */
export async function getCompany(tx: TenantTx): Promise<Company | null> {
  const row = await tx.selectFrom('tenants').selectAll().where('id', '=', currentTenant).executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    currency: row.currency,
    locale: row.locale,
    timezone: row.timezone,
    weekStart: row.week_start,
    sample: row.sample,
    dataVersion: row.data_version,
  };
}

export async function updateCompany(
  tx: TenantTx,
  changes: Partial<Pick<Company, 'name' | 'currency' | 'locale' | 'timezone' | 'weekStart'>>,
): Promise<void> {
  const { weekStart, ...same } = changes;
  const set = { ...same, ...(weekStart === undefined ? {} : { week_start: weekStart }) };
  if (Object.keys(set).length === 0) return;
  await tx.updateTable('tenants').set(set).where('id', '=', currentTenant).execute();
}

/** Tells caches and stored forecasts that the company's data changed. Returns the new version. */
export async function bumpDataVersion(tx: TenantTx): Promise<number> {
  const row = await tx
    .updateTable('tenants')
    .set((eb) => ({ data_version: eb('data_version', '+', 1) }))
    .where('id', '=', currentTenant)
    .returning('data_version')
    .executeTakeFirstOrThrow();
  return row.data_version;
}

/** Which version of the company's data this transaction sees. */
export async function readDataVersion(tx: TenantTx): Promise<number> {
  const row = await tx.selectFrom('tenants').select('data_version').where('id', '=', currentTenant).executeTakeFirst();
  return row?.data_version ?? 0;
}
