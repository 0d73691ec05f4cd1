import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  BOT,
  directMessage,
  envelope,
  type Fields,
  GENERAL,
  MARIA,
  MARIA_DM,
  mention,
  message,
  TEAM,
} from './payloads.ts';
import { sendEvent, until } from './send-signed.ts';
import { type SlackScene, startSlack } from './start-slack.ts';

let scene: SlackScene;
beforeEach(async () => {
  scene = await startSlack();
});
afterEach(() => scene.close());

const accepted = () => scene.host.accepted;

test('a mention becomes a question, without the mention, with who and where', async () => {
  const { status } = await sendEvent(scene, envelope(mention()));
  expect(status).toBe(200);
  expect(accepted()).toEqual([
    {
      channel: 'slack',
      workspace: TEAM,
      conversation: GENERAL,
      thread: '1795000100.000200',
      eventId: `msg:${GENERAL}:1795000100.000200`,
      user: MARIA,
      userName: `Person ${MARIA}`,
      text: 'how will sales be next week?',
      attachments: [],
      kind: 'message',
      audience: 'group',
      message: '1795000100.000200',
      address: { assistant: false },
      locale: 'en-GB',
      timezone: 'Europe/Berlin',
      receivedAt: expect.stringMatching(/^20\d\d-/),
    },
  ]);
});

test('a mention that arrives as two events, and again as a retry, is one question', async () => {
  const both = [envelope(mention()), envelope(message({ text: `<@${BOT}> how will sales be next week?` }))];
  const answers = await Promise.all(both.map((body) => sendEvent(scene, body)));
  const retry = await sendEvent(scene, envelope(mention()), {
    headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' },
  });
  expect([...answers, retry].map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(accepted()).toHaveLength(1);
});

test('a direct message is private and belongs into its own thread', async () => {
  await sendEvent(scene, envelope(directMessage()));
  await sendEvent(scene, envelope(directMessage({ ts: '1795000101.000200', thread_ts: '1795000100.000200' })));
  expect(accepted().map(({ conversation, thread, audience }) => ({ conversation, thread, audience }))).toEqual([
    { conversation: MARIA_DM, thread: '1795000100.000200', audience: 'private' },
    { conversation: MARIA_DM, thread: '1795000100.000200', audience: 'private' },
  ]);
});

test('links, channels, people and escaped characters are read as their words', async () => {
  const text = `<@${BOT}>: did <#C0123456789|promotions> &amp; <https://shop.example.com|the shop> beat last year &gt; by much? <@U0OTHER001>`;
  await sendEvent(scene, envelope(mention({ text })));
  expect(accepted()[0]?.text).toBe('did #promotions & the shop beat last year > by much?');
});

test('a bare mention is a greeting', async () => {
  await sendEvent(scene, envelope(mention({ text: `<@${BOT}>` })));
  expect(accepted()[0]?.text).toBe('help');
});

test('a reply without a mention is heard under our own message, and in a thread we take part in', async () => {
  const reply = (ts: string, over: Record<string, unknown>) =>
    envelope(message({ ts, thread_ts: '1795000001.000100', ...over }));
  await sendEvent(scene, reply('1795000002.000100', { text: 'nice weather', parent_user_id: MARIA }));
  expect(accepted()).toHaveLength(0);
  await sendEvent(scene, reply('1795000003.000100', { text: 'and in May?', parent_user_id: BOT }));
  expect(accepted()).toHaveLength(1);

  const other = { thread_ts: '1795000050.000100', parent_user_id: MARIA };
  await sendEvent(scene, envelope(mention({ ts: '1795000051.000100', ...other })));
  await sendEvent(scene, envelope(message({ ts: '1795000052.000100', text: 'and by shop?', ...other })));
  expect(accepted().map(({ text, thread }) => [text, thread])).toEqual([
    ['and in May?', '1795000001.000100'],
    ['how will sales be next week?', '1795000050.000100'],
    ['and by shop?', '1795000050.000100'],
  ]);
});

test('people who are not let in may talk in our thread: they are heard when they speak to the coach', async () => {
  scene.host.home = async () => null;
  const thread = { thread_ts: '1795000001.000100', parent_user_id: BOT };
  await sendEvent(scene, envelope(message({ ts: '1795000003.000100', text: 'nice, isn’t it?', ...thread })));
  expect(accepted()).toEqual([]);
  await sendEvent(scene, envelope(mention({ ts: '1795000004.000100', ...thread })));
  expect(accepted()).toHaveLength(1);
});

test('what is nobody’s question never wakes the coach', async () => {
  const silent = [
    message(),
    message({ user: BOT, text: `<@${BOT}> me`, ts: '1.1' }),
    directMessage({ user: BOT, bot_id: 'B0COACH001', ts: '1.2' }),
    directMessage({ bot_id: 'B0OTHER001', ts: '1.3' }),
    directMessage({ subtype: 'bot_message', user: undefined, bot_id: 'B0OTHER001', ts: '1.4' }),
    message({ subtype: 'channel_join', text: `<@${BOT}> has joined`, ts: '1.5' }),
    message({ subtype: 'channel_topic', text: `set the topic: <@${BOT}>`, ts: '1.6' }),
    directMessage({ text: '', ts: '1.7' }),
    directMessage({ subtype: 'message_replied', ts: '1.8', message: { ts: '1.0' } }),
  ];
  for (const event of silent) expect((await sendEvent(scene, envelope(event))).status).toBe(200);
  expect(accepted()).toEqual([]);
  expect(scene.host.notices).toEqual([]);
});

test('edits and deletions are told; unfurled links and our own messages are not', async () => {
  const change = (over: Fields) => envelope(message({ subtype: 'message_changed', user: undefined, ...over }));
  const before = { ts: '1795000100.000200', user: MARIA, text: 'sales next week' };
  await sendEvent(scene, change({ message: { ...before, text: `<@${BOT}> sales in May` }, previous_message: before }));
  await sendEvent(scene, change({ message: before, previous_message: before }));
  await sendEvent(scene, change({ message: { ...before, user: BOT, bot_id: 'B0COACH001', text: 'x' } }));
  await sendEvent(scene, change({ message: { ...before, user: 'USLACKBOT', subtype: 'tombstone', text: 'deleted' } }));
  const deletion = { subtype: 'message_deleted', user: undefined, deleted_ts: '1795000100.000200' };
  await sendEvent(scene, envelope(message({ ...deletion, previous_message: before })));
  await sendEvent(scene, envelope(message({ ...deletion, previous_message: { ...before, bot_id: 'B0COACH001' } })));
  const about = { conversation: GENERAL, message: '1795000100.000200', place: { channel: 'slack', workspace: TEAM } };
  expect(scene.host.notices).toEqual([
    { kind: 'edited', text: 'sales in May', ...about },
    { kind: 'deleted', ...about },
    { kind: 'deleted', ...about },
  ]);
  expect(accepted()).toEqual([]);
});

test('who hears it: shared channels and guests are from outside, what Slack does not say counts as outside', async () => {
  const ask = (ts: string, over: Fields, around: Fields = {}) =>
    sendEvent(scene, envelope(mention({ ts, ...over }), around));
  scene.slack.workspace.users.set('U0GUEST001', { is_restricted: true });
  scene.slack.workspace.channels.set('C0SHARED01', { is_ext_shared: true });
  await ask('2.1', {}, { is_ext_shared_channel: true });
  await ask('2.2', { channel: 'C0SHARED01' }, { is_ext_shared_channel: undefined });
  await ask('2.3', { channel: 'C0OTHER001', user: 'U0GUEST001' });
  await ask('2.4', { channel: 'G0GROUPDM1' });
  scene.slack.next('conversations.info', { error: 'channel_not_found' });
  await ask('2.5', { channel: 'C0SECRET01' }, { is_ext_shared_channel: undefined });
  expect(accepted().map(({ audience }) => audience)).toEqual(['external', 'external', 'external', 'group', 'external']);
});

test('an event of a shared channel belongs to the workspace the app is installed in', async () => {
  await sendEvent(scene, envelope(mention(), { team_id: 'T0PARTNER1' }));
  expect(accepted()[0]?.workspace).toBe(TEAM);
});

test('a workspace that is not linked hears so, alone in a channel', async () => {
  scene.host.script.unlinked = true;
  await sendEvent(scene, envelope(mention()));
  await until('the words are out', () => scene.slack.callsOf('chat.postEphemeral').length === 1);
  expect(scene.slack.callsOf('chat.postEphemeral')[0]?.args).toMatchObject({
    channel: GENERAL,
    user: MARIA,
    thread_ts: '1795000100.000200',
    text: expect.stringContaining('not linked to a company yet'),
  });
});

test('where the coach is not in the channel, they hear so in a direct message', async () => {
  scene.host.script.unlinked = true;
  scene.slack.next('chat.postEphemeral', { error: 'not_in_channel' });
  await sendEvent(scene, envelope(mention()));
  await until('the words are out', () => scene.slack.callsOf('chat.postMessage').length === 1);
  expect(scene.slack.callsOf('chat.postMessage')[0]?.args.channel).toBe(MARIA_DM);
});

test('what cannot be stored is not acknowledged, so that Slack sends it again', async () => {
  const { accept } = scene.host;
  scene.host.accept = async () => {
    throw new Error('the database is away');
  };
  expect((await sendEvent(scene, envelope(mention()))).status).toBe(500);
  scene.host.accept = accept;
  expect((await sendEvent(scene, envelope(mention()), { headers: { 'x-slack-retry-num': '1' } })).status).toBe(200);
  expect(accepted()).toHaveLength(1);
});

test('the acknowledgement waits for the storing, and not for the turn', async () => {
  const { accept } = scene.host;
  let stored: () => void = () => undefined;
  const storing = new Promise<void>((resolve) => {
    stored = resolve;
  });
  let asked = false;
  scene.host.accept = async (inbound) => {
    asked = true;
    await storing;
    await accept(inbound);
    return {
      events: (async function* () {
        await new Promise(() => undefined);
      })(),
    };
  };
  let answered = false;
  const answer = sendEvent(scene, envelope(mention())).then((sent) => {
    answered = true;
    return sent;
  });
  await until('the house is asked', () => asked);
  expect(answered).toBe(false);
  stored();
  expect((await answer).status).toBe(200);
});

test('an event from another workspace than the token’s is passed over', async () => {
  const elsewhere = { team_id: 'T0ELSE0001', authorizations: [{ team_id: 'T0ELSE0001' }] };
  expect((await sendEvent(scene, envelope(mention(), elsewhere))).status).toBe(200);
  expect(accepted()).toEqual([]);
  expect(scene.logged()).toContain('slack-not-installed');
});
