import { sql } from 'kysely';
import type { InboundId, UserId } from '../../contracts/ids.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';
import type { ChannelIdentity } from './people.ts';

/** Somebody who wrote to the coach and is not let in. */
export interface AccessRequest extends ChannelIdentity {
  readonly displayName: string;
  readonly status: 'waiting' | 'granted' | 'refused';
  /** The question they came with last. */
  readonly inbound: InboundId | null;
}

/**
 * Remembers the wish. One a person: the question is the newest one. Somebody who was let in and lost it again
 * waits anew; a refusal stays one.
 * @returns `new` when nobody knows of it yet
 */
export async function rememberRequest(
  tx: TenantTx,
  wish: ChannelIdentity & { readonly displayName: string; readonly inbound: InboundId },
): Promise<'new' | 'waiting' | 'refused'> {
  const before = await findRequest(tx, wish);
  if (before?.status === 'refused') return 'refused';
  const values = {
    display_name: wish.displayName,
    inbound_id: wish.inbound,
    status: 'waiting' as const,
    decided_by: null,
    decided_at: null,
  };
  const row = await tx
    .insertInto('access_requests')
    .values({
      tenant_id: currentTenant,
      channel: wish.channel,
      workspace: wish.workspace,
      external_user: wish.externalUser,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'channel', 'workspace', 'external_user']).doUpdateSet(values),
    )
    // xmax is 0 only on a row that this statement inserted: of two first messages at once, one is the new one.
    .returning(sql<boolean>`xmax = 0`.as('is_new'))
    .executeTakeFirstOrThrow();
  return row.is_new || before?.status === 'granted' ? 'new' : 'waiting';
}

export async function findRequest(tx: TenantTx, identity: ChannelIdentity): Promise<AccessRequest | null> {
  const row = await selectRequests(tx)
    .where('channel', '=', identity.channel)
    .where('workspace', '=', identity.workspace)
    .where('external_user', '=', identity.externalUser)
    .executeTakeFirst();
  return row ? toRequest(row) : null;
}

/** Who waits, longest first. */
export async function listWaiting(tx: TenantTx): Promise<AccessRequest[]> {
  const rows = await selectRequests(tx).where('status', '=', 'waiting').orderBy('asked_at').execute();
  return rows.map(toRequest);
}

export async function decideRequest(
  tx: TenantTx,
  identity: ChannelIdentity,
  decision: { readonly status: 'granted' | 'refused'; readonly by: UserId },
): Promise<void> {
  await tx
    .updateTable('access_requests')
    .set((eb) => ({
      status: decision.status,
      decided_by: decision.by,
      decided_at: eb.fn<Date>('clock_timestamp'),
    }))
    .where('channel', '=', identity.channel)
    .where('workspace', '=', identity.workspace)
    .where('external_user', '=', identity.externalUser)
    .execute();
}

/** Somebody who left asks for nothing any more; should they come back, they are new. */
export async function dropRequest(tx: TenantTx, identity: ChannelIdentity): Promise<void> {
  await tx
    .deleteFrom('access_requests')
    .where('channel', '=', identity.channel)
    .where('workspace', '=', identity.workspace)
    .where('external_user', '=', identity.externalUser)
    .execute();
}

/** Nobody of this workspace waits or was refused any more. */
export async function dropRequestsAt(
  tx: TenantTx,
  { channel, workspace }: Pick<ChannelIdentity, 'channel' | 'workspace'>,
): Promise<void> {
  await tx.deleteFrom('access_requests').where('channel', '=', channel).where('workspace', '=', workspace).execute();
}

/**
 * Lets a question that was met with "you are not let in" be asked again. The message that stands for that first
 * answer is not the next one's. False when the question is not there, or not answered yet.
 */
export async function reopenQuestion(tx: TenantTx, inbound: InboundId): Promise<boolean> {
  const row = await tx
    .updateTable('inbound_events')
    .set({ status: 'waiting', attempts: 0, finished_at: null, live: null })
    .where('id', '=', inbound)
    .where('status', 'in', ['done', 'failed'])
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

function selectRequests(tx: TenantTx) {
  return tx
    .selectFrom('access_requests')
    .select(['channel', 'workspace', 'external_user', 'display_name', 'status', 'inbound_id']);
}

type RequestRow = Awaited<ReturnType<ReturnType<typeof selectRequests>['execute']>>[number];

function toRequest(row: RequestRow): AccessRequest {
  return {
    channel: row.channel,
    workspace: row.workspace,
    externalUser: row.external_user,
    displayName: row.display_name,
    status: row.status,
    inbound: row.inbound_id,
  };
}
