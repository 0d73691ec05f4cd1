import type { webApi } from '@slack/bolt';
import type { Outgoing } from '../../../src/contracts/delivery.ts';
import { ChannelError } from '../../../src/contracts/errors.ts';
import type { Room } from './post-message.ts';
import type { SenderContext } from './sender-context.ts';
import { threadOf } from './slack-address.ts';

/** Direct messages have ids of their own kind. */
export function isDirect(conversation: string): boolean {
  return conversation.startsWith('D');
}

/**
 * Where an answer goes. What is out already decides for the rest of it.
 * @throws UpstreamError, ChannelError
 */
export async function findRoom(context: SenderContext, client: webApi.WebClient, outgoing: Outgoing): Promise<Room> {
  const { target, sent } = outgoing;
  const [out] = sent.values();
  const asked: Room = { conversation: target.conversation, thread: threadOf(target) };
  if (out && out.conversation !== target.conversation) return { conversation: out.conversation, thread: undefined };
  if (target.visibility === 'here') return asked;
  // The asker is alone there anyway.
  if (target.visibility === 'asker' && isDirect(target.conversation)) return asked;
  if (target.visibility === 'direct' && isDirect(target.conversation)) return { ...asked, thread: undefined };
  return openDirect(context, client, target.user);
}

export async function openDirect({ call }: SenderContext, client: webApi.WebClient, user: string): Promise<Room> {
  const opened = await call(client.conversations.open({ users: user }));
  const conversation = opened.channel?.id;
  if (!conversation) {
    throw new ChannelError('Slack opened no direct message.', {
      code: 'slack-no-direct-message',
      advice: 'Write the coach a direct message first.',
    });
  }
  return { conversation, thread: undefined };
}
