import { randomUUID } from 'node:crypto';
import type { ControlKind, Place } from '../contracts/delivery.ts';
import type { FactSource } from '../contracts/fact.ts';
import type { InboundId, TurnId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import type { Reply } from '../contracts/reply.ts';
import { addressOfPerson } from '../db/queries/channel-addresses.ts';
import { openSession } from '../db/queries/conversations.ts';
import { enqueue } from '../db/queries/outbox.ts';
import { saveTurn } from '../db/queries/turns.ts';
import type { StoredAction, TenantTx } from '../db/schema.ts';
import type { NewOutboxMessage } from './outbox-message.ts';

/** Queues the answer to an event, in the transaction that saves its turn. Returns the id of the message. */
export async function queueAnswer(
  tx: TenantTx,
  answer: {
    readonly inbound: Inbound;
    readonly event: InboundId;
    readonly turn: TurnId;
    readonly reply: Reply;
    readonly visibility: 'here' | 'asker';
  },
): Promise<string> {
  const { inbound, event, turn, reply, visibility } = answer;
  const message: NewOutboxMessage = {
    kind: 'reply',
    user: inbound.user,
    visibility,
    conversation: inbound.conversation,
    address: inbound.address ?? null,
    inbound: event,
    // Nobody asked for what a schedule sent.
    eventId: inbound.kind === 'scheduled' ? null : inbound.eventId,
    controls: controlsUnder(reply, visibility === 'asker' && inbound.audience !== 'private'),
  };
  const { channel, workspace, conversation, thread } = inbound;
  return enqueue(tx, { channel, workspace, conversation, thread, turn, message });
}

/** Thumbs belong under answers made from the company's data; a hello, a name or a question back has none. */
function controlsUnder(reply: Reply, isHidden: boolean): ControlKind[] {
  const { facts, charts, tables, working } = reply;
  const fromData = facts.some(({ source }) => FROM_DATA.has(source.kind));
  if (!fromData && charts.length + tables.length === 0 && working === null) return [];
  return [...(isHidden ? (['share'] as const) : []), 'good', 'bad', 'remove'];
}

const FROM_DATA: ReadonlySet<FactSource['kind']> = new Set(['rows', 'computed', 'model']);

/**
 * Queues a message nobody asked for, to one person directly. It is a turn of a thread of its own, so that its buttons
 * work. Its actions may have any ids: they get the turn's, unless they have those of one turn already.
 */
export async function queueDirect(
  tx: TenantTx,
  notice: {
    readonly place: Place;
    readonly user: string;
    readonly reply: Reply;
    readonly actions: readonly StoredAction[];
  },
): Promise<string> {
  const { place, user } = notice;
  const { turn, reply, actions } = nameActions(notice);
  const thread = `direct:${user}`;
  const known = await addressOfPerson(tx, place, user);
  // Messages to a person wait for each other, also before the platform's name of their conversation is known.
  const conversation = known?.conversation ?? `user:${user}`;
  const session = await openSession(tx, { ...place, conversation, thread, user: null });
  await saveTurn(tx, {
    id: turn,
    session: session.id,
    inbound: null,
    question: '',
    plan: [],
    reply,
    actions,
    asked: null,
    tier: 'builtin',
    ms: null,
  });
  const message: NewOutboxMessage = {
    kind: 'reply',
    user,
    visibility: 'direct',
    conversation: known?.conversation ?? '',
    address: known?.address ?? null,
    inbound: null,
    eventId: null,
    controls: [],
  };
  return enqueue(tx, { ...place, conversation, thread, turn, message });
}

const OF_A_TURN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-\d{1,3}$/;

/** A pressed button is found by the turn in its id. */
function nameActions({ reply, actions }: { readonly reply: Reply; readonly actions: readonly StoredAction[] }) {
  const turns = new Set(actions.map(({ id }) => OF_A_TURN.exec(id)?.[1]));
  const [given] = turns;
  // A turn's id that its maker chose, or a fresh random one: both are new, and the brand has no other maker.
  if (turns.size === 1 && given !== undefined) return { turn: given as TurnId, reply, actions };
  const turn = randomUUID() as TurnId;
  const ids = new Map(actions.map(({ id }, at) => [id, `${turn}-${at}`]));
  const rename = <Action extends { readonly id: string }>(action: Action): Action => ({
    ...action,
    id: ids.get(action.id) ?? action.id,
  });
  return { turn, reply: { ...reply, actions: reply.actions.map(rename) }, actions: actions.map(rename) };
}
