import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { MessageRef, Place } from '../../contracts/delivery.ts';
import type { InboundId, TurnId } from '../../contracts/ids.ts';
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

/** The event a platform (or the page) named so; null when it is not here. */
export async function findInboundOfEvent(
  tx: TenantTx,
  place: { readonly channel: string; readonly workspace: string },
  eventId: string,
): Promise<{ readonly id: InboundId; readonly inbound: Inbound } | null> {
  const row = await tx
    .selectFrom('inbound_events')
    .select(['id', 'inbound'])
    .where('channel', '=', place.channel)
    .where('workspace', '=', place.workspace)
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return row ?? null;
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
      message: inbound.message ?? null,
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
    .where('conversation', '=', key.conversation)
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
    .select(['id', 'inbound', 'status', 'attempts', 'live'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Nothing is to be done for it any more. */
export const isOver = (status: 'waiting' | 'running' | 'done' | 'failed' | 'withdrawn'): boolean =>
  status !== 'waiting' && status !== 'running';

/**
 * `running` counts one more attempt; `done` and `failed` note the time. What was withdrawn meanwhile stays so.
 * @param attempt number of the attempt that ends, 1 for the first: it counts only while no later one was begun, since
 * a process that was held up may find its lease free again after another one has answered
 * @returns false when it was withdrawn, or another attempt has it
 */
export async function markInbound(
  tx: TenantTx,
  id: InboundId,
  status: 'running' | 'done' | 'failed',
  attempt?: number,
): Promise<boolean> {
  const row = await tx
    .updateTable('inbound_events')
    .set((eb) =>
      status === 'running'
        ? { status, attempts: eb('attempts', '+', 1), finished_at: null }
        : { status, finished_at: sql<Date>`clock_timestamp()` },
    )
    .where('id', '=', id)
    .where('status', '<>', 'withdrawn')
    .$if(attempt !== undefined, (query) => query.where('status', '=', 'running').where('attempts', '=', attempt ?? 0))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
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

/** Stops an event before its turn began. False when it is not waiting any more. */
export async function stopWaiting(tx: TenantTx, id: InboundId): Promise<boolean> {
  const row = await tx
    .updateTable('inbound_events')
    .set({ status: 'failed', finished_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** A message on its platform, as edits and deletions name it. */
export interface MessageKey extends Place {
  readonly conversation: string;
  readonly message: string;
}

/** Puts a message's new words in the place of the old ones, if its turn has not begun. */
export async function rewordWaiting(tx: TenantTx, key: MessageKey, text: string): Promise<void> {
  await tx
    .updateTable('inbound_events')
    .set({ inbound: sql<string>`inbound || jsonb_build_object('text', ${text}::text)` })
    .where('channel', '=', key.channel)
    .where('workspace', '=', key.workspace)
    .where('conversation', '=', key.conversation)
    .where('message', '=', key.message)
    .where('status', '=', 'waiting')
    .execute();
}

/**
 * Events of a message that its sender took back: those not over are never answered.
 * @returns all of them, as they were before
 */
export async function withdrawMessage(
  tx: TenantTx,
  key: MessageKey,
): Promise<{ id: InboundId; inbound: Inbound; over: boolean; live: MessageRef | null }[]> {
  const rows = await tx
    .selectFrom('inbound_events')
    .select(['id', 'inbound', 'status', 'live'])
    .where('channel', '=', key.channel)
    .where('workspace', '=', key.workspace)
    .where('conversation', '=', key.conversation)
    .where('message', '=', key.message)
    .forUpdate()
    .execute();
  const open = rows.filter(({ status }) => !isOver(status)).map(({ id }) => id);
  if (open.length > 0) await withdraw(tx).where('id', 'in', open).execute();
  return rows.map(({ id, inbound, status, live }) => ({ id, inbound, live, over: isOver(status) }));
}

/** Nothing from this workspace is answered any more. */
export async function withdrawWorkspace(tx: TenantTx, { channel, workspace }: Place): Promise<void> {
  await withdraw(tx)
    .where('channel', '=', channel)
    .where('workspace', '=', workspace)
    .where('status', 'in', ['waiting', 'running'])
    .execute();
}

const withdraw = (tx: TenantTx) =>
  tx.updateTable('inbound_events').set({ status: 'withdrawn', finished_at: sql<Date>`clock_timestamp()` });

/** Notes the message that a channel opened for an event. null when there is no such event. */
export async function saveLive(
  tx: TenantTx,
  { channel, workspace }: Place,
  eventId: string,
  ref: MessageRef,
): Promise<{
  id: InboundId;
  inbound: Inbound;
  status: 'waiting' | 'running' | 'done' | 'failed' | 'withdrawn';
} | null> {
  const row = await tx
    .updateTable('inbound_events')
    .set({ live: JSON.stringify(ref) })
    .where('channel', '=', channel)
    .where('workspace', '=', workspace)
    .where('event_id', '=', eventId)
    .returning(['id', 'inbound', 'status'])
    .executeTakeFirst();
  return row ?? null;
}

/** The message that was opened for an event, locked so that it is not opened unseen meanwhile. */
export async function lockLive(tx: TenantTx, id: InboundId): Promise<MessageRef | null> {
  const row = await tx.selectFrom('inbound_events').select('live').where('id', '=', id).forUpdate().executeTakeFirst();
  return row?.live ?? null;
}

/** Turns that an event led to, found by its thread: oldest first, usually one. */
export async function turnsOfEvent(
  tx: TenantTx,
  { id, inbound }: { readonly id: InboundId; readonly inbound: Inbound },
): Promise<TurnId[]> {
  const rows = await tx
    .selectFrom('coaching_sessions as s')
    .innerJoin('coaching_turns as t', (join) =>
      join.onRef('t.tenant_id', '=', 's.tenant_id').onRef('t.session_id', '=', 's.id'),
    )
    .select('t.id')
    .where('s.channel', '=', inbound.channel)
    .where('s.workspace', '=', inbound.workspace)
    .where('s.conversation', '=', inbound.conversation)
    .where('s.thread', '=', inbound.thread)
    .where('t.inbound_id', '=', id)
    .orderBy('t.sequence')
    .execute();
  return rows.map((row) => row.id);
}

/** The message that was opened for an event is finished, or taken away: nobody is to finish it again. */
export async function clearLive(tx: TenantTx, id: InboundId): Promise<void> {
  await tx.updateTable('inbound_events').set({ live: null }).where('id', '=', id).execute();
}
