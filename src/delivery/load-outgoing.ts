import type { Outgoing, OutgoingContent } from '../contracts/delivery.ts';
import { BugError, ChannelError } from '../contracts/errors.ts';
import type { InboundId, TurnId } from '../contracts/ids.ts';
import type { ChannelName } from '../contracts/inbound.ts';
import type { Reply } from '../contracts/reply.ts';
import { addressOfPerson } from '../db/queries/channel-addresses.ts';
import { getInbound } from '../db/queries/inbound-events.ts';
import type { ClaimedMessage } from '../db/queries/outbox.ts';
import { postedParts } from '../db/queries/posted-messages.ts';
import { findTurn } from '../db/queries/turns.ts';
import type { StoredAction, TenantTx } from '../db/schema.ts';
import { type OutboxMessage, outboxMessage } from './outbox-message.ts';

/** A message as its channel gets it, with everything as it is now. @throws ChannelError when its turn is not there */
export async function loadOutgoing(tx: TenantTx, claimed: ClaimedMessage, channel: ChannelName): Promise<Outgoing> {
  const parsed = outboxMessage.safeParse(claimed.message);
  if (!parsed.success) {
    throw new BugError('A message of the outbox cannot be read.', {
      code: 'bad-outbox-message',
      advice: 'Report this; the message is kept.',
      cause: parsed.error,
    });
  }
  const message = parsed.data;
  const place = { channel, workspace: claimed.workspace };
  // A person may have written to the coach since it was queued: the newest way is the best.
  const known = message.visibility === 'direct' ? await addressOfPerson(tx, place, message.user) : null;
  const live = message.kind === 'reply' && message.inbound ? await readLive(tx, message.inbound) : null;
  return {
    id: claimed.id,
    place,
    target: {
      conversation: known?.conversation ?? message.conversation,
      thread: claimed.thread,
      user: message.user,
      visibility: message.visibility,
      address: known?.address ?? message.address,
    },
    content: await readContent(tx, claimed.turn, message),
    attempt: claimed.attempts,
    uncertain: message.uncertain,
    sent: await postedParts(tx, claimed.id),
    eventId: message.kind === 'reply' ? message.eventId : null,
    live,
  };
}

// The outbox row holds the id of an event: it has no other maker.
const readLive = async (tx: TenantTx, inbound: string) => (await getInbound(tx, inbound as InboundId))?.live ?? null;

/** A shared answer was shown to its asker alone before: who else may see it was a question for them only. */
function withoutConsent(reply: Reply, actions: readonly StoredAction[]): Reply {
  const asks = actions.filter(({ call }) => call?.skill === 'manage-access' && call.input.action === 'consent');
  return { ...reply, actions: reply.actions.filter(({ id }) => !asks.some((action) => action.id === id)) };
}

async function readContent(tx: TenantTx, turn: TurnId | null, message: OutboxMessage): Promise<OutgoingContent> {
  if (message.kind === 'remove') return { kind: 'remove', messages: message.messages };
  const found = turn && (await findTurn(tx, turn));
  if (found?.reply) {
    const reply = message.visibility === 'here' ? withoutConsent(found.reply, found.actions) : found.reply;
    const asked = found.question.trim() === '' ? {} : { question: found.question };
    return { kind: 'reply', turn: found.id, reply, ...asked, controls: message.controls };
  }
  throw new ChannelError('The answer that should be sent is not there any more.', {
    code: 'turn-missing',
    advice: 'Ask the question again.',
  });
}
