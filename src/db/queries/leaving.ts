import type { TenantTx } from '../schema.ts';
import type { ChannelIdentity } from './people.ts';

/** Summaries that went to this person alone end with their access. */
export async function endDirectDigests(tx: TenantTx, identity: ChannelIdentity): Promise<void> {
  await tx
    .updateTable('digest_schedules')
    .set((eb) => ({ ended_at: eb.fn<Date>('clock_timestamp') }))
    .where('channel', '=', identity.channel)
    .where('workspace', '=', identity.workspace)
    .where('external_user', '=', identity.externalUser)
    .where('audience', '=', 'private')
    .where('ended_at', 'is', null)
    .execute();
}
