import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { TurnId } from '../../contracts/ids.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

/** A message on its way to a platform. */
export interface OutgoingMessage {
  readonly channel: string;
  readonly workspace: string;
  readonly conversation: string;
  readonly thread: string;
  readonly turn: TurnId | null;
  readonly message: Readonly<Record<string, unknown>>;
}

export interface WaitingMessage extends OutgoingMessage {
  readonly id: string;
  /** Tries so far. */
  readonly attempts: number;
}

/**
 * Returns the id of the kept message. Kept in the transaction that made it: it is sent if that commits.
 * @param id given by a caller that queues the `deliver` job before this transaction commits
 */
export async function enqueue(tx: TenantTx, outgoing: OutgoingMessage, id: string = randomUUID()): Promise<string> {
  await tx
    .insertInto('outbox')
    .values({
      tenant_id: currentTenant,
      id,
      channel: outgoing.channel,
      workspace: outgoing.workspace,
      conversation: outgoing.conversation,
      thread: outgoing.thread,
      turn_id: outgoing.turn,
      message: JSON.stringify(outgoing.message),
    })
    .execute();
  return id;
}

/** Messages whose time has come, oldest first, locked for this transaction; those another one has are skipped. */
export async function due(tx: TenantTx, limit = 20): Promise<WaitingMessage[]> {
  const rows = await selectMessages(tx)
    .where('status', '=', 'waiting')
    .where('next_attempt_at', '<=', sql<Date>`clock_timestamp()`)
    .orderBy('sequence')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(toMessage);
}

/** One message that still waits, locked for this transaction; null when it is sent, dead, not there, or in other hands. */
export async function claimMessage(tx: TenantTx, id: string): Promise<WaitingMessage | null> {
  const row = await selectMessages(tx)
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row ? toMessage(row) : null;
}

export async function markSent(tx: TenantTx, id: string): Promise<void> {
  await tx
    .updateTable('outbox')
    .set((eb) => ({
      status: 'sent',
      attempts: eb('attempts', '+', 1),
      last_error: null,
      sent_at: sql<Date>`clock_timestamp()`,
    }))
    .where('id', '=', id)
    .execute();
}

/** @param nextAttempt when to try again; null gives it up (`dead`) */
export async function markFailed(tx: TenantTx, id: string, error: string, nextAttempt: Date | null): Promise<void> {
  await tx
    .updateTable('outbox')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      last_error: error.slice(0, 2_000),
      ...(nextAttempt === null ? { status: 'dead' as const } : { next_attempt_at: nextAttempt }),
    }))
    .where('id', '=', id)
    .execute();
}

function selectMessages(tx: TenantTx) {
  return tx
    .selectFrom('outbox')
    .select(['id', 'channel', 'workspace', 'conversation', 'thread', 'turn_id', 'message', 'attempts']);
}

type MessageRow = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number];

function toMessage({ turn_id, ...same }: MessageRow): WaitingMessage {
  return { ...same, turn: turn_id };
}
