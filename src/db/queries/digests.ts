import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { InboundId, UserId } from '../../contracts/ids.ts';
import type { Address, ChannelName, Inbound } from '../../contracts/inbound.ts';
import { currentTenant } from '../current-tenant.ts';
import type { DigestSchedulesTable, Schema, TenantTx } from '../schema.ts';

/** A weekly digest of one conversation. */
export interface DigestSchedule {
  readonly id: string;
  readonly channel: ChannelName;
  readonly workspace: string;
  readonly conversation: string;
  /** '': each one begins a thread of its own at the top of the conversation. */
  readonly thread: string;
  /** The platform's id of who set it last. */
  readonly externalUser: string;
  readonly audience: Inbound['audience'];
  readonly address: Address | null;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** Local time, `HH:MM`. */
  readonly at: string;
  /** IANA name. */
  readonly timezone: string;
  /** Weeks are counted from here on. */
  readonly since: Date;
  readonly pausedAt: Date | null;
}

export type DigestOutcome = Schema['digest_runs']['outcome'];

type Wanted = Omit<DigestSchedule, 'id' | 'pausedAt'> & { readonly createdBy: UserId };
type Conversation = Pick<DigestSchedule, 'channel' | 'workspace' | 'conversation'>;

export async function insertSchedule(tx: TenantTx, wanted: Wanted): Promise<void> {
  await tx
    .insertInto('digest_schedules')
    .values({
      tenant_id: currentTenant,
      id: randomUUID(),
      channel: wanted.channel,
      workspace: wanted.workspace,
      conversation: wanted.conversation,
      created_by: wanted.createdBy,
      ...changeable(wanted),
    })
    .execute();
}

/** Another time, or another way back, for a digest that is there. Ends a pause. */
export async function updateSchedule(tx: TenantTx, id: string, wanted: Omit<Wanted, 'createdBy'>): Promise<void> {
  await tx
    .updateTable('digest_schedules')
    .set({ ...changeable(wanted), paused_at: null })
    .where('id', '=', id)
    .execute();
}

const changeable = (wanted: Omit<Wanted, 'createdBy'>) => ({
  thread: wanted.thread,
  external_user: wanted.externalUser,
  audience: wanted.audience,
  address: wanted.address === null ? null : JSON.stringify(wanted.address),
  weekday: wanted.weekday,
  at_time: wanted.at,
  timezone: wanted.timezone,
  since: wanted.since,
});

export async function setPaused(tx: TenantTx, id: string, pausedAt: Date | null): Promise<void> {
  await tx.updateTable('digest_schedules').set({ paused_at: pausedAt }).where('id', '=', id).execute();
}

export async function endSchedule(tx: TenantTx, id: string, endedAt: Date): Promise<void> {
  await tx.updateTable('digest_schedules').set({ ended_at: endedAt }).where('id', '=', id).execute();
}

/** The digest of a conversation, locked for this transaction; null when none is set there. */
export async function findSchedule(tx: TenantTx, place: Conversation): Promise<DigestSchedule | null> {
  const row = await tx
    .selectFrom('digest_schedules')
    .selectAll()
    .where('channel', '=', place.channel)
    .where('workspace', '=', place.workspace)
    .where('conversation', '=', place.conversation)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row ? toSchedule(row) : null;
}

/** Every digest of the company that was not ended, oldest first. */
export async function listSchedules(tx: TenantTx): Promise<DigestSchedule[]> {
  const rows = await tx
    .selectFrom('digest_schedules')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toSchedule);
}

function toSchedule(row: Selectable<DigestSchedulesTable>): DigestSchedule {
  return {
    id: row.id,
    // Written from an Inbound's channel, and from nowhere else.
    channel: row.channel as ChannelName,
    workspace: row.workspace,
    conversation: row.conversation,
    thread: row.thread,
    externalUser: row.external_user,
    audience: row.audience,
    address: row.address,
    weekday: row.weekday,
    at: row.at_time,
    timezone: row.timezone,
    since: row.since,
    pausedAt: row.paused_at,
  };
}

/** Where a direct message to a person goes, as the channel last knew it. */
export async function findDirectPlace(
  tx: TenantTx,
  person: { readonly channel: string; readonly workspace: string; readonly user: string },
): Promise<{ readonly conversation: string; readonly address: Address } | null> {
  const row = await tx
    .selectFrom('channel_addresses')
    .select(['conversation', 'address'])
    .where('channel', '=', person.channel)
    .where('workspace', '=', person.workspace)
    .where('target', '=', `user:${person.user}`)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * In whose name a digest goes out: who set it, while they have access; in a group else somebody who manages there.
 * null when there is nobody.
 */
export async function findSender(tx: TenantTx, schedule: DigestSchedule): Promise<string | null> {
  const people = await tx
    .selectFrom('channel_identities as i')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'i.tenant_id').onRef('u.id', '=', 'i.user_id'))
    .select(['i.external_user', 'i.ended_at as left_at', 'u.ended_at', 'u.role'])
    .where('i.channel', '=', schedule.channel)
    .where('i.workspace', '=', schedule.workspace)
    .orderBy('i.created_at')
    .execute();
  const isIn = (person: (typeof people)[number]) => person.left_at === null && person.ended_at === null;
  const setter = people.find((person) => person.external_user === schedule.externalUser);
  if (setter === undefined || isIn(setter)) return schedule.externalUser;
  if (schedule.audience === 'private') return null;
  const other = people.find((person) => isIn(person) && (person.role === 'owner' || person.role === 'manager'));
  return other?.external_user ?? null;
}

export interface DigestRun {
  readonly schedule: string;
  readonly due: Date;
}

/** When the newest digest that has its outcome was due, by schedule. */
export async function lastAccounted(tx: TenantTx): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx
    .selectFrom('digest_runs')
    .select((eb) => ['schedule_id', eb.fn.max('due_at').as('due_at')])
    .groupBy('schedule_id')
    .execute();
  return new Map(rows.map((row) => [row.schedule_id, row.due_at]));
}

/** Writes down what becomes of one due digest. False when it is written down already: somebody else has it. */
export async function claimRun(
  tx: TenantTx,
  run: DigestRun & { readonly outcome: DigestOutcome; readonly ranAt: Date },
): Promise<boolean> {
  const row = await tx
    .insertInto('digest_runs')
    .values({
      tenant_id: currentTenant,
      schedule_id: run.schedule,
      due_at: run.due,
      outcome: run.outcome,
      inbound_id: null,
      ran_at: run.ranAt,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'schedule_id', 'due_at']).doNothing())
    .returning('schedule_id')
    .executeTakeFirst();
  return row !== undefined;
}

const TO_SEND: readonly DigestOutcome[] = ['posted', 'caught-up'];

/** Digests that somebody began to send before `before` and did not get through; taken over by this transaction. */
export async function retakeRuns(
  tx: TenantTx,
  times: { readonly before: Date; readonly now: Date },
): Promise<(DigestRun & { readonly outcome: DigestOutcome })[]> {
  const rows = await tx
    .updateTable('digest_runs')
    .set({ ran_at: times.now })
    .where('inbound_id', 'is', null)
    .where('outcome', 'in', TO_SEND)
    .where('ran_at', '<=', times.before)
    .returning(['schedule_id', 'due_at', 'outcome'])
    .execute();
  return rows.map((row) => ({ schedule: row.schedule_id, due: row.due_at, outcome: row.outcome }));
}

/** The digest is in the inbox: from here on the inbox sees to it. */
export async function finishRun(tx: TenantTx, run: DigestRun, event: EventName): Promise<void> {
  const row = await tx
    .selectFrom('inbound_events')
    .select('id')
    .where('channel', '=', event.channel)
    .where('workspace', '=', event.workspace)
    .where('event_id', '=', event.eventId)
    .executeTakeFirst();
  await changeRun(tx, run, { inbound_id: row?.id ?? null });
}

type EventName = Pick<Inbound, 'channel' | 'workspace' | 'eventId'>;

/** It cannot be sent at all. */
export async function failRun(tx: TenantTx, run: DigestRun): Promise<void> {
  await changeRun(tx, run, { outcome: 'failed' });
}

async function changeRun(
  tx: TenantTx,
  run: DigestRun,
  change: { readonly inbound_id: InboundId | null } | { readonly outcome: DigestOutcome },
): Promise<void> {
  await tx
    .updateTable('digest_runs')
    .set(change)
    .where('schedule_id', '=', run.schedule)
    .where('due_at', '=', run.due)
    .execute();
}

/**
 * A question back, in this conversation, that nobody answered since; the newest. What the person had asked: in a group
 * only what everyone there read, since a command is seen by nobody else.
 */
export async function findUnanswered(tx: TenantTx, place: Conversation, since: Date): Promise<string | null> {
  const row = await tx
    .selectFrom('coaching_turns as t')
    .innerJoin('coaching_sessions as s', (join) =>
      join.onRef('s.tenant_id', '=', 't.tenant_id').onRef('s.id', '=', 't.session_id'),
    )
    .leftJoin('inbound_events as i', (join) =>
      join.onRef('i.tenant_id', '=', 't.tenant_id').onRef('i.id', '=', 't.inbound_id'),
    )
    .select('t.question')
    .where('s.channel', '=', place.channel)
    .where('s.workspace', '=', place.workspace)
    .where('s.conversation', '=', place.conversation)
    .where('t.asked', 'is not', null)
    .where('t.question', '!=', '')
    .where(sql<boolean>`(i.inbound ->> 'kind' = 'message' or i.inbound ->> 'audience' = 'private')`)
    // When the digest should come is no question of the business.
    .where(sql<boolean>`not t.plan @> ${JSON.stringify([{ skill: 'write-digest' }])}::jsonb`)
    .where('t.created_at', '>', since)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('coaching_turns as later')
            .select('later.id')
            .whereRef('later.session_id', '=', 't.session_id')
            .whereRef('later.sequence', '>', 't.sequence'),
        ),
      ),
    )
    .orderBy('t.sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.question ?? null;
}
