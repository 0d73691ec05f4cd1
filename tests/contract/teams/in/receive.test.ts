import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { controlId } from '../../../../src/contracts/delivery.ts';
import { UserError } from '../../../../src/contracts/errors.ts';
import type { Inbound } from '../../../../src/contracts/inbound.ts';
import { CHANNEL_ID, channelMessage, groupMessage, invoke, MARIA, personalMessage, teamEvent } from './activities.ts';
import { BOT_ID, TENANT_ID } from './local-microsoft.ts';
import { type RunningTeams, startTeams } from './start-teams.ts';

const TURN = randomUUID();
let teams: RunningTeams;
let url: string;
beforeEach(async () => {
  teams = await startTeams();
  url = teams.microsoft.serviceUrl;
});
afterEach(() => teams.close());

async function accepted(activity: unknown): Promise<Inbound> {
  const before = teams.host.accepted.length;
  expect((await teams.post(activity)).status).toBe(200);
  expect(teams.host.accepted).toHaveLength(before + 1);
  const inbound = teams.host.accepted.at(-1);
  if (!inbound) throw new Error('nothing was accepted');
  return inbound;
}

async function ignored(activity: unknown): Promise<void> {
  const { accepted: taken, pressed, notices } = teams.host;
  const before = [taken.length, pressed.length, notices.length];
  expect((await teams.post(activity)).status).toBe(200);
  expect([taken.length, pressed.length, notices.length]).toEqual(before);
}

/** Texts the bot said, once there are as many as asked for. */
async function said(count = 1): Promise<readonly unknown[]> {
  const texts = () => teams.microsoft.calls.filter(({ body }) => body.type === 'message').map(({ body }) => body.text);
  await vi.waitFor(() => expect(texts()).toHaveLength(count));
  return texts();
}

describe('messages', () => {
  it('reads a 1:1 message', async () => {
    const activity = personalMessage(url, 'Why did sales change last week?', { id: '1732001' });
    expect(await accepted(activity)).toEqual({
      channel: 'teams',
      workspace: TENANT_ID,
      conversation: 'a:1-chat-with-maria',
      thread: 'a:1-chat-with-maria',
      eventId: 'activity:a:1-chat-with-maria:1732001',
      user: MARIA.aadObjectId,
      userName: 'Maria Rossi',
      kind: 'message',
      text: 'Why did sales change last week?',
      message: '1732001',
      attachments: [],
      audience: 'private',
      address: {
        serviceUrl: url,
        channelId: 'msteams',
        tenantId: TENANT_ID,
        conversation: {
          id: 'a:1-chat-with-maria',
          conversationType: 'personal',
          tenantId: TENANT_ID,
          isGroup: false,
        },
        bot: { id: BOT_ID, name: 'Dyocense' },
        user: MARIA,
        locale: 'it-IT',
      },
      locale: 'it-IT',
      timezone: 'Europe/Rome',
      receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it('reads a mention in a thread of a channel: the thread apart, the channel as the conversation', async () => {
    const inbound = await accepted(channelMessage(url, 'how are sales &amp; costs at\u00a0Harbor?'));
    expect(inbound).toMatchObject({
      conversation: CHANNEL_ID,
      thread: `${CHANNEL_ID};messageid=1732000000000`,
      text: 'how are sales & costs at Harbor?',
      audience: 'group',
      address: { conversation: { id: `${CHANNEL_ID};messageid=1732000000000`, conversationType: 'channel' } },
    });
  });

  it('reads which message is quoted, and not the mark of it as words', async () => {
    const entities = [{ type: 'quotedReply', quotedReply: { messageId: '1732000', senderId: BOT_ID, preview: '788' } }];
    const inbound = await accepted(
      personalMessage(url, '<quoted messageId="1732000"/> and the week before?', { entities }),
    );
    expect(inbound).toMatchObject({ text: 'and the week before?', repliesTo: '1732000' });
    const odd = await accepted(personalMessage(url, 'hi', { entities: [{ type: 'quotedReply', quotedReply: 7 }] }));
    expect(odd).not.toHaveProperty('repliesTo');
  });

  it('takes a mark that does not end before the next one for words', async () => {
    const entities = [{ type: 'mention', mentioned: { id: '29:tom', name: 'Tom Baker' }, text: '<at>Tom</at>' }];
    expect(await accepted(personalMessage(url, '<quoted <quoted ask <at>Tom</at>', { entities }))).toMatchObject({
      text: '<quoted <quoted ask Tom Baker',
    });
  });

  it('keeps the names of other people who are mentioned', async () => {
    const activity = groupMessage(url, 'ask <at>Tom</at> too', {
      entities: [
        { type: 'mention', mentioned: { id: BOT_ID, name: 'Dyocense' }, text: '<at>Dyocense</at>' },
        { type: 'mention', mentioned: { id: '29:tom', name: 'Tom Baker' }, text: '<at>Tom</at>' },
      ],
    });
    expect(await accepted(activity)).toMatchObject({ text: 'ask Tom Baker too', audience: 'group' });
  });

  it('is not woken in a group by words that are not for it', async () => {
    await ignored(groupMessage(url, 'lunch?', { text: 'lunch?', entities: [] }));
  });

  it('answers a bare mention with help', async () => {
    expect(await accepted(channelMessage(url, ''))).toMatchObject({ kind: 'command', text: 'help' });
  });

  it.each([
    ['forecast revenue next week', 'forecast revenue next week'],
    ['/forecast', 'What will sales be next week?'],
    ['Optimize inventory', 'What should I order?'],
    ['digest pause', 'digest pause'],
    ['/coach are we doing well?', 'are we doing well?'],
  ])('reads the command “%s”', async (typed, text) => {
    expect(await accepted(personalMessage(url, typed))).toMatchObject({ kind: 'command', text });
  });

  it('takes no word for a command that only begins like one', async () => {
    expect(await accepted(personalMessage(url, 'forecasting is hard'))).toMatchObject({ kind: 'message' });
  });

  it.each([
    ['a guest', { from: { ...MARIA, userRole: 'guest' } }],
    ['somebody of another tenant', { from: { ...MARIA, tenantId: randomUUID() } }],
    [
      'a shared channel',
      { channelData: { tenant: { id: TENANT_ID }, channel: { id: CHANNEL_ID, type: 'shared' }, team: { id: 't' } } },
    ],
  ])('sees people from outside: %s', async (_, change) => {
    expect(await accepted(channelMessage(url, 'sales?', change))).toMatchObject({ audience: 'external' });
  });

  it('sees a guest who is silent, at the first message already', async () => {
    teams.microsoft.roster.push({ ...MARIA, tenantId: TENANT_ID }, { id: '29:g', userRole: 'guest' });
    expect(await accepted(channelMessage(url, 'sales?'))).toMatchObject({ audience: 'external' });
  });

  it('falls back on what it can read when locale and time zone are nonsense', async () => {
    const change = { locale: 'not a locale', localTimezone: 'Mars/Base', entities: [] };
    expect(await accepted(personalMessage(url, 'hi', change))).toMatchObject({ locale: 'en-US', timezone: 'UTC' });
  });

  it('says in words that the workspace is not linked', async () => {
    teams.host.script.unlinked = true;
    expect((await teams.post(personalMessage(url, 'hi'))).status).toBe(200);
    expect(await said()).toEqual([
      'This workspace is not linked to a company yet. Open “Connect a chat” on the web page, then write to me: link, and the code it shows.',
    ]);
  });

  it('lets Teams deliver again when it could not be stored, and takes it then', async () => {
    const { accept } = teams.host;
    const activity = personalMessage(url, 'hi');
    teams.host.accept = async () => {
      throw new Error('the database is away');
    };
    expect((await teams.post(activity)).status).toBe(500);
    teams.host.accept = accept;
    await accepted(activity);
  });

  it.each(['typing', 'messageReaction', 'event', 'endOfConversation'])('is not woken by %s', async (type) => {
    await ignored(personalMessage(url, 'x', { type }));
  });

  it('is not woken by itself or another bot', async () => {
    await ignored(personalMessage(url, 'x', { from: { id: BOT_ID, name: 'Dyocense' } }));
    await ignored(personalMessage(url, 'x', { from: { id: '28:other', role: 'bot' } }));
  });
});

describe('files', () => {
  const file = (name: string, path: string, fileType = 'csv') => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name,
    content: { downloadUrl: `${teams.microsoft.url}/files/${path}`, uniqueId: 'u', fileType },
  });

  it('keeps a file of a 1:1 chat, without showing our token to anybody', async () => {
    teams.microsoft.files.set('moved', {
      content: Buffer.alloc(0),
      status: 302,
      headers: { location: '/files/sales' },
    });
    teams.microsoft.files.set('sales', { content: Buffer.from('date,revenue\n2026-11-22,812') });
    const inbound = await accepted(
      personalMessage(url, '', {
        attachments: [{ contentType: 'text/html', content: '' }, file('sales.csv', 'moved')],
      }),
    );
    expect(inbound).toMatchObject({
      kind: 'message',
      text: '',
      attachments: [{ fileName: 'sales.csv', mediaType: 'text/csv', bytes: 27 }],
    });
    expect(teams.host.kept[0]?.content.toString()).toBe('date,revenue\n2026-11-22,812');
    expect(teams.host.kept[0]?.user).toBe(inbound.user);
    expect(teams.microsoft.fileCalls.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
  });

  it('fetches no file of a stranger: their words alone go to the house', async () => {
    teams.host.script.refuseFiles = new UserError('No.', { code: 'not-let-in', advice: 'No.' });
    const inbound = await accepted(personalMessage(url, 'look', { attachments: [file('sales.csv', 'sales')] }));
    expect(inbound).toMatchObject({ text: 'look', attachments: [] });
    expect(teams.microsoft.fileCalls).toEqual([]);
  });

  it('fetches no file of somebody who may not add any, and says so', async () => {
    teams.host.script.refuseFiles = new UserError('You may not add files.', { code: 'not-allowed', advice: 'Ask.' });
    await teams.post(personalMessage(url, 'look', { attachments: [file('sales.csv', 'sales')] }));
    expect((await said())[0]).toContain('You may not add files.');
    expect(teams.microsoft.fileCalls).toEqual([]);
    expect(teams.host.accepted).toEqual([]);
  });

  it.each([
    ['a file that is gone', 'gone', {}, 'I could not get this file from Teams.'],
    ['a file that says it is too large', 'large', { 'content-length': '60000000' }, 'larger than I can take'],
    ['an empty file', 'empty', {}, 'This file is empty.'],
  ])('says what is wrong with %s', async (_, name, headers, words) => {
    if (name !== 'gone') teams.microsoft.files.set(name, { content: Buffer.alloc(0), headers });
    expect((await teams.post(personalMessage(url, '', { attachments: [file('a.csv', name)] }))).status).toBe(200);
    expect((await said())[0]).toContain(words);
    expect(teams.host.accepted).toEqual([]);
  });

  it.each([
    'http://example.com/a.csv',
    'https://10.0.0.1/a.csv',
    'https://[::1]/a.csv',
    'https://localhost/a',
    'https://localhost./a.csv',
    'https://metadata.google.internal/a.csv',
    'file:///etc/passwd',
    'no link',
  ])('never goes to %s', async (downloadUrl) => {
    const attachment = { ...file('a.csv', ''), content: { downloadUrl, fileType: 'csv' } };
    await teams.post(personalMessage(url, '', { attachments: [attachment] }));
    expect((await said())[0]).toContain('I could not get this file from Teams.');
    expect(teams.host.kept).toEqual([]);
  });

  it.each([
    [{ contentType: 'image/png', contentUrl: 'https://smba.trafficmanager.net/x' }, 'I cannot read pictures.'],
    [{ contentType: 'reference', contentUrl: 'https://contoso.sharepoint.com/x' }, 'in our 1:1 chat'],
  ])('says in words what it cannot read', async (attachment, words) => {
    await teams.post(personalMessage(url, 'see this', { attachments: [attachment] }));
    expect((await said())[0]).toContain(words);
  });

  it('passes over what Teams adds by itself', async () => {
    const attachments = [
      { contentType: 'messageReference', content: '{}' },
      { contentType: 'application/vnd.microsoft.card.adaptive', content: {} },
    ];
    expect(await accepted(personalMessage(url, 'and this?', { attachments }))).toMatchObject({ attachments: [] });
  });
});

describe('buttons', () => {
  it('takes the button of a card', async () => {
    const change = { value: { action: 'turn-1-0' }, text: undefined, entities: [] };
    expect(await accepted(channelMessage(url, '', change))).toMatchObject({
      kind: 'action',
      actionId: 'turn-1-0',
      text: '',
      conversation: CHANNEL_ID,
    });
    expect(teams.host.accepted[0]).not.toHaveProperty('message');
  });

  it('takes a standing button to the house, and says its word to who pressed it alone', async () => {
    await teams.post(channelMessage(url, '', { value: { action: controlId('good', TURN) }, text: undefined }));
    expect(teams.host.pressed).toEqual([
      { kind: 'good', turn: TURN, user: MARIA.aadObjectId, place: { channel: 'teams', workspace: TENANT_ID } },
    ]);
    expect(await said()).toEqual(['Thank you.']);
    expect(teams.microsoft.calls.map(({ path }) => path)).toEqual([
      '/emea/v3/conversations',
      '/emea/v3/conversations/a:opened-chat/activities',
    ]);
  });

  it('says it in the thread where no 1:1 chat can be opened', async () => {
    teams.microsoft.answers.push({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
    await teams.post(groupMessage(url, '', { value: { action: controlId('remove', TURN) } }));
    expect(await said()).toEqual(['Removed.']);
    expect(teams.microsoft.calls.at(-1)?.path).toBe('/emea/v3/conversations/19:g1@thread.v2/activities');
  });

  it('answers an executed action on the request', async () => {
    const press = (action: string) =>
      invoke(url, 'adaptiveCard/action', { action: { type: 'Action.Execute', data: { action } } });
    expect(await teams.post(press(controlId('bad', TURN)))).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Thank you.' },
    });
    expect(await teams.post(press('turn-1-2'))).toMatchObject({ status: 200, body: { value: 'On it.' } });
    expect(teams.host.accepted[0]).toMatchObject({ kind: 'action', actionId: 'turn-1-2' });
    const verb = invoke(url, 'adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'turn-1-3' } });
    expect((await teams.post(verb)).status).toBe(200);
    expect(teams.host.accepted[1]).toMatchObject({ actionId: 'turn-1-3' });
  });

  it('answers an executed action in words when the house refuses, or the button is unknown', async () => {
    teams.host.script.unlinked = true;
    const value = { action: { type: 'Action.Execute', data: { action: 'turn-1-2' } } };
    expect(await teams.post(invoke(url, 'adaptiveCard/action', value))).toMatchObject({
      status: 200,
      body: { statusCode: 400, value: { message: expect.stringContaining('not linked') } },
    });
    expect(await teams.post(invoke(url, 'adaptiveCard/action', { nonsense: true }))).toMatchObject({
      status: 200,
      body: { statusCode: 400 },
    });
  });

  it('answers a dialog, a file consent and an unknown invoke', async () => {
    const dialog = invoke(url, 'task/fetch', { data: { action: controlId('good', TURN) } });
    expect((await teams.post(dialog)).body).toEqual({ task: { type: 'message', value: 'Thank you.' } });
    expect((await teams.post(invoke(url, 'fileConsent/invoke', {}))).status).toBe(200);
    expect((await teams.post(invoke(url, 'composeExtension/query', {}))).status).toBe(501);
  });

  it('takes no thumb of Teams’ own row: the answers have their own, which name their turn', async () => {
    const inbound = await accepted(personalMessage(url, 'sales?'));
    const refs: string[] = [];
    await teams.channel.deliver(teams.host.outgoing(inbound), async (_, ref) => void refs.push(ref.message));
    const value = { actionName: 'feedback', actionValue: { reaction: 'dislike', feedback: '{}' } };
    const thumb = invoke(url, 'message/submitAction', value, { replyToId: refs[0] });
    expect((await teams.post(thumb)).status).toBe(501);
    expect(teams.host.pressed).toEqual([]);
  });
});

describe('comings and goings', () => {
  it('says hello where it was added, once, with no number', async () => {
    const added = teamEvent(url, 'conversationUpdate', { membersAdded: [{ id: BOT_ID }, { id: MARIA.id }] });
    await ignored(added);
    await ignored(added);
    const [hello] = await said();
    expect(hello).toContain('Hello! I am your business coach.');
    expect(hello).not.toMatch(/\d/);
  });

  it('says nothing when a person was added', async () => {
    await ignored(teamEvent(url, 'conversationUpdate', { membersAdded: [{ id: MARIA.id }] }));
    await teams.channel.stop();
    expect(teams.microsoft.calls).toEqual([]);
  });

  it('takes leaving one team or chat, a person’s or its own, for no leaving of the company', async () => {
    for (const scene of [
      teamEvent,
      (at: string, type: string, more: object) => groupMessage(at, '', { type, ...more }),
    ]) {
      await ignored(scene(url, 'conversationUpdate', { membersRemoved: [MARIA] }));
      await ignored(scene(url, 'conversationUpdate', { membersRemoved: [{ id: BOT_ID }] }));
      await ignored(scene(url, 'installationUpdate', { action: 'remove' }));
    }
    await ignored(personalMessage(url, '', { type: 'installationUpdate', action: 'remove' }));
    await ignored(teamEvent(url, 'installationUpdate', { action: 'remove-upgrade' }));
    await ignored(teamEvent(url, 'installationUpdate', { action: 'add' }));
  });

  it('tells of edits and deletions, by the message’s own id', async () => {
    const place = { channel: 'teams', workspace: TENANT_ID };
    await teams.post(
      channelMessage(url, 'sales in May?', {
        type: 'messageUpdate',
        id: '17',
        channelData: { eventType: 'editMessage', tenant: { id: TENANT_ID } },
      }),
    );
    await teams.post(
      channelMessage(url, '', {
        type: 'messageDelete',
        id: '17',
        channelData: { eventType: 'softDeleteMessage', tenant: { id: TENANT_ID } },
      }),
    );
    await teams.post(
      channelMessage(url, 'x', {
        type: 'messageUpdate',
        id: '17',
        channelData: { eventType: 'undeleteMessage', tenant: { id: TENANT_ID } },
      }),
    );
    expect(teams.host.notices).toEqual([
      { kind: 'edited', conversation: CHANNEL_ID, message: '17', text: 'sales in May?', place },
      { kind: 'deleted', conversation: CHANNEL_ID, message: '17', place },
    ]);
    expect(teams.host.accepted).toEqual([]);
  });
});
