import { sql } from 'kysely';
import type { Place } from '../../contracts/delivery.ts';
import type { TenantTx } from '../schema.ts';

/**
 * The app was taken out of a workspace: the workspace belongs to no company any more, its keys are forgotten, and no
 * schedule posts there. Who comes back needs a new code.
 */
export async function unlinkWorkspace(tx: TenantTx, { channel, workspace }: Place): Promise<void> {
  await tx
    .updateTable('digest_schedules')
    .set({ ended_at: sql<Date>`clock_timestamp()` })
    .where('channel', '=', channel)
    .where('workspace', '=', workspace)
    .where('ended_at', 'is', null)
    .execute();
  for (const table of ['channel_installations', 'channel_workspaces'] as const)
    await tx.deleteFrom(table).where('channel', '=', channel).where('workspace', '=', workspace).execute();
}
