import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkLimits } from '../../../adapters/slack/out/check-limits.ts';
import { startHouse } from '../house/start-house.ts';
import { command, envelope, type Fields, message, press } from '../slack/in/payloads.ts';
import { type Sent, sendCommand, sendEvent, sendPayload } from '../slack/in/send-signed.ts';
import { BOT_TOKEN, PUBLIC_URL, SIGNING_SECRET } from '../slack/in/start-slack.ts';
import { startLocalSlack } from '../slack/local-slack.ts';
import { parseArgs, readBody } from '../slack/parse-args.ts';
import type { ChannelDriver, Post, Said, Where, Who } from './channel-driver.ts';
import { forgeSlack } from './slack-forgeries.ts';
import { readSlackPosts } from './slack-posts.ts';
import { conversationOf, peopleSlack, readConversation, SLACK_PEOPLE } from './slack-scene.ts';

const ENCRYPTION_KEY = Buffer.alloc(32, 7).toString('base64');

/** The real Slack channel with the real SDK, a workspace on this machine before it and the whole house behind it. */
export async function startSlackDriver(): Promise<ChannelDriver> {
  const slack = await startLocalSlack();
  peopleSlack(slack);
  const house = await startHouse({
    sample: false,
    encryptionKey: ENCRYPTION_KEY,
    publicUrl: PUBLIC_URL,
    slack: {
      signingSecret: SIGNING_SECRET,
      botToken: BOT_TOKEN,
      appToken: undefined,
      clientId: undefined,
      clientSecret: undefined,
      apiUrl: slack.url,
    },
  });
  const hooks = await startHooks();
  /** What people said, by its ts. */
  const saidBefore = new Map<string, Fields>();
  let last: { readonly bodies: readonly object[]; readonly timestamp: number } = { bodies: [], timestamp: 0 };
  let events = 0;

  async function send(fields: readonly Fields[], lateMs = 0): Promise<void> {
    const timestamp = Math.floor((Date.now() - lateMs) / 1_000);
    const bodies = fields.map((event) => {
      events += 1;
      const shared = readConversation(String(event.channel ?? 'C0TEAM0001')).where === 'outside';
      return envelope(event, { event_id: `Ev${events}`, event_time: timestamp, is_ext_shared_channel: shared });
    });
    last = { bodies, timestamp };
    await sendLast({});
  }

  async function sendLast(headers: Readonly<Record<string, string>>): Promise<void> {
    const sent = await Promise.all(
      last.bodies.map((body) => sendEvent(house, body, { timestamp: last.timestamp, headers })),
    );
    expectTaken(...sent);
  }

  function nextTs(lateMs = 0): string {
    slack.workspace.clock += 1;
    return `${slack.workspace.clock - Math.floor(lateMs / 1_000)}.000${200 + events}`;
  }

  function share(file: NonNullable<Said['file']>): Fields {
    const id = `F0FILE${slack.workspace.files.size}`;
    const content = Buffer.from(file.content);
    slack.workspace.files.set(id, {
      content,
      fileName: file.name,
      mediaType: 'text/csv',
      shared: null,
      altText: undefined,
    });
    const url = `${slack.origin}/files/${id}`;
    const described = { id, name: file.name, mimetype: 'text/csv', size: content.length, url_private_download: url };
    return { subtype: 'file_share', files: [described] };
  }

  return {
    name: 'slack',
    without: {},
    house,
    async say({ as, where, text, thread, mention, file, lateMs }) {
      const ts = nextTs(lateMs);
      const said = message({
        user: SLACK_PEOPLE[as].id,
        channel: conversationOf(as, where),
        channel_type: where === 'direct' ? 'im' : 'channel',
        text: mention ? `<@${slack.workspace.botUser}> ${text}` : text,
        ts,
        event_ts: ts,
        client_msg_id: `client-${ts}`,
        ...(thread === undefined ? {} : { thread_ts: thread }),
        ...(file ? share(file) : {}),
      });
      saidBefore.set(ts, said);
      const { channel_type: _none, ...mentioned } = said;
      // A mention in a channel arrives as two events.
      await send(mention ? [said, { ...mentioned, type: 'app_mention' }] : [said], lateMs);
      return ts;
    },
    async command(who, where, name, rest) {
      events += 1;
      const channel = conversationOf(who, where);
      const sent = await sendCommand(
        house,
        command(name, rest, {
          user_id: SLACK_PEOPLE[who].id,
          channel_id: channel,
          channel_name: where === 'direct' ? 'directmessage' : where,
          response_url: hooks.url(who, where),
          trigger_id: `trigger-${events}`,
        }),
      );
      expectTaken(sent);
      if (sent.text !== '') hooks.take(who, where, JSON.parse(sent.text));
    },
    async press(who, post, label) {
      const shown = readSlackPosts(slack).find(({ id }) => id === post.id);
      const button = shown?.buttons.find((one) =>
        typeof label === 'string' ? one.label === label : label.test(one.label),
      );
      if (!shown || !button) throw new Error(`No button ${label} under: ${post.text}`);
      events += 1;
      const container = { type: 'message', message_ts: shown.id, channel_id: shown.channel, is_ephemeral: false };
      const under = { type: 'message', user: slack.workspace.botUser, ts: shown.id, text: shown.text };
      const sent = await sendPayload(
        house,
        press(
          { ...button.action, action_ts: `${slack.workspace.clock}.${events}` },
          {
            user: { id: SLACK_PEOPLE[who].id, username: who, name: who, team_id: slack.workspace.team },
            container,
            channel: { id: shown.channel, name: shown.where },
            message: shown.thread === null ? under : { ...under, thread_ts: shown.thread },
            response_url: hooks.url(who, shown.where),
          },
        ),
      );
      expectTaken(sent);
      // What Slack's own confirmation says comes as a message that the person alone sees.
      return '';
    },
    async edit(id, text) {
      const before = saidBefore.get(id);
      if (!before) throw new Error('Nobody said that.');
      const { channel, channel_type, ...words } = before;
      const after = { ...words, text, edited: { user: words.user, ts: nextTs() } };
      saidBefore.set(id, { ...before, text });
      await send([
        {
          type: 'message',
          subtype: 'message_changed',
          hidden: true,
          channel,
          channel_type,
          ts: nextTs(),
          event_ts: nextTs(),
          message: after,
          previous_message: words,
        },
      ]);
    },
    async erase(id) {
      const before = saidBefore.get(id);
      if (!before) throw new Error('Nobody said that.');
      const { channel, channel_type, ...words } = before;
      await send([
        {
          type: 'message',
          subtype: 'message_deleted',
          hidden: true,
          channel,
          channel_type,
          ts: nextTs(),
          event_ts: nextTs(),
          deleted_ts: id,
          previous_message: words,
        },
      ]);
    },
    repeat: () => sendLast({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' }),
    async echo() {
      const own = [...slack.workspace.messages.values()].flat().at(-1);
      if (!own) throw new Error('The coach said nothing yet.');
      const { channel, text, ts, thread } = own;
      const { botUser, botId } = slack.workspace;
      const direct = channel.startsWith('D') ? 'im' : 'channel';
      await send([
        message({
          user: botUser,
          bot_id: botId,
          channel,
          channel_type: direct,
          text,
          ts,
          event_ts: ts,
          ...(thread ? { thread_ts: thread, parent_user_id: SLACK_PEOPLE.owner.id } : {}),
        }),
      ]);
    },
    async leave(who) {
      const { id } = SLACK_PEOPLE[who];
      await send([
        {
          type: 'user_change',
          user: { id, team_id: slack.workspace.team, deleted: true, profile: {} },
          event_ts: nextTs(),
        },
      ]);
    },
    forge: (count) =>
      forgeSlack(
        house,
        envelope(
          message({ user: SLACK_PEOPLE.owner.id, channel: conversationOf('owner', 'direct'), channel_type: 'im' }),
        ),
        count,
      ),
    misbehave(how, calls) {
      for (let call = 0; call < calls; call += 1)
        slack.next('chat.postMessage', how === 'down' ? { status: 503 } : { rateLimited: 1 });
    },
    posts: () => [...readSlackPosts(slack), ...hooks.posts],
    mistakes: () =>
      ['chat.postMessage', 'chat.update', 'chat.stopStream', 'chat.postEphemeral']
        .flatMap((method) => slack.callsOf(method))
        .flatMap(({ args }) => checkLimits(args)),
    async close() {
      await house.close();
      await Promise.all([slack.close(), hooks.close()]);
    },
  };
}

function expectTaken(...sent: readonly Sent[]): void {
  for (const { status, text } of sent)
    if (status !== 200) throw new Error(`Slack was answered with ${status}: ${text}`);
}

/** Where the `response_url`s of commands and buttons lead: what is posted there, one person sees. */
async function startHooks() {
  const posts: Post[] = [];
  const take = (who: Who, where: Where, { text }: { readonly text?: unknown }) => {
    const id = `response-${posts.length}`;
    posts.push({
      id,
      where,
      seenBy: who,
      text: String(text ?? ''),
      pictures: [],
      files: [],
      buttons: [],
      thread: null,
    });
  };
  const server = createServer(async (request, response) => {
    const [, who, where] = (request.url ?? '').split('/');
    const args = await parseArgs(await readBody(request), request.headers['content-type'] ?? '');
    take(who as Who, where as Where, args); // made by `url` below
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    posts,
    take,
    url: (who: Who, where: Where) => `http://127.0.0.1:${port}/${who}/${where}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
