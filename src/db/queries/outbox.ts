import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { InboundId, TurnId } from '../../contracts/ids.ts';
import type { Inbound } from '../../contracts/inbound.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

/** A message on its way to a platform. */
export interface OutgoingMessage {
  readonly channel: string;
  readonly workspace: string;
  /** Messages of one conversation go out in their order. */
  readonly conversation: string;
  readonly thread: string;
  readonly turn: TurnId | null;
  readonly message: Readonly<Record<string, unknown>>;
}

export interface ClaimedMessage extends OutgoingMessage {
  readonly id: string;
  /** Tries before this one. */
  readonly attempts: number;
  readonly createdAt: Date;
}

/** Returns the id of the kept message. Kept in the transaction that made it: it is sent if that commits. */
export async function enqueue(tx: TenantTx, outgoing: OutgoingMessage): Promise<string> {
  const id = randomUUID();
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

export interface ClaimOptions {
  readonly holder: string;
  readonly leaseMs: number;
  readonly channels: readonly string[];
  readonly limit: number;
  /** Ids this holder is sending now. */
  readonly busy: readonly string[];
}

/**
 * Takes messages to send, oldest first, for `leaseMs`: of each conversation only its oldest open one, and none of a
 * workspace whose platform asked for a pause. One that another holder began and did not finish in time is taken over
 * and marked `uncertain`, since it may be out.
 */
export async function claimHeads(tx: TenantTx, options: ClaimOptions): Promise<ClaimedMessage[]> {
  const { holder, leaseMs, channels, limit, busy } = options;
  const { rows } = await sql<ClaimedRow>`
    with heads as (
      select distinct on (channel, workspace, conversation) id from outbox
      where status in ('waiting', 'sending')
      order by channel, workspace, conversation, sequence
    ), mine as (
      select o.id, o.status as was, o.sequence from outbox o
      where o.id in (select id from heads)
        and o.status in ('waiting', 'sending')
        and o.channel = any(${[...channels]}::text[])
        and o.next_attempt_at <= clock_timestamp()
        and (o.lease_holder is null or o.lease_holder = ${holder} or o.lease_until < clock_timestamp())
        and not (o.id = any(${[...busy]}::uuid[]))
        and not exists (
          select 1 from outbox paused
          where paused.channel = o.channel and paused.workspace = o.workspace and paused.status = 'waiting'
            and paused.next_attempt_at > clock_timestamp() and paused.message @> '{"limited": true}')
      order by o.sequence
      limit ${limit}
      for update of o skip locked
    )
    update outbox o set status = 'sending', attempts = o.attempts + 1, lease_holder = ${holder},
      lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond',
      message = (case mine.was when 'sending' then o.message || '{"uncertain": true}' else o.message end) - 'limited'
    from mine where o.id = mine.id
    returning o.id, o.channel, o.workspace, o.conversation, o.thread, o.turn_id, o.message, o.attempts - 1 as attempts,
      o.created_at, mine.sequence`.execute(tx);
  return rows.toSorted((a, b) => Number(a.sequence) - Number(b.sequence)).map(toClaimed);
}

/** Milliseconds until something open may be taken that may not be taken now; null when there is no such thing. */
export async function untilNextClaim(tx: TenantTx, busy: readonly string[]): Promise<number | null> {
  const { rows } = await sql<{ ms: number | null }>`
    with heads as (
      select distinct on (channel, workspace, conversation) id,
        greatest(next_attempt_at, case when status = 'sending' then lease_until end) as moment
      from outbox where status in ('waiting', 'sending')
      order by channel, workspace, conversation, sequence
    )
    select ceil(extract(epoch from min(moment) - clock_timestamp()) * 1000)::float8 as ms
    from heads where moment > clock_timestamp() and not (id = any(${[...busy]}::uuid[]))`.execute(tx);
  return rows[0]?.ms ?? null;
}

/** False when another holder has it now, or it was cancelled. */
export async function renewClaim(tx: TenantTx, id: string, holder: string, leaseMs: number): Promise<boolean> {
  const row = await tx
    .updateTable('outbox')
    .set({ lease_until: sql<Date>`clock_timestamp() + ${leaseMs} * interval '1 millisecond'` })
    .where('id', '=', id)
    .where('lease_holder', '=', holder)
    .where('status', '=', 'sending')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Ends a try. `sent`: it is out. `waiting`: again after `waitMs`, with `patch` put into the message. `dead`: never.
 * @returns what it is now: `cancelled` when somebody took it back meanwhile, null when another holder has it
 */
export async function settleClaim(
  tx: TenantTx,
  claim: { readonly id: string; readonly holder: string },
  outcome:
    | { readonly status: 'sent' }
    | { readonly status: 'dead'; readonly error: string }
    | {
        readonly status: 'waiting';
        readonly error: string;
        readonly waitMs: number;
        readonly patch: Readonly<Record<string, unknown>>;
      },
): Promise<'sent' | 'dead' | 'waiting' | 'cancelled' | null> {
  const error = outcome.status === 'sent' ? null : outcome.error.slice(0, 2_000);
  const row = await tx
    .updateTable('outbox')
    .set((eb) => ({
      status: outcome.status,
      lease_holder: null,
      lease_until: null,
      last_error: error,
      ...(outcome.status === 'sent' ? { sent_at: sql<Date>`clock_timestamp()` } : {}),
      ...(outcome.status === 'waiting'
        ? {
            next_attempt_at: sql<Date>`clock_timestamp() + ${outcome.waitMs} * interval '1 millisecond'`,
            message: sql<string>`${eb.ref('message')} || ${JSON.stringify(outcome.patch)}::jsonb`,
          }
        : {}),
    }))
    .where('id', '=', claim.id)
    .where('lease_holder', '=', claim.holder)
    .where('status', '=', 'sending')
    .returning('status')
    .executeTakeFirst();
  if (row) return outcome.status;
  return (await readMessageState(tx, claim.id))?.status === 'cancelled' ? 'cancelled' : null;
}

export async function readMessageState(tx: TenantTx, id: string) {
  const row = await tx
    .selectFrom('outbox')
    .select(['status', 'channel', 'created_at', 'next_attempt_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** What is on its way for an event: its answer, as long as it is not out. */
export async function openMessagesOf(
  tx: TenantTx,
  { id, inbound }: { readonly id: InboundId; readonly inbound: Inbound },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('outbox')
    .select('id')
    // Names the conversation too, because the index of open messages begins with it.
    .where('channel', '=', inbound.channel)
    .where('workspace', '=', inbound.workspace)
    .where('conversation', '=', inbound.conversation)
    .where('status', 'in', ['waiting', 'sending'])
    .where(sql<boolean>`message ->> 'inbound' = ${id}`)
    .execute();
  return rows.map((row) => row.id);
}

/** Messages of a turn that were queued to say it, oldest first. */
export async function messagesOfTurn(tx: TenantTx, turn: TurnId) {
  return tx
    .selectFrom('outbox')
    .select(['id', 'status', 'conversation', 'thread', 'message'])
    .where('turn_id', '=', turn)
    .orderBy('sequence')
    .execute();
}

/** Who changes what is said of a turn waits here for whoever does so just now. */
export async function lockTurn(tx: TenantTx, turn: TurnId): Promise<void> {
  await tx.selectFrom('coaching_turns').select('id').where('id', '=', turn).forUpdate().execute();
}

/** All that was said of this turn is taken back. One that is being sent now is taken away by its sender. */
export async function cancelTurnMessages(tx: TenantTx, turn: TurnId): Promise<void> {
  await tx.updateTable('outbox').set({ status: 'cancelled' }).where('turn_id', '=', turn).execute();
}

/** The app was taken out of the workspace. */
export async function cancelWorkspaceMessages(
  tx: TenantTx,
  place: { readonly channel: string; readonly workspace: string },
): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ status: 'cancelled', last_error: 'removed: The app was taken out of the workspace.' })
    .where('channel', '=', place.channel)
    .where('workspace', '=', place.workspace)
    .where('status', 'in', ['waiting', 'sending', 'dead'])
    .execute();
}

/** Gives up what waits for a channel that is not set up any more. */
export async function buryMessage(tx: TenantTx, id: string, error: string): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ status: 'dead', last_error: error, lease_holder: null, lease_until: null })
    .where('id', '=', id)
    .where('status', 'in', ['waiting', 'sending'])
    .execute();
}

export interface DeadMessage {
  readonly id: string;
  readonly channel: string;
  readonly error: string;
  readonly attempts: number;
  readonly createdAt: Date;
}

/** What was given up, newest first. */
export async function listDead(tx: TenantTx, limit = 100): Promise<DeadMessage[]> {
  const rows = await tx
    .selectFrom('outbox')
    .select(['id', 'channel', 'last_error', 'attempts', 'created_at'])
    .where('status', '=', 'dead')
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    error: row.last_error ?? '',
    attempts: row.attempts,
    createdAt: row.created_at,
  }));
}

/** Lets given-up messages try again, all or one. Returns their ids, oldest first. */
export async function reviveDead(tx: TenantTx, id?: string): Promise<string[]> {
  const rows = await tx
    .updateTable('outbox')
    .set({
      status: 'waiting',
      next_attempt_at: sql<Date>`clock_timestamp()`,
      message: sql<string>`message || '{"failures": 0}'`,
    })
    .where('status', '=', 'dead')
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .returning(['id', 'sequence'])
    .execute();
  return rows.toSorted((a, b) => a.sequence - b.sequence).map((row) => row.id);
}

export async function countOpen(tx: TenantTx): Promise<number> {
  const row = await tx
    .selectFrom('outbox')
    .select(sql<number>`count(*)::float8`.as('open'))
    .where('status', 'in', ['waiting', 'sending'])
    .executeTakeFirstOrThrow();
  return row.open;
}

interface ClaimedRow {
  readonly id: string;
  readonly channel: string;
  readonly workspace: string;
  readonly conversation: string;
  readonly thread: string;
  readonly turn_id: TurnId | null;
  readonly message: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly created_at: Date;
  readonly sequence: number;
}

const toClaimed = ({ turn_id, created_at, sequence: _, ...same }: ClaimedRow): ClaimedMessage => ({
  ...same,
  turn: turn_id,
  createdAt: created_at,
});
