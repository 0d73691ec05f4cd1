import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NOT_A_MEMBER, SAID_DIRECTLY } from '../../../../adapters/slack/out/deliver-reply.ts';
import { controlId, type Outgoing } from '../../../../src/contracts/delivery.ts';
import { ChannelError, UpstreamError } from '../../../../src/contracts/errors.ts';
import type { Reply } from '../../../../src/contracts/reply.ts';
import { changeReply, hostileReply } from '../../web/fake-replies.ts';
import { digest, overLong, TURN } from './replies.ts';
import { ASKER, CHANNEL, makeInbound, startSender, type TestSender, THREAD } from './start-sender.ts';

let test: TestSender;
beforeEach(async () => {
  test = await startSender();
});
afterEach(async () => {
  await test.close();
});

const outgoing = (change: Partial<Outgoing> = {}) => test.host.outgoing(makeInbound(), change);
const withReply = (reply: Reply, change: Partial<Outgoing> = {}, question?: string) =>
  outgoing({
    content: {
      kind: 'reply',
      turn: TURN,
      reply,
      controls: ['good', 'bad', 'remove'],
      ...(question ? { question } : {}),
    },
    ...change,
  });
const messagesIn = (channel: string) => test.slack.workspace.messages.get(channel) ?? [];
const posts = () => test.slack.callsOf('chat.postMessage');
const failure = async (message: Outgoing): Promise<unknown> => test.deliver(message).catch((thrown: unknown) => thrown);

describe('into the thread', () => {
  it('posts the answer, then the chart with its alt text, and names each part', async () => {
    const message = outgoing();
    const parts = await test.deliver(message);
    const [stored] = messagesIn(CHANNEL);
    expect(stored).toMatchObject({
      thread: THREAD,
      text: 'Revenue should reach $18,412 next week, 8% more than last week.',
      metadata: { event_type: 'dyocense_reply', event_payload: { outbox: message.id, part: 0 } },
    });
    expect(posts()[0]?.args).toMatchObject({ unfurl_links: false, unfurl_media: false, parse: 'none' });
    const [[id, file] = []] = [...test.slack.workspace.files];
    expect(parts).toEqual([
      [0, { conversation: CHANNEL, message: stored?.ts }],
      [1, { conversation: CHANNEL, message: `file:${id}` }],
    ]);
    expect(file?.shared).toEqual({ channel: CHANNEL, thread: THREAD });
    expect(file?.altText).toContain('about $18,412');
    expect(file?.content.subarray(1, 4).toString()).toBe('PNG');
  });

  it('skips the parts that are out', async () => {
    const message = withReply(overLong);
    const all = await test.deliver(message);
    const again = { ...message, sent: new Map(all.slice(0, 2)), attempt: 1 };
    const rest = await test.deliver(again);
    expect(rest.map(([part]) => part)).toEqual(all.slice(2).map(([part]) => part));
  });

  it('posts to the top level where there is no thread', async () => {
    const message = outgoing();
    await test.deliver({ ...message, target: { ...message.target, thread: 'digest' } });
    expect(messagesIn(CHANNEL)[0]?.thread).toBeUndefined();
    expect([...test.slack.workspace.files.values()][0]?.shared).toEqual({ channel: CHANNEL, thread: undefined });
  });

  it('says who asked what, where a command left no message behind', async () => {
    const message = withReply(changeReply(), {}, 'forecast <!here> & Soup');
    await test.deliver({ ...message, target: { ...message.target, thread: `cmd:${CHANNEL}:${ASKER}` } });
    const [origin] = z.object({ blocks: z.array(z.unknown()) }).parse(messagesIn(CHANNEL)[0]).blocks;
    expect(origin).toEqual({
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: `<@${ASKER}> asked:` },
        { type: 'plain_text', text: 'forecast <!here> & Soup', emoji: false },
      ],
    });
  });

  it('has no need of that below the question itself, nor when nobody asked', async () => {
    const message = withReply(changeReply(), {}, 'forecast Soup');
    await test.deliver(message);
    await test.deliver({ ...outgoing(), target: { ...message.target, thread: 'digest:1' } });
    expect(messagesIn(CHANNEL)).toHaveLength(2);
    expect(JSON.stringify(messagesIn(CHANNEL))).not.toMatch(/asked:/i);
  });

  it('never lets what a file holds become a mention, not even in the notification', async () => {
    const nasty = { ...hostileReply(), text: '<!channel> & <@U1>' };
    await test.deliver(withReply(nasty));
    expect(messagesIn(CHANNEL)[0]?.text).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  });

  it('gives buttons ids that are read again', async () => {
    await test.deliver(withReply(changeReply()));
    const json = JSON.stringify(messagesIn(CHANNEL)[0]?.blocks);
    expect(json).toContain('"action_id":"act:act-working"');
    for (const kind of ['good', 'bad', 'remove'] as const) expect(json).toContain(`"ctl:${controlId(kind, TURN)}"`);
  });
});

describe('to the asker alone', () => {
  const direct = `D${ASKER.slice(1)}`;

  it('answers by direct message and says so in the channel, to the asker alone', async () => {
    const message = outgoing();
    const parts = await test.deliver({ ...message, target: { ...message.target, visibility: 'asker' } });
    expect(parts.map(([, ref]) => ref.conversation)).toEqual([direct, direct]);
    expect(messagesIn(CHANNEL)).toEqual([]);
    // Far from its question, the answer says where that was asked.
    expect(JSON.stringify(messagesIn(direct)[0]?.blocks)).toContain(`You asked in <#${CHANNEL}>:`);
    expect(test.slack.callsOf('chat.postEphemeral').map(({ args }) => args)).toMatchObject([
      { channel: CHANNEL, user: ASKER, thread_ts: THREAD, text: SAID_DIRECTLY },
    ]);
  });

  it('says so once, also when a later part needs another try', async () => {
    test.slack.next('files.completeUploadExternal', { rateLimited: 3 });
    const message = outgoing();
    const asked = { ...message, target: { ...message.target, visibility: 'asker' as const } };
    const parts: [number, { conversation: string; message: string }][] = [];
    await test.sender.deliver(asked, async (part, ref) => void parts.push([part, ref])).catch(() => undefined);
    await test.deliver({ ...asked, sent: new Map(parts), attempt: 1 });
    expect(test.slack.callsOf('chat.postEphemeral')).toHaveLength(1);
    expect(test.slack.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('needs no other place in a direct message', async () => {
    const message = outgoing();
    const target = {
      ...message.target,
      conversation: 'D0MARIA001',
      thread: 'D0MARIA001',
      visibility: 'asker' as const,
    };
    await test.deliver({ ...message, target });
    expect(messagesIn('D0MARIA001')).toHaveLength(1);
    expect(JSON.stringify(messagesIn('D0MARIA001'))).not.toContain('You asked in');
    expect(test.slack.callsOf('chat.postEphemeral')).toEqual([]);
  });

  it('sends a notice directly without a word in any channel', async () => {
    const message = outgoing();
    await test.deliver({
      ...message,
      eventId: null,
      target: { ...message.target, conversation: '', visibility: 'direct' },
    });
    expect(messagesIn(direct)).toHaveLength(1);
    expect(test.slack.callsOf('chat.postEphemeral')).toEqual([]);
  });

  it('is not stopped by a word that cannot be said', async () => {
    test.slack.always('chat.postEphemeral', { error: 'user_not_in_channel' });
    const message = outgoing();
    const parts = await test.deliver({ ...message, target: { ...message.target, visibility: 'asker' } });
    expect(parts).toHaveLength(2);
  });
});

describe('a command where the coach is not', () => {
  it('is answered directly, and told by its response_url', async () => {
    test.slack.next('chat.postMessage', { error: 'not_in_channel' });
    const address = {
      responseUrl: test.host.seal(`${test.slack.origin}/api/respond`),
      respondedFrom: new Date().toISOString(),
    };
    const message = outgoing();
    const parts = await test.deliver({ ...message, target: { ...message.target, address } });
    expect(parts[0]?.[1].conversation).toBe(`D${ASKER.slice(1)}`);
    expect(test.slack.callsOf('respond').map(({ args }) => args)).toEqual([
      { response_type: 'ephemeral', replace_original: false, text: NOT_A_MEMBER },
    ]);
    expect(JSON.stringify(test.logged)).not.toContain('/respond');
  });

  it('without a response_url, or with one that is too old, it says what to do', async () => {
    const old = {
      responseUrl: test.host.seal(`${test.slack.origin}/api/respond`),
      respondedFrom: new Date(Date.now() - 31 * 60_000).toISOString(),
    };
    for (const address of [null, old]) {
      test.slack.next('chat.postMessage', { error: 'not_in_channel' });
      const message = outgoing();
      const thrown = await failure({ ...message, target: { ...message.target, address } });
      expect(thrown).toBeInstanceOf(ChannelError);
      expect(thrown).toMatchObject({ code: 'slack-not-in-channel', advice: expect.stringContaining('/invite') });
    }
  });
});

describe('what Slack says no to', () => {
  it('hands on how long Slack asked to wait, in milliseconds', async () => {
    test.slack.next('chat.postMessage', { rateLimited: 7 });
    const thrown = await failure(outgoing());
    expect(thrown).toBeInstanceOf(UpstreamError);
    expect(thrown).toMatchObject({ code: 'slack-rate-limited', retryAfter: 7_000 });
  });

  it.each([[{ status: 503 }], [{ error: 'internal_error' }], [{ error: 'fatal_error' }], [{ lost: true }]] as const)(
    'may try again after %j',
    async (answer) => {
      test.slack.next('chat.postMessage', answer);
      const thrown = await failure(outgoing());
      expect(thrown).toBeInstanceOf(UpstreamError);
      expect(thrown).toHaveProperty('retryAfter', undefined);
    },
  );

  it('does not wait for ever', async () => {
    const quick = await startSender({ callDeadlineMs: 50 });
    quick.slack.next('chat.postMessage', { hang: true });
    await expect(quick.deliver(quick.host.outgoing(makeInbound()))).rejects.toMatchObject({ code: 'slack-timeout' });
    await quick.close();
  });

  it.each([
    'channel_not_found',
    'is_archived',
    'account_inactive',
    'token_revoked',
    'restricted_action',
    'msg_too_long',
    'brand_new_error',
  ])('gives %s up with advice', async (error) => {
    test.slack.next('chat.postMessage', { error });
    const thrown = await failure(outgoing());
    expect(thrown).toBeInstanceOf(ChannelError);
    expect(thrown).toMatchObject({ code: `slack-${error.replaceAll('_', '-')}`, advice: expect.stringMatching(/\.$/) });
  });

  it('says it without newer blocks when they are refused, draws the charts instead, and remembers', async () => {
    test.slack.next('chat.postMessage', { error: 'invalid_blocks' });
    const parts = await test.deliver(withReply(digest));
    const [first, second] = posts();
    expect(JSON.stringify(first?.args.blocks)).toContain('data_visualization');
    expect(JSON.stringify(second?.args.blocks)).not.toMatch(/data_visualization|context_actions|"table"/);
    expect(parts.map(([part]) => part)).toEqual([0, 1, 2, 3]);
    expect(test.slack.workspace.files.size).toBe(3);
    await test.deliver(withReply(digest));
    expect(posts()).toHaveLength(3);
  });

  it('says it as bare text when even that is refused', async () => {
    test.slack.next('chat.postMessage', { error: 'invalid_blocks' });
    test.slack.next('chat.postMessage', { error: 'invalid_blocks' });
    await test.deliver(withReply(changeReply()));
    const last = posts()[2]?.args;
    expect(last?.blocks).toBeUndefined();
    expect(last).toMatchObject({ mrkdwn: false, parse: 'none' });
    expect(last?.text).toMatch(/rain on three days[\s\S]*Flat white +\$4,102/);
  });
});

describe('a picture that fails', () => {
  it.each([['files.getUploadURLExternal', { error: 'file_uploads_disabled' }]] as const)(
    'becomes a line of words and a table when %s says no',
    async (method, answer) => {
      test.slack.next(method, answer);
      const parts = await test.deliver(outgoing());
      expect(parts.map(([part]) => part)).toEqual([0, 1]);
      expect(JSON.stringify(messagesIn(CHANNEL)[1]?.blocks)).toMatch(/could not be drawn[\s\S]*\$2,104/);
    },
  );

  it('is tried three times while Slack is only slow', async () => {
    test.slack.always('upload', { status: 500 });
    const message = outgoing();
    const sent = new Map([[0, { conversation: CHANNEL, message: THREAD }]]);
    for (const attempt of [0, 1]) {
      await expect(failure({ ...message, sent, attempt })).resolves.toMatchObject({ code: 'slack-upload-failed' });
    }
    const parts = await test.deliver({ ...message, sent, attempt: 2 });
    expect(parts.map(([part]) => part)).toEqual([1]);
  });

  it('costs nothing when the house has none', async () => {
    test.host.chart = async () => null;
    await test.deliver(outgoing());
    expect(messagesIn(CHANNEL)).toHaveLength(2);
  });
});

describe('when it may be out already', () => {
  it('looks for its own message before it posts again', async () => {
    test.slack.next('chat.postMessage', { lost: true });
    const message = outgoing();
    await failure(message);
    expect(messagesIn(CHANNEL)).toHaveLength(1);
    const parts = await test.deliver({ ...message, uncertain: true, attempt: 1 });
    expect(messagesIn(CHANNEL)).toHaveLength(1);
    expect(parts.map(([part]) => part)).toEqual([0, 1]);
    expect(test.slack.callsOf('conversations.replies')).toHaveLength(1);
  });

  it('posts when nothing is found, and when Slack does not let it look', async () => {
    await test.deliver(outgoing({ uncertain: true }));
    test.slack.next('conversations.replies', { error: 'missing_scope' });
    await test.deliver(outgoing({ uncertain: true }));
    expect(messagesIn(CHANNEL)).toHaveLength(2);
  });

  it('waits when Slack asks to wait', async () => {
    test.slack.next('conversations.replies', { rateLimited: 60 });
    await expect(failure(outgoing({ uncertain: true }))).resolves.toMatchObject({ retryAfter: 60_000 });
    expect(messagesIn(CHANNEL)).toHaveLength(0);
  });

  it('finds a picture by its file', async () => {
    const message = outgoing({ uncertain: true, sent: new Map([[0, { conversation: CHANNEL, message: THREAD }]]) });
    const name = `chart-${message.id.slice(0, 13)}-1.png`;
    test.slack.next('conversations.replies', {
      answer: { messages: [{ ts: '1795000009.000100', files: [{ id: 'F0PICTURE1', name }] }] },
    });
    expect(await test.deliver(message)).toEqual([[1, { conversation: CHANNEL, message: 'file:F0PICTURE1' }]]);
    expect(test.slack.workspace.files.size).toBe(0);
  });
});

describe('removing', () => {
  it('takes messages and pictures away; what is gone is no error', async () => {
    const parts = await test.deliver(outgoing());
    const [[file] = []] = [...test.slack.workspace.files];
    test.slack.next('files.info', {
      answer: { file: { id: file, shares: { public: { [CHANNEL]: [{ ts: '1795000033.000100' }] } } } },
    });
    const remove = { kind: 'remove' as const, messages: parts.map(([, ref]) => ref) };
    await test.deliver(outgoing({ content: remove }));
    expect(messagesIn(CHANNEL)).toEqual([]);
    expect(test.slack.workspace.files.size).toBe(0);
    expect(test.slack.callsOf('chat.delete').map(({ args }) => args.ts)).toContain('1795000033.000100');
    await test.deliver(outgoing({ content: remove }));
  });

  it('tries all of them before it gives up', async () => {
    const messages = ['1795000001.000100', '1795000002.000100'].map((message) => ({ conversation: CHANNEL, message }));
    test.slack.next('chat.delete', { rateLimited: 2 });
    await expect(failure(outgoing({ content: { kind: 'remove', messages } }))).resolves.toMatchObject({
      retryAfter: 2_000,
    });
    expect(test.slack.callsOf('chat.delete')).toHaveLength(2);
  });
});

it('says a few words, to all or to one', async () => {
  const place = { channel: 'slack', workspace: 'T' } as const;
  await test.sender.say(place, { conversation: CHANNEL, ephemeral: false }, 'Hello <you>');
  await test.sender.say(place, { conversation: CHANNEL, user: ASKER, ephemeral: true }, 'Only you');
  expect(messagesIn(CHANNEL)[0]?.text).toBe('Hello &lt;you&gt;');
  expect(test.slack.callsOf('chat.postEphemeral')[0]?.args).toMatchObject({ user: ASKER, text: 'Only you' });
});

it('logs no token, no text and nobody', async () => {
  test.slack.next('chat.postMessage', { error: 'invalid_blocks' });
  test.slack.next('files.getUploadURLExternal', { error: 'file_uploads_disabled' });
  const message = withReply(hostileReply());
  await test.deliver({ ...outgoing(), content: message.content });
  await failure(outgoing());
  expect(JSON.stringify(test.logged)).not.toMatch(/xoxb|onerror|U0MARIA/);
});
