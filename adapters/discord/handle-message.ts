import type { Inbound } from '../../src/contracts/inbound.ts';
import type { Place } from '../channel.ts';
import { writeAddress } from './address.ts';
import { escapeText } from './escape-text.ts';
import { fetchAttachments } from './fetch-attachments.ts';
import { placeOf } from './find-workspace.ts';
import { plainBody } from './message-body.ts';
import type { MessageParts } from './parts.ts';
import { logFailure, type Talk, takeInbound, wordsOf } from './take-inbound.ts';
import { threadOf } from './thread-of.ts';
import { type DiscordMessage, nameOf } from './wire.ts';

/** Types of messages that people write: an ordinary one and a reply. All others tell of joins, pins, boosts. */
const WRITTEN = new Set([0, 19]);

/** A message somebody wrote: a mention, a reply to the coach, or a direct message. All others are passed over. */
export async function handleMessage(parts: MessageParts, message: DiscordMessage): Promise<void> {
  const { finder, askServer, log } = parts;
  const talk = talkOf(parts, message);
  if (!isForUs(message, parts.self())) {
    if (namesOurRole(parts, message)) await talk.say(ROLE_MENTIONED);
    return;
  }
  const take = (workspace: string) => takeInbound(parts, talk, () => toInbound(parts, placeOf(workspace), message));
  if (message.guild_id) return take(message.guild_id);
  try {
    const found = await finder.find(message.author.id);
    if (found.kind === 'one') return await take(found.workspace);
    if (found.kind === 'none') return await talk.say(NO_SERVER);
    const body = askServer.ask(found.guilds, take);
    await parts.api.send(message.channel_id, { ...body, message_reference: referTo(message.id) });
  } catch (thrown) {
    logFailure(log, thrown, 'discord direct message not placed');
    await talk.say(wordsOf(thrown));
  }
}

export const NO_SERVER =
  'I do not see a server that we share. Join the Discord server where your company uses me, then write to me again.';

const ROLE_MENTIONED =
  'You mentioned my role, so I could not read your words. Please mention me: type @ and pick the entry with my picture.';

/** Bots, and the coach itself, never wake it. */
function isByPerson({ author, webhook_id, type }: DiscordMessage, self: string): boolean {
  return !author.bot && author.id !== self && !webhook_id && WRITTEN.has(type);
}

function isForUs(message: DiscordMessage, self: string): boolean {
  const { guild_id, mentions, referenced_message, content, attachments } = message;
  if (!isByPerson(message, self)) return false;
  if (!guild_id || mentions.some(({ id }) => id === self)) return true;
  // A reply with the ping off has words only where the message content intent is on.
  return referenced_message?.author.id === self && (content !== '' || attachments.length > 0);
}

/** Discord makes a role of the bot's name, and keeps the words back when that is mentioned instead of the bot. */
function namesOurRole({ self, roleOf }: MessageParts, message: DiscordMessage): boolean {
  const role = message.guild_id ? roleOf(message.guild_id) : null;
  return role !== null && message.mention_roles.includes(role) && isByPerson(message, self());
}

async function toInbound(
  { host, self, localeOf, isThread, testOrigin }: MessageParts,
  place: Place,
  message: DiscordMessage,
): Promise<Inbound> {
  const attachments = await fetchAttachments(
    host,
    place,
    { user: message.author.id, attachments: message.attachments },
    testOrigin,
  );
  const text = readWords(message.content, message.mentions, self());
  const answered = message.referenced_message;
  return {
    ...place,
    channel: 'discord',
    conversation: message.channel_id,
    thread: threadOf({
      conversation: message.channel_id,
      user: message.author.id,
      isShared: !message.guild_id || isThread(message.channel_id),
    }),
    eventId: `msg:${message.id}`,
    user: message.author.id,
    userName: nameOf(message.author, message.member),
    // A mention without a word asks what the coach can do.
    text: text === '' && attachments.length === 0 ? 'help' : text,
    attachments,
    kind: 'message',
    audience: message.guild_id ? 'group' : 'private',
    message: message.id,
    ...(answered?.id && answered.author.id === self() ? { repliesTo: answered.id } : {}),
    address: writeAddress({ kind: 'message', message: message.id }),
    locale: localeOf(message.guild_id),
    // Discord tells nobody's time zone; the company's own counts.
    timezone: 'UTC',
    receivedAt: new Date(message.timestamp).toISOString(),
  };
}

/** The words without the coach's own mention; other people by their names. */
export function readWords(content: string, mentions: DiscordMessage['mentions'], self: string): string {
  const names = new Map(mentions.map((user) => [user.id, nameOf(user, undefined)]));
  return content
    .replace(/<@!?(\d+)>/g, (_, id: string) => (id === self ? ' ' : `@${names.get(id) ?? 'someone'}`))
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

function talkOf({ api, progress, log }: MessageParts, message: DiscordMessage): Talk {
  return {
    async say(text) {
      const body = { ...plainBody(escapeText(text)), message_reference: referTo(message.id) };
      await api
        .send(message.channel_id, body)
        .catch((thrown: unknown) => logFailure(log, thrown, 'discord words not sent'));
    },
    follow: (events) => void progress.type(message.channel_id, events),
  };
}

/** An answer to a message that is gone by now is still an answer. */
export function referTo(message: string) {
  return { message_id: message, fail_if_not_exists: false };
}
