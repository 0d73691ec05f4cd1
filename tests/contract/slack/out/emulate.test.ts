import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSlackSender } from '../../../../adapters/slack/out/create-slack-sender.ts';
import type { MessageRef, Outgoing } from '../../../../src/contracts/delivery.ts';
import { makeFakeChatHost } from '../../channels/fake-chat-host.ts';
import { digest, TURN } from './replies.ts';
import { makeClient, makeInbound } from './start-sender.ts';

/** The same sender and the real SDK against somebody else's picture of Slack. */
let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: { tokens: { 'xoxb-emulated': { login: 'coach' } } },
  });
});
afterAll(async () => {
  await emulator.close();
});

it('answers in a thread with blocks and pictures, is found again, and is taken away', async () => {
  const client = makeClient(`${emulator.url}/api/`, 'xoxb-emulated');
  const host = makeFakeChatHost();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const sender = createSlackSender({ host, clientFor: async () => client, log });
  const { channels = [] } = await client.conversations.list();
  const channel = channels.find(({ name }) => name === 'general')?.id ?? '';
  await client.conversations.join({ channel });
  const asked = await client.chat.postMessage({ channel, text: 'How was our week?' });
  const thread = asked.ts ?? '';
  const inbound = makeInbound({ conversation: channel, thread, eventId: `msg:${channel}:${thread}` });
  const content = { kind: 'reply' as const, turn: TURN, reply: digest, controls: ['good', 'bad', 'remove'] as const };
  const outgoing: Outgoing = host.outgoing(inbound, { content });
  const parts = new Map<number, MessageRef>();
  const posted = async (part: number, ref: MessageRef) => {
    parts.set(part, ref);
  };

  await sender.deliver(outgoing, posted);
  expect([...parts.keys()]).toEqual([0, 3]);
  const replies = await client.conversations.replies({ channel, ts: thread });
  const answer = replies.messages?.find(({ ts }) => ts === parts.get(0)?.message);
  expect(answer).toMatchObject({ thread_ts: thread, text: digest.text });
  expect(answer?.blocks?.[0]).toMatchObject({ type: 'header', text: { text: 'Your week, Nov 16 – 22' } });
  const file = await client.files.info({ file: parts.get(3)?.message.replace('file:', '') ?? '' });
  expect(file.file).toMatchObject({ title: 'Revenue should rise 8% next week' });

  await sender.deliver({ ...outgoing, content: { kind: 'remove', messages: [...parts.values()] } }, posted);
  const left = await client.conversations.replies({ channel, ts: thread });
  expect(left.messages?.map(({ ts }) => ts)).toEqual([thread]);
});
