import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { InboundId } from '../../contracts/ids.ts';
import type { Inbound } from '../../contracts/inbound.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';
import type { ThreadKey } from './conversations.ts';

/** An event that was accepted and is not finished. */
export interface OpenInbound {
  readonly id: InboundId;
  readonly inbound: Inbound;
  /** `running`: its worker stopped half-way, since whoever asks holds the thread's lease now. */
  readonly status: 'waiting' | 'running';
  /** How often it was begun before. */
  readonly attempts: number;
}

/**
 * Keeps an event. The same event again (channel, workspace, event id) keeps nothing and names the first one.
 * @param newId given by a caller that queues the job before the event is kept, so that a crash between loses neither
 */
export async function insertInbound(
  tx: TenantTx,
  inbound: Inbound,
  // A fresh random UUID is an InboundId by definition.
  newId: InboundId = randomUUID() as InboundId,
): Promise<{ id: InboundId; isNew: boolean }> {
  const inserted = await tx
    .insertInto('inbound_events')
    .values({
      tenant_id: currentTenant,
      id: newId,
      channel: inbound.channel,
      workspace: inbound.workspace,
      event_id: inbound.eventId,
      conversation: inbound.conversation,
      thread: inbound.thread,
      inbound: JSON.stringify(inbound),
      received_at: inbound.receivedAt,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'channel', 'workspace', 'event_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return { id: inserted.id, isNew: true };
  const first = await tx
    .selectFrom('inbound_events')
    .select('id')
    .where('channel', '=', inbound.channel)
    .where('workspace', '=', inbound.workspace)
    .where('event_id', '=', inbound.eventId)
    .executeTakeFirstOrThrow();
  return { id: first.id, isNew: false };
}

/** The oldest unfinished event of a thread, in the order they came. Ask only while holding the thread's lease. */
export async function nextWaiting(tx: TenantTx, key: ThreadKey): Promise<OpenInbound | null> {
  const row = await tx
    .selectFrom('inbound_events')
    .select(['id', 'inbound', 'status', 'attempts'])
    .where('channel', '=', key.channel)
    .where('workspace', '=', key.workspace)
    .where('thread', '=', key.thread)
    .where('status', 'in', ['waiting', 'running'])
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    inbound: row.inbound,
    status: row.status === 'running' ? 'running' : 'waiting',
    attempts: row.attempts,
  };
}

/** An event by its id, whatever its status; null when this company has no such event. */
export async function getInbound(tx: TenantTx, id: InboundId) {
  const row = await tx
    .selectFrom('inbound_events')
    .select(['id', 'inbound', 'status', 'attempts'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** `running` counts one more attempt; `done` and `failed` note the time. */
export async function markInbound(tx: TenantTx, id: InboundId, status: 'running' | 'done' | 'failed'): Promise<void> {
  await tx
    .updateTable('inbound_events')
    .set((eb) =>
      status === 'running'
        ? { status, attempts: eb('attempts', '+', 1), finished_at: null }
        : { status, finished_at: sql<Date>`clock_timestamp()` },
    )
    .where('id', '=', id)
    .execute();
}

/** Lets an event whose turn failed run again. False when it did not fail. */
export async function reopenInbound(tx: TenantTx, id: InboundId): Promise<boolean> {
  const row = await tx
    .updateTable('inbound_events')
    .set({ status: 'waiting', finished_at: null })
    .where('id', '=', id)
    .where('status', '=', 'failed')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
