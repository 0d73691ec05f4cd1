import type { Place } from '../../contracts/delivery.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

/** Keeps the keys of an app installed into a workspace in place of those it had. They come sealed. */
export async function saveInstallation(
  tx: TenantTx,
  place: Place,
  { sealed, installedBy }: { readonly sealed: string; readonly installedBy: string },
): Promise<void> {
  const values = { sealed, installed_by: installedBy };
  await tx
    .insertInto('channel_installations')
    .values({ tenant_id: currentTenant, channel: place.channel, workspace: place.workspace, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'channel', 'workspace']).doUpdateSet(values))
    .execute();
}

/** As it was sealed; null when there is none. */
export async function readInstallation(tx: TenantTx, place: Place): Promise<string | null> {
  const row = await tx
    .selectFrom('channel_installations')
    .select('sealed')
    .where('channel', '=', place.channel)
    .where('workspace', '=', place.workspace)
    .executeTakeFirst();
  return row?.sealed ?? null;
}

export async function removeInstallation(tx: TenantTx, place: Place): Promise<void> {
  await tx
    .deleteFrom('channel_installations')
    .where('channel', '=', place.channel)
    .where('workspace', '=', place.workspace)
    .execute();
}
