import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDoors } from '../../../../adapters/teams/doors.ts';
import { createTeamsSender, type TeamsSender } from '../../../../adapters/teams/out/create-teams-sender.ts';
import type { TeamsAddress } from '../../../../adapters/teams/transport.ts';
import { createAgentsTransport } from '../../../../adapters/teams/transports/agents.ts';
import { createBotbuilderTransport } from '../../../../adapters/teams/transports/botbuilder.ts';
import type { MessageRef, Outgoing } from '../../../../src/contracts/delivery.ts';
import { ChannelError, UpstreamError } from '../../../../src/contracts/errors.ts';
import { type FakeChatHost, makeFakeChatHost } from '../../channels/fake-chat-host.ts';
import {
  APP_ID,
  BOT_TOKEN,
  ISSUER,
  type LocalMicrosoft,
  startLocalMicrosoft,
  TENANT_ID,
} from '../in/local-microsoft.ts';
import { IN_CHANNEL, PERSONAL, THREAD } from './memory-transport.ts';
import { answer, ask } from './start-sender.ts';

describe.each(['botbuilder', 'agents'] as const)('what reaches the Bot Connector by %s', (sdk) => {
  let microsoft: LocalMicrosoft;
  let sender: TeamsSender;
  let host: FakeChatHost;
  let parts: MessageRef[];
  beforeAll(async () => {
    microsoft = await startLocalMicrosoft();
    host = makeFakeChatHost();
    const create = sdk === 'botbuilder' ? createBotbuilderTransport : createAgentsTransport;
    const transport = await create({
      appId: APP_ID,
      appPassword: 'a-secret-of-the-app',
      tenantId: TENANT_ID,
      sdk,
      endpoints: {
        openIdMetadata: microsoft.openIdMetadata,
        issuer: ISSUER,
        authority: microsoft.url,
        token: async () => BOT_TOKEN,
      },
    });
    const quiet = () => undefined;
    sender = createTeamsSender({ host, transport, doors: createDoors({ appId: APP_ID }), log: { warn: quiet } });
  });
  beforeEach(() => {
    microsoft.calls.length = 0;
    microsoft.answers.length = 0;
    parts = [];
  });
  afterAll(() => microsoft.close());

  const here = (address: TeamsAddress): TeamsAddress => ({ ...address, serviceUrl: microsoft.serviceUrl });
  const deliver = (outgoing: Outgoing) =>
    sender.deliver(outgoing, async (_part, ref) => {
      parts.push(ref);
    });

  it('is the whole answer: words, card with its picture, label, buttons', async () => {
    await deliver(answer(host, ask(here(IN_CHANNEL))));
    const [words, card] = microsoft.calls;
    expect([words?.method, words?.path]).toEqual(['POST', `/emea/v3/conversations/${THREAD}/activities`]);
    expect(words?.body).toMatchObject({
      type: 'message',
      textFormat: 'plain',
      text: 'Harbor should take about $18,412 next week, 8% more than last week.',
      entities: [{ type: 'https://schema.org/Message', additionalType: ['AIGeneratedContent'] }],
    });
    expect(card?.body).toMatchObject({
      type: 'message',
      summary: expect.stringContaining('$17,105'),
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
    });
    const json = JSON.stringify(card?.body);
    expect(json).toContain('"data":{"action":"act-why"}');
    expect(json).toContain('"url":"data:image/png;base64,');
    expect(json).toContain('"msteams":{"allowExpand":true}');
    expect(card?.body.text).toBeUndefined();
    expect(parts.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^sent-/),
      expect.stringMatching(/^sent-/),
    ]);
  });

  it('ends a stream by its id, without a sequence', async () => {
    const live = { conversation: PERSONAL.conversation.id, message: 'stream-1' };
    await deliver(answer(host, ask(here(PERSONAL)), {}, { live }));
    const [first] = microsoft.calls;
    expect(first?.body.entities).toEqual([
      { type: 'streaminfo', streamType: 'final', streamId: 'stream-1' },
      expect.objectContaining({ additionalType: ['AIGeneratedContent'] }),
    ]);
    expect(parts[0]).toEqual(live);
  });

  it('opens a chat for the one who asked, and leaves a word in the thread', async () => {
    await deliver(answer(host, ask(here(IN_CHANNEL)), { visibility: 'asker' }));
    expect(microsoft.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /emea/v3/conversations',
      'POST /emea/v3/conversations/a:opened-chat/activities',
      'POST /emea/v3/conversations/a:opened-chat/activities',
      `POST /emea/v3/conversations/${THREAD}/activities`,
    ]);
    expect(microsoft.calls[3]?.body.text).toContain('I answered Maria directly');
  });

  it('takes an answer away, also when a part is gone', async () => {
    microsoft.answers.push({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });
    const messages = ['m-1', 'm-2'].map((message) => ({ conversation: 'a:maria-chat', message }));
    await deliver(answer(host, ask(here(IN_CHANNEL)), {}, { content: { kind: 'remove', messages } }));
    expect(microsoft.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE /emea/v3/conversations/a:maria-chat/activities/m-1',
      'DELETE /emea/v3/conversations/a:maria-chat/activities/m-2',
    ]);
  });

  it('hears how long to wait', async () => {
    microsoft.answers.push({ status: 429, headers: { 'retry-after': '3' }, body: { error: { code: 'Throttled' } } });
    const error = await deliver(answer(host, ask(here(PERSONAL)))).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ retryAfter: 3_000 });
    expect(microsoft.calls.length).toBe(1);
  });

  it('hears that somebody has blocked the coach', async () => {
    microsoft.answers.push({ status: 403, body: { error: { code: 'MessageWritesBlocked' } } });
    const error = await deliver(answer(host, ask(here(PERSONAL)))).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ChannelError);
    expect(error).toMatchObject({ message: expect.stringContaining('blocked') });
  });

  it('makes a card smaller that was too large', async () => {
    microsoft.answers.push({ status: 201, body: { id: 'words' } });
    microsoft.answers.push({ status: 413, body: { error: { code: 'MessageSizeTooBig' } } });
    await deliver(answer(host, ask(here(PERSONAL))));
    expect(microsoft.calls.length).toBe(3);
    expect(parts.length).toBe(2);
  });
});
