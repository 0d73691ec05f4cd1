import { randomBytes } from 'node:crypto';
import type { SlackCall, StoredMessage, Workspace } from './local-workspace.ts';

type Answer = Readonly<Record<string, unknown>>;
type Method = (workspace: Workspace, args: SlackCall['args'], origin: string) => Answer;

const no = (error: string): Answer => ({ ok: false, error });
const yes = (more: Answer = {}): Answer => ({ ok: true, ...more });
const word = (value: unknown): string => (value === undefined ? '' : String(value));
const optional = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));
const newId = (letter: string): string => letter + randomBytes(5).toString('hex').toUpperCase();

/** What Slack answers to one call when nothing is wrong. An unknown method is refused as Slack refuses it. */
export function answerMethod(workspace: Workspace, call: SlackCall, origin: string): Answer {
  const method = METHODS[call.method];
  if (!method) return no('unknown_method');
  if (call.token === '' && call.method !== 'oauth.v2.access') return no('not_authed');
  return method(workspace, call.args, origin);
}

const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': (workspace, _args, origin) =>
    yes({
      url: `${origin}/`,
      team: 'Harbor & Hill',
      team_id: workspace.team,
      user: 'coach',
      user_id: workspace.botUser,
      bot_id: workspace.botId,
      is_enterprise_install: false,
    }),
  'apps.connections.open': (workspace) => yes({ url: workspace.socketUrl }),
  'oauth.v2.access': giveToken,
  'auth.revoke': () => yes({ revoked: true }),

  'chat.postMessage': (workspace, args) => {
    if (word(args.channel) === '') return no('channel_not_found');
    if (!args.text && !args.blocks && !args.markdown_text) return no('no_text');
    const message = addMessage(workspace, args, 'posted');
    return yes({ channel: message.channel, ts: message.ts, message: show(message) });
  },
  'chat.postEphemeral': (workspace, args) =>
    word(args.user) === '' ? no('user_not_in_channel') : yes({ message_ts: nextTs(workspace) }),
  'chat.update': (workspace, args) => {
    const message = findMessage(workspace, args);
    if (!message) return no('message_not_found');
    message.text = word(args.text);
    message.blocks = args.blocks;
    if (args.metadata !== undefined) message.metadata = args.metadata;
    return yes({ channel: message.channel, ts: message.ts, text: message.text, message: show(message) });
  },
  'chat.delete': (workspace, args) => {
    const message = findMessage(workspace, args);
    if (!message) return no('message_not_found');
    const kept = workspace.messages.get(message.channel)?.filter((other) => other !== message) ?? [];
    workspace.messages.set(message.channel, kept);
    return yes({ channel: message.channel, ts: message.ts });
  },
  'chat.startStream': (workspace, args) => {
    if (word(args.thread_ts) === '') return no('invalid_arguments');
    const inDm = word(args.channel).startsWith('D');
    if (!inDm && word(args.recipient_user_id) === '') return no('missing_recipient_user_id');
    if (!inDm && word(args.recipient_team_id) === '') return no('missing_recipient_team_id');
    const message = addMessage(workspace, { ...args, text: args.markdown_text }, 'streaming');
    return yes({ channel: message.channel, ts: message.ts });
  },
  'chat.appendStream': (workspace, args) => {
    const message = findMessage(workspace, args);
    if (!message) return no('message_not_found');
    if (message.state !== 'streaming') return no('message_not_in_streaming_state');
    message.text += word(args.markdown_text);
    return yes({ channel: message.channel, ts: message.ts });
  },
  'chat.stopStream': (workspace, args) => {
    const message = findMessage(workspace, args);
    if (!message) return no('message_not_found');
    if (message.state !== 'streaming') return no('message_not_in_streaming_state');
    message.state = 'posted';
    message.text += word(args.markdown_text);
    message.blocks = args.blocks;
    if (args.metadata !== undefined) message.metadata = args.metadata;
    return yes({ channel: message.channel, ts: message.ts, message: show(message) });
  },
  'chat.getPermalink': (_workspace, args, origin) =>
    yes({ channel: args.channel, permalink: `${origin}/archives/${word(args.channel)}/p${word(args.message_ts)}` }),

  'conversations.open': (_workspace, args) => yes({ channel: { id: `D${word(args.users).slice(1)}` } }),
  'conversations.info': (workspace, args) => {
    const id = word(args.channel);
    if (id === '') return no('channel_not_found');
    return yes({
      channel: {
        id,
        name: 'general',
        is_channel: id.startsWith('C'),
        is_group: false,
        is_im: id.startsWith('D'),
        is_mpim: id.startsWith('G'),
        is_private: !id.startsWith('C'),
        is_shared: false,
        is_ext_shared: false,
        is_org_shared: false,
        is_pending_ext_shared: false,
        is_member: true,
        ...workspace.channels.get(id),
      },
    });
  },
  'conversations.members': (workspace, args) => {
    const all = workspace.members.get(word(args.channel));
    return all ? yes(page('members', all, args)) : no('channel_not_found');
  },
  'conversations.history': (workspace, args) =>
    yes({ messages: listMessages(workspace, args).filter((message) => !message.thread_ts), has_more: false }),
  'conversations.replies': (workspace, args) => {
    const root = word(args.ts);
    const thread = listMessages(workspace, args).filter(({ ts, thread_ts }) => ts === root || thread_ts === root);
    return yes({ messages: thread.reverse(), has_more: false });
  },
  'users.info': (workspace, args) => {
    const id = word(args.user);
    const known = workspace.users.get(id);
    if (id === '' || known === null) return no('user_not_found');
    const locale = args.include_locale ? { locale: 'en-GB' } : {};
    return yes({ user: { ...makeUser(workspace, id), ...locale, ...known } });
  },
  'users.list': (workspace, args) => {
    const ids = [...new Set([workspace.botUser, 'USLACKBOT', ...workspace.users.keys(), ...listMembers(workspace)])];
    const members = ids.map((id) => ({ ...makeUser(workspace, id), ...workspace.users.get(id) }));
    return yes({ ...page('members', members, args) });
  },
  'bots.info': (workspace) => yes({ bot: { id: workspace.botId, app_id: workspace.appId, deleted: false } }),

  'views.open': (_workspace, args) =>
    word(args.trigger_id) === '' ? no('invalid_arguments') : yes({ view: { id: newId('V'), ...asObject(args.view) } }),
  'views.update': (_workspace, args) => yes({ view: { id: args.view_id, ...asObject(args.view) } }),
  'views.publish': (_workspace, args) => yes({ view: { id: newId('V'), ...asObject(args.view) } }),

  'assistant.threads.setStatus': () => yes(),
  'assistant.threads.setSuggestedPrompts': () => yes(),
  'assistant.threads.setTitle': () => yes(),

  'files.getUploadURLExternal': (workspace, args, origin) => {
    const id = newId('F');
    workspace.files.set(id, {
      content: Buffer.alloc(0),
      fileName: word(args.filename),
      mediaType: 'application/octet-stream',
      shared: null,
      altText: optional(args.alt_txt),
    });
    return yes({ upload_url: `${origin}/upload/${id}`, file_id: id });
  },
  'files.completeUploadExternal': (workspace, args) => {
    const listed = Array.isArray(args.files) ? args.files.map(asObject) : [];
    for (const { id } of listed) {
      const file = workspace.files.get(word(id));
      if (!file) return no('file_not_found');
      if (args.channel_id !== undefined)
        file.shared = { channel: word(args.channel_id), thread: optional(args.thread_ts) };
    }
    // All files of one call stand in one message.
    if (args.channel_id !== undefined)
      workspace.shares.push({
        ts: nextTs(workspace),
        channel: word(args.channel_id),
        thread: optional(args.thread_ts),
        files: listed.map(({ id }) => word(id)),
      });
    return yes({ files: listed.map(({ id, title }) => ({ id, title })) });
  },
  'files.info': (workspace, args, origin) => {
    const file = workspace.files.get(word(args.file));
    if (!file) return no('file_not_found');
    return yes({
      file: {
        id: args.file,
        name: file.fileName,
        mimetype: file.mediaType,
        size: file.content.length,
        url_private_download: `${origin}/files/${word(args.file)}`,
      },
    });
  },
  'files.delete': (workspace, args) => (workspace.files.delete(word(args.file)) ? yes() : no('file_not_found')),
};

function giveToken(workspace: Workspace, args: SlackCall['args']): Answer {
  const over = workspace.oauthCodes.get(word(args.code));
  if (!over && args.code !== 'good-code') return no('invalid_code');
  return yes({
    app_id: workspace.appId,
    authed_user: { id: 'U0OWNER001' },
    scope: workspace.scopes.join(','),
    token_type: 'bot',
    access_token: 'xoxb-installed-0001',
    bot_user_id: workspace.botUser,
    team: { id: workspace.team, name: 'Harbor & Hill' },
    enterprise: null,
    is_enterprise_install: false,
    ...over,
  });
}

function makeUser(workspace: Workspace, id: string): Answer {
  return {
    id,
    team_id: workspace.team,
    name: id.toLowerCase(),
    real_name: `Person ${id}`,
    deleted: false,
    tz: 'Europe/Berlin',
    // Slackbot itself says it is no bot.
    is_bot: id === workspace.botUser,
    is_restricted: false,
    is_ultra_restricted: false,
    profile: { display_name: `Person ${id}`, real_name: `Person ${id}` },
  };
}

function addMessage(workspace: Workspace, args: SlackCall['args'], state: StoredMessage['state']): StoredMessage {
  const message: StoredMessage = {
    ts: nextTs(workspace),
    channel: word(args.channel),
    state,
    text: word(args.text ?? args.markdown_text),
    blocks: args.blocks,
    thread: optional(args.thread_ts),
    metadata: args.metadata,
    user: workspace.botUser,
  };
  workspace.messages.set(message.channel, [...(workspace.messages.get(message.channel) ?? []), message]);
  return message;
}

function nextTs(workspace: Workspace): string {
  workspace.clock += 1;
  return `${workspace.clock}.000100`;
}

const findMessage = (workspace: Workspace, args: SlackCall['args']): StoredMessage | undefined =>
  workspace.messages.get(word(args.channel))?.find((message) => message.ts === word(args.ts));

/** Newest first, as Slack lists them. */
const listMessages = (workspace: Workspace, args: SlackCall['args']) =>
  [
    ...(workspace.messages.get(word(args.channel)) ?? []).map((message) =>
      show(message, Boolean(args.include_all_metadata)),
    ),
    ...workspace.shares
      .filter(({ channel }) => channel === word(args.channel))
      .map((share) => showShare(workspace, share)),
  ].toSorted((a, b) => Number(b.ts) - Number(a.ts));

const showShare = (workspace: Workspace, { ts, thread, files }: Workspace['shares'][number]) => ({
  type: 'message',
  ts,
  user: workspace.botUser,
  text: '',
  files: files.map((id) => ({ id, name: workspace.files.get(id)?.fileName ?? '' })),
  ...(thread === undefined ? {} : { thread_ts: thread }),
});

const show = (message: StoredMessage, withMetadata = true) => ({
  type: 'message',
  ts: message.ts,
  user: message.user,
  bot_id: 'B0COACH001',
  text: message.text,
  ...(message.blocks === undefined ? {} : { blocks: message.blocks }),
  ...(message.thread === undefined ? {} : { thread_ts: message.thread }),
  ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
});

const listMembers = (workspace: Workspace): readonly string[] => [...workspace.members.values()].flat();

/** One page of a list, as Slack's cursors go. */
function page(name: string, all: readonly unknown[], args: SlackCall['args']): Answer {
  const from = Number(args.cursor || 0);
  const limit = Number(args.limit ?? 100);
  const next = from + limit < all.length ? String(from + limit) : '';
  return { [name]: all.slice(from, from + limit), response_metadata: { next_cursor: next } };
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
