import type { Place } from '../../contracts/delivery.ts';
import type { UserId } from '../../contracts/ids.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

/** Who may see numbers in a conversation: everyone there, or the asker alone. */
export type Shows = 'everyone' | 'asker';

export interface Consent {
  readonly shows: Shows;
  /** Were people from outside the workspace known to be there when it was decided? */
  readonly outside: boolean;
}

/** What was decided for a conversation; null when nobody did. */
export async function readConsent(tx: TenantTx, place: Place, conversation: string): Promise<Consent | null> {
  const row = await tx
    .selectFrom('channel_consents')
    .select(['shows', 'outside'])
    .where('channel', '=', place.channel)
    .where('workspace', '=', place.workspace)
    .where('conversation', '=', conversation)
    .executeTakeFirst();
  return row ?? null;
}

/** Remembers it in place of what was decided before. */
export async function saveConsent(
  tx: TenantTx,
  place: Place,
  decision: Consent & { readonly conversation: string; readonly by: UserId },
): Promise<void> {
  const { conversation, shows, outside, by } = decision;
  await tx
    .insertInto('channel_consents')
    .values({
      tenant_id: currentTenant,
      channel: place.channel,
      workspace: place.workspace,
      conversation,
      shows,
      outside,
      decided_by: by,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'channel', 'workspace', 'conversation'])
        .doUpdateSet((eb) => ({ shows, outside, decided_by: by, decided_at: eb.fn<Date>('clock_timestamp') })),
    )
    .execute();
}
