import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TeamsAddress, TeamsTransport } from '../../../../adapters/teams/transport.ts';
import { createAgentsTransport } from '../../../../adapters/teams/transports/agents.ts';
import { createBotbuilderTransport } from '../../../../adapters/teams/transports/botbuilder.ts';
import {
  APP_ID,
  BOT_ID,
  BOT_TOKEN,
  ISSUER,
  type LocalMicrosoft,
  startLocalMicrosoft,
  TENANT_ID,
} from './local-microsoft.ts';

const THREAD = '19:shop@thread.tacv2;messageid=17320';

describe.each(['botbuilder', 'agents'] as const)('the transport by %s', (sdk) => {
  let microsoft: LocalMicrosoft;
  let transport: TeamsTransport;
  let address: TeamsAddress;
  beforeAll(async () => {
    microsoft = await startLocalMicrosoft();
    const create = sdk === 'botbuilder' ? createBotbuilderTransport : createAgentsTransport;
    transport = await create({
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
    address = {
      serviceUrl: microsoft.serviceUrl,
      channelId: 'msteams',
      tenantId: TENANT_ID,
      conversation: { id: THREAD, conversationType: 'channel', tenantId: TENANT_ID, isGroup: true },
      bot: { id: BOT_ID, name: 'Dyocense' },
      user: { id: '29:maria', aadObjectId: 'maria-in-entra' },
    };
  });
  beforeEach(() => {
    microsoft.calls.length = 0;
    microsoft.answers.length = 0;
    microsoft.roster.length = 0;
  });
  afterAll(() => microsoft.close());

  it('lets every key of an entity, a card and the channel data leave', async () => {
    const streaminfo = { type: 'streaminfo', streamId: 's-1', streamType: 'streaming', streamSequence: 2 };
    const label = {
      type: 'https://schema.org/Message',
      '@type': 'Message',
      '@context': 'https://schema.org',
      '@id': '',
      additionalType: ['AIGeneratedContent'],
      citation: [{ '@type': 'Claim', position: 1, appearance: { '@type': 'DigitalDocument', name: 'sales.csv' } }],
    };
    const card = {
      type: 'AdaptiveCard',
      version: '1.5',
      msteams: { width: 'Full' },
      body: [{ type: 'Image', url: 'data:image/png;base64,AAAA', altText: 'x', msteams: { allowExpand: true } }],
    };
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
    const sent = await transport.send(address, {
      type: 'message',
      text: 'Revenue should rise',
      summary: 'Revenue should rise',
      entities: [streaminfo, label],
      attachments,
      channelData: { feedbackLoop: { type: 'default' } },
    });
    expect(sent.id).toMatch(/^sent-/);
    const [call] = microsoft.calls;
    expect(call).toMatchObject({
      method: 'POST',
      path: `/emea/v3/conversations/${THREAD}/activities`,
      authorization: `Bearer ${BOT_TOKEN}`,
    });
    expect(call?.body).toMatchObject({
      type: 'message',
      text: 'Revenue should rise',
      summary: 'Revenue should rise',
      from: { id: BOT_ID },
      recipient: { id: '29:maria' },
      conversation: { id: THREAD },
      channelData: { feedbackLoop: { type: 'default' } },
      attachments,
    });
    expect(call?.body.entities).toEqual([streaminfo, label]);
  });

  it('updates and removes', async () => {
    expect(await transport.update(address, 'm-1', { type: 'message', text: 'new' })).toHaveProperty('id');
    await transport.remove(address, 'm-1');
    const path = `/emea/v3/conversations/${THREAD}/activities/m-1`;
    expect(microsoft.calls.map(({ method, path }) => ({ method, path }))).toEqual([
      { method: 'PUT', path },
      { method: 'DELETE', path },
    ]);
    expect(microsoft.calls[0]?.body).toMatchObject({ id: 'm-1', text: 'new' });
  });

  it('reads a roster page by page', async () => {
    for (let nth = 0; nth < 5; nth += 1) {
      microsoft.roster.push({
        id: `29:${nth}`,
        name: `P ${nth}`,
        aadObjectId: `e-${nth}`,
        userRole: 'user',
        tenantId: TENANT_ID,
      });
    }
    const first = await transport.members(address, { size: 3 });
    expect(first.members[0]).toEqual({
      id: '29:0',
      name: 'P 0',
      aadObjectId: 'e-0',
      userRole: 'user',
      tenantId: TENANT_ID,
    });
    expect(first.continuation).toBe('3');
    const second = await transport.members(address, { size: 3, continuation: '3' });
    expect(second.members.map(({ id }) => id)).toEqual(['29:3', '29:4']);
    expect(second.continuation).toBeUndefined();
  });

  it('opens the chat with a person', async () => {
    const direct = await transport.openDirect(address, '29:maria');
    expect(direct).toMatchObject({
      serviceUrl: microsoft.serviceUrl,
      conversation: { id: 'a:opened-chat', conversationType: 'personal', isGroup: false },
      user: { id: '29:maria', aadObjectId: 'maria-in-entra' },
    });
    expect(microsoft.calls[0]).toMatchObject({
      method: 'POST',
      path: '/emea/v3/conversations',
      body: {
        isGroup: false,
        bot: { id: BOT_ID },
        members: [{ id: '29:maria' }],
        tenantId: TENANT_ID,
        channelData: { tenant: { id: TENANT_ID } },
      },
    });
    expect((await transport.openDirect(address, '29:tom')).user).toEqual({ id: '29:tom' });
  });

  it.each([
    [429, { 'retry-after': '7' }, { code: 'TooManyRequests', retryAfter: 7_000 }],
    [413, {}, { code: 'MessageSizeTooBig' }],
    [403, {}, { code: 'MessageWritesBlocked' }],
    [404, {}, { code: 'ConversationNotFound' }],
    [502, {}, { code: 'ServiceError' }],
    [503, { 'retry-after': '2' }, { code: 'ServiceError', retryAfter: 2_000 }],
  ])('says what Teams says with %s, and tries once', async (status, headers, { code, ...expected }) => {
    microsoft.answers.push({ status, headers, body: { error: { code, message: 'words of Teams' } } });
    const error: unknown = await transport
      .send(address, { type: 'message', text: 'x' })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'TeamsApiError', status, code, ...expected });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(BOT_TOKEN);
    expect(microsoft.calls).toHaveLength(1);
  });

  it('says that Teams was not reached', async () => {
    const nowhere = { ...address, serviceUrl: 'http://127.0.0.1:9/' };
    await expect(transport.send(nowhere, { type: 'typing' })).rejects.toMatchObject({
      name: 'TeamsApiError',
      status: null,
    });
  });

  it('sends its token nowhere in the clear', async () => {
    const plain = { ...address, serviceUrl: 'http://example.com/' };
    await expect(transport.send(plain, { type: 'typing' })).rejects.toMatchObject({ code: 'bad-service-url' });
  });
});
