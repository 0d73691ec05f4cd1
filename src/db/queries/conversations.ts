import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { SessionId, UserId } from '../../contracts/ids.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

/** Turns of one thread run one at a time, in order. */
export interface ThreadKey {
  readonly channel: string;
  readonly workspace: string;
  readonly conversation: string;
  /** Some platforms number threads inside a conversation only. */
  readonly thread: string;
}

/** The session of a thread, made at its first message. `title` fills an empty title only. */
export async function openSession(
  tx: TenantTx,
  thread: ThreadKey & { readonly user: UserId | null; readonly title?: string },
): Promise<{ id: SessionId; isNew: boolean; title: string }> {
  const title = (thread.title ?? '').slice(0, 200);
  const row = await tx
    .insertInto('coaching_sessions')
    .values({
      tenant_id: currentTenant,
      // A fresh random UUID is a SessionId by definition.
      id: randomUUID() as SessionId,
      channel: thread.channel,
      workspace: thread.workspace,
      conversation: thread.conversation,
      thread: thread.thread,
      user_id: thread.user,
      title,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'channel', 'workspace', 'conversation', 'thread']).doUpdateSet({
        title: sql<string>`coalesce(nullif(coaching_sessions.title, ''), excluded.title)`,
        last_turn_at: sql<Date>`clock_timestamp()`,
      }),
    )
    // xmax is 0 only on a row that this statement inserted.
    .returning(['id', 'title', sql<boolean>`xmax = 0`.as('is_new')])
    .executeTakeFirstOrThrow();
  return { id: row.id, isNew: row.is_new, title: row.title };
}

/**
 * Takes (or, for the same holder, extends) the right to run turns of a thread for `leaseMs` milliseconds.
 * False while another holder has it. A holder that dies loses it when the time is over.
 */
export async function claimThread(tx: TenantTx, session: SessionId, holder: string, leaseMs: number): Promise<boolean> {
  const row = await tx
    .updateTable('coaching_sessions')
    .set({
      lease_holder: holder,
      lease_until: sql<Date>`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`,
    })
    .where('id', '=', session)
    .where((eb) =>
      eb.or([
        eb('lease_holder', 'is', null),
        eb('lease_holder', '=', holder),
        eb('lease_until', '<', sql<Date>`clock_timestamp()`),
      ]),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives the thread back; does nothing when the holder has lost it meanwhile. */
export async function releaseThread(tx: TenantTx, session: SessionId, holder: string): Promise<void> {
  await tx
    .updateTable('coaching_sessions')
    .set({ lease_holder: null, lease_until: null })
    .where('id', '=', session)
    .where('lease_holder', '=', holder)
    .execute();
}

export interface ConversationRow {
  readonly session: SessionId;
  readonly conversation: string;
  readonly thread: string;
  readonly title: string;
  readonly lastTurnAt: Date;
}

/** Conversations of one workspace, newest first. */
export async function listConversations(
  tx: TenantTx,
  place: { readonly channel: string; readonly workspace: string },
  limit = 100,
): Promise<ConversationRow[]> {
  const rows = await tx
    .selectFrom('coaching_sessions')
    .select(['id', 'conversation', 'thread', 'title', 'last_turn_at'])
    .where('channel', '=', place.channel)
    .where('workspace', '=', place.workspace)
    .orderBy('last_turn_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    session: row.id,
    conversation: row.conversation,
    thread: row.thread,
    title: row.title,
    lastTurnAt: row.last_turn_at,
  }));
}
