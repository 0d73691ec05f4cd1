import { sql } from 'kysely';
import type { Address, Inbound } from '../../contracts/inbound.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

interface PlaceOf {
  readonly channel: string;
  readonly workspace: string;
}

/** The way back to one person: where a direct message to them goes. */
const toPerson = (user: string): string => `user:${user}`;

/**
 * Remembers the way back to a conversation and, when only its sender reads it, to that person. An address that is
 * known already is written again once a day only, so that most messages cost no write.
 */
export async function rememberAddress(
  tx: TenantTx,
  inbound: Pick<Inbound, 'channel' | 'workspace' | 'conversation' | 'user' | 'audience' | 'address'>,
): Promise<void> {
  const isDirect = inbound.audience === 'private';
  const targets = [...(inbound.address ? [inbound.conversation] : []), ...(isDirect ? [toPerson(inbound.user)] : [])];
  if (targets.length === 0) return;
  await tx
    .insertInto('channel_addresses')
    .values(
      targets.map((target) => ({
        tenant_id: currentTenant,
        channel: inbound.channel,
        workspace: inbound.workspace,
        target,
        conversation: inbound.conversation,
        address: JSON.stringify(inbound.address ?? {}),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'channel', 'workspace', 'target'])
        .doUpdateSet((eb) => ({
          conversation: eb.ref('excluded.conversation'),
          address: sql<string>`excluded.address`,
          seen_at: sql<Date>`clock_timestamp()`,
        }))
        .where(
          sql<boolean>`channel_addresses.address <> excluded.address or channel_addresses.conversation <> excluded.conversation
            or channel_addresses.seen_at < clock_timestamp() - interval '1 day'`,
        ),
    )
    .execute();
}

export interface KnownAddress {
  readonly conversation: string;
  /** null when the channel wrote nothing down but the conversation's id. */
  readonly address: Address | null;
}

/** The newest known way to one person; null when they never wrote to the coach alone. */
export const addressOfPerson = (tx: TenantTx, place: PlaceOf, user: string): Promise<KnownAddress | null> =>
  readAddress(tx, place, toPerson(user));

/** The newest known way to a conversation. */
export const addressOfConversation = (
  tx: TenantTx,
  place: PlaceOf,
  conversation: string,
): Promise<KnownAddress | null> => readAddress(tx, place, conversation);

async function readAddress(tx: TenantTx, place: PlaceOf, target: string): Promise<KnownAddress | null> {
  const row = await tx
    .selectFrom('channel_addresses')
    .select(['conversation', 'address'])
    .where('channel', '=', place.channel)
    .where('workspace', '=', place.workspace)
    .where('target', '=', target)
    .executeTakeFirst();
  if (!row) return null;
  return { conversation: row.conversation, address: Object.keys(row.address).length > 0 ? row.address : null };
}

/** The app was taken out of the workspace: its ways back are of no use. */
export async function forgetAddresses(tx: TenantTx, place: PlaceOf): Promise<void> {
  await tx
    .deleteFrom('channel_addresses')
    .where('channel', '=', place.channel)
    .where('workspace', '=', place.workspace)
    .execute();
}
