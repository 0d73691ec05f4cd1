import type { MessageRef } from '../contracts/delivery.ts';
import type { InboundId, TurnId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import { cancelTurnMessages, enqueue, messagesOfTurn } from '../db/queries/outbox.ts';
import { takePostedOfTurn } from '../db/queries/posted-messages.ts';
import type { TenantTx } from '../db/schema.ts';
import { type NewOutboxMessage, outboxMessage } from './outbox-message.ts';

/**
 * Takes an answer off its platform: what is out is removed, what is on its way is not sent. One that is being sent at
 * this moment is taken away by its sender. Asked twice, the second time finds nothing to do.
 * @returns ids of the queued removals
 */
export async function takeBackTurn(
  tx: TenantTx,
  place: { readonly channel: string; readonly workspace: string },
  turn: TurnId,
): Promise<string[]> {
  await cancelTurnMessages(tx, turn);
  const parts = await takePostedOfTurn(tx, turn);
  const queued: string[] = [];
  for (const said of await messagesOfTurn(tx, turn)) {
    const messages = parts.filter(({ outbox }) => outbox === said.id);
    if (messages.length === 0) continue;
    const { conversation, thread } = said;
    const { user, visibility, address, conversation: where } = outboxMessage.parse(said.message);
    const message: NewOutboxMessage = {
      kind: 'remove',
      user,
      visibility,
      conversation: where,
      address,
      messages: messages.map((ref) => ({ conversation: ref.conversation, message: ref.message })),
    };
    queued.push(await enqueue(tx, { ...place, conversation, thread, turn: null, message }));
  }
  return queued;
}

/** Takes away the message that a channel opened while a turn ran, when no answer will finish it. */
export async function takeBackLive(
  tx: TenantTx,
  event: { readonly id: InboundId; readonly inbound: Inbound },
  live: MessageRef,
): Promise<string> {
  const { channel, workspace, conversation, thread, user, address = null } = event.inbound;
  const message: NewOutboxMessage = {
    kind: 'remove',
    user,
    visibility: 'here',
    conversation,
    address,
    messages: [{ conversation: live.conversation, message: live.message }],
  };
  return enqueue(tx, { channel, workspace, conversation, thread, turn: null, message });
}
