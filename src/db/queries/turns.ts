import { sql } from 'kysely';
import type { InboundId, SessionId, TurnId } from '../../contracts/ids.ts';
import type { Reply } from '../../contracts/reply.ts';
import type { Question, SkillCall } from '../../contracts/skill.ts';
import { currentTenant } from '../current-tenant.ts';
import type { StoredAction, TenantTx } from '../schema.ts';
import { type NewReplyFile, saveReplyFiles } from './reply-files.ts';

/** One question and what became of it. */
export interface StoredTurn {
  readonly id: TurnId;
  readonly session: SessionId;
  readonly inbound: InboundId | null;
  readonly question: string;
  readonly plan: readonly SkillCall[];
  /** null while it runs or when it failed. */
  readonly reply: Reply | null;
  /** What each button of the reply does. */
  readonly actions: readonly StoredAction[];
  /** Set when the reply was a question back. */
  readonly asked: Question | null;
  readonly tier: string;
  readonly ms: number | null;
  readonly createdAt: Date;
}

/**
 * Keeps a turn and the charts and files of its reply, in one go. Saving the same turn again replaces what was kept,
 * so a turn may be saved when it begins (reply null) and when it is answered.
 */
export async function saveTurn(
  tx: TenantTx,
  turn: Omit<StoredTurn, 'createdAt'> & { readonly files?: readonly NewReplyFile[] },
): Promise<void> {
  const values = {
    session_id: turn.session,
    inbound_id: turn.inbound,
    question: turn.question,
    plan: JSON.stringify(turn.plan),
    reply: turn.reply === null ? null : JSON.stringify(turn.reply),
    actions: JSON.stringify(turn.actions),
    asked: turn.asked === null ? null : JSON.stringify(turn.asked),
    tier: turn.tier,
    ms: turn.ms,
  };
  await tx
    .insertInto('coaching_turns')
    .values({ tenant_id: currentTenant, id: turn.id, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(values))
    .execute();
  await tx.deleteFrom('charts').where('turn_id', '=', turn.id).execute();
  const charts = (turn.reply?.charts ?? []).map(({ id, spec }) => ({
    tenant_id: currentTenant,
    id,
    turn_id: turn.id,
    spec: JSON.stringify(spec),
  }));
  if (charts.length > 0) await tx.insertInto('charts').values(charts).execute();
  await saveReplyFiles(tx, turn.id, turn.files ?? []);
  await tx
    .updateTable('coaching_sessions')
    .set({
      title: sql<string>`coalesce(nullif(title, ''), left(${turn.question}, 200))`,
      last_turn_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', turn.session)
    .execute();
}

/** The newest `count` turns of a session, newest first. */
export async function lastTurns(tx: TenantTx, session: SessionId, count: number): Promise<StoredTurn[]> {
  const rows = await selectTurns(tx)
    .where('session_id', '=', session)
    .orderBy('sequence', 'desc')
    .limit(count)
    .execute();
  return rows.map(toTurn);
}

/** The newest turns of a whole conversation, whatever their thread, that are not older than `since`; newest first. */
export async function lastTurnsOfConversation(
  tx: TenantTx,
  place: { readonly channel: string; readonly workspace: string; readonly conversation: string },
  since: Date,
  count: number,
): Promise<StoredTurn[]> {
  const sessions = await tx
    .selectFrom('coaching_sessions')
    .select('id')
    .where('channel', '=', place.channel)
    .where('workspace', '=', place.workspace)
    .where('conversation', '=', place.conversation)
    .where('last_turn_at', '>=', since)
    .execute();
  if (sessions.length === 0) return [];
  const rows = await selectTurns(tx)
    .where(
      'session_id',
      'in',
      sessions.map(({ id }) => id),
    )
    .where('created_at', '>=', since)
    .orderBy('sequence', 'desc')
    .limit(count)
    .execute();
  return rows.map(toTurn);
}

export async function findTurn(tx: TenantTx, id: TurnId): Promise<StoredTurn | null> {
  const row = await selectTurns(tx).where('id', '=', id).executeTakeFirst();
  return row ? toTurn(row) : null;
}

/** The turn an event led to, if it got that far. */
export async function findTurnOfInbound(tx: TenantTx, inbound: InboundId): Promise<StoredTurn | null> {
  const row = await selectTurns(tx)
    .where('inbound_id', '=', inbound)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toTurn(row) : null;
}

const ACTION_ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-\d{1,3}$/;

/**
 * What a pressed button does, and the turn it stands under. null for an id this company never gave out.
 * @param actionId the turn's id and the button's number: `…uuid…-2`
 */
export async function findAction(
  tx: TenantTx,
  actionId: string,
): Promise<{ turn: TurnId; session: SessionId; action: StoredAction } | null> {
  const turn = ACTION_ID.exec(actionId)?.[1];
  if (turn === undefined) return null;
  // Its form was checked above; whether it names a turn is what is asked here.
  const found = await findTurn(tx, turn as TurnId);
  const action = found?.actions.find(({ id }) => id === actionId);
  return found && action ? { turn: found.id, session: found.session, action } : null;
}

export interface HistoryRow {
  readonly turn: TurnId;
  readonly question: string;
  readonly at: Date;
  /** Files that came with the question. */
  readonly fileNames: readonly string[];
  readonly reply: Reply | null;
}

/** All turns of a conversation, oldest first. Empty for one that is not there. */
export async function history(
  tx: TenantTx,
  place: { readonly channel: string; readonly workspace: string; readonly conversation: string },
): Promise<HistoryRow[]> {
  const rows = await tx
    .selectFrom('coaching_turns as t')
    .innerJoin('coaching_sessions as s', (join) =>
      join.onRef('s.tenant_id', '=', 't.tenant_id').onRef('s.id', '=', 't.session_id'),
    )
    .leftJoin('inbound_events as i', (join) =>
      join.onRef('i.tenant_id', '=', 't.tenant_id').onRef('i.id', '=', 't.inbound_id'),
    )
    .select(['t.id', 't.question', 't.created_at', 't.reply', 'i.inbound'])
    .where('s.channel', '=', place.channel)
    .where('s.workspace', '=', place.workspace)
    .where('s.conversation', '=', place.conversation)
    .orderBy('t.sequence')
    .execute();
  return rows.map((row) => ({
    turn: row.id,
    question: row.question,
    at: row.created_at,
    fileNames: row.inbound?.attachments.map(({ fileName }) => fileName) ?? [],
    reply: row.reply,
  }));
}

function selectTurns(tx: TenantTx) {
  return tx
    .selectFrom('coaching_turns')
    .select([
      'id',
      'session_id',
      'inbound_id',
      'question',
      'plan',
      'reply',
      'actions',
      'asked',
      'tier',
      'ms',
      'created_at',
    ]);
}

type TurnRow = Awaited<ReturnType<ReturnType<typeof selectTurns>['execute']>>[number];

function toTurn(row: TurnRow): StoredTurn {
  return {
    id: row.id,
    session: row.session_id,
    inbound: row.inbound_id,
    question: row.question,
    plan: row.plan,
    reply: row.reply,
    actions: row.actions,
    asked: row.asked,
    tier: row.tier,
    ms: row.ms,
    createdAt: row.created_at,
  };
}
