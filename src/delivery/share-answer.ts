import type { TurnId } from '../contracts/ids.ts';
import { enqueue, lockTurn, messagesOfTurn } from '../db/queries/outbox.ts';
import type { TenantTx } from '../db/schema.ts';
import { type NewOutboxMessage, outboxMessage } from './outbox-message.ts';

/**
 * Posts an answer that its asker alone saw into the conversation where it was asked, once.
 * @returns `queued` with the id of the message; `shown` when everyone there sees it already, `gone` when it was removed
 */
export async function shareAnswer(
  tx: TenantTx,
  place: { readonly channel: string; readonly workspace: string },
  turn: TurnId,
): Promise<
  { readonly kind: 'queued'; readonly outbox: string } | { readonly kind: 'shown' } | { readonly kind: 'gone' }
> {
  // Two presses at once: the second waits here and then finds what the first queued.
  await lockTurn(tx, turn);
  const said = (await messagesOfTurn(tx, turn))
    .filter(({ status }) => status !== 'cancelled')
    .map((row) => ({ ...row, message: outboxMessage.parse(row.message) }));
  if (said.some(({ message }) => message.visibility === 'here')) return { kind: 'shown' };
  const hidden = said.find(({ message }) => message.kind === 'reply' && message.visibility === 'asker');
  if (!hidden) return { kind: 'gone' };
  const message: NewOutboxMessage = {
    kind: 'reply',
    user: hidden.message.user,
    visibility: 'here',
    conversation: hidden.message.conversation,
    address: hidden.message.address,
    inbound: null,
    // It answers the event a second time: the message that was kept open for it was finished by the first.
    eventId: null,
    controls: ['good', 'bad', 'remove'],
  };
  const { conversation, thread } = hidden;
  return { kind: 'queued', outbox: await enqueue(tx, { ...place, conversation, thread, turn, message }) };
}
