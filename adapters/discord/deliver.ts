import type { MessageRef, Outgoing } from '../../src/contracts/delivery.ts';
import { UpstreamError } from '../../src/contracts/errors.ts';
import type { Channel, ChatHost } from '../channel.ts';
import { chooseRoute, type Route, readOpened, type Word, withoutInteraction } from './choose-route.ts';
import type { DiscordApi } from './discord-api.ts';
import { drawCharts } from './draw-charts.ts';
import { fetchFiles } from './fetch-files.ts';
import { findSent } from './find-sent.ts';
import { DISCORD_CODES, discordCode, nameError } from './name-error.ts';
import type { DiscordLog } from './options.ts';
import { removeMessages } from './remove-messages.ts';
import { type DrawnMessage, renderReply } from './render-reply.ts';
import { refOf, sendPart } from './send-part.ts';
import type { Progress } from './show-progress.ts';
import { DIRECT_CLOSED, wordMessage } from './word-message.ts';

export interface DeliverParts {
  readonly host: Pick<ChatHost, 'chart' | 'file' | 'unseal'>;
  readonly api: DiscordApi;
  readonly progress: Pick<Progress, 'finish'>;
  readonly log: DiscordLog;
  /** The bot's user id, which for all but very old applications is the application's. */
  readonly self: () => string;
}

type Posted = (part: number, ref: MessageRef) => Promise<void>;

/** Milliseconds after a command in which "unknown webhook" may mean that Discord has not opened it yet. */
const OPENING_MS = 10_000;

/** Sends what the outbox gives. @throws UpstreamError, ChannelError, never an error of `discord.js` */
export function createDeliver(parts: DeliverParts): Channel['deliver'] {
  return async (outgoing, posted) => {
    try {
      if (outgoing.content.kind === 'remove') await removeMessages(parts, outgoing, outgoing.content.messages);
      else await deliverReply(parts, outgoing, outgoing.content, posted);
    } catch (thrown) {
      throw nameError(thrown);
    }
  };
}

async function deliverReply(
  parts: DeliverParts,
  outgoing: Outgoing,
  content: Extract<Outgoing['content'], { kind: 'reply' }>,
  posted: Posted,
): Promise<void> {
  const { host, api, progress } = parts;
  if (outgoing.eventId) await progress.finish(outgoing.eventId);
  const drawn = await drawCharts(parts, outgoing.place, content.reply.charts);
  const files = await fetchFiles(parts, outgoing.place, content.reply.files ?? []);
  const contents = new Map([...drawn.pictures, ...files.contents]);
  const lost = new Set([...drawn.lost, ...files.lost]);
  const { turn, controls, reply, question } = content;
  const route = chooseRoute(outgoing, host, Date.now());
  const drawing = { turn, controls, workspace: outgoing.place.workspace, lost };
  const draw = (askedIn?: string) =>
    renderReply(reply, {
      ...drawing,
      ...(askedIn === undefined ? {} : { askedIn }),
      ...(question === undefined ? {} : { question }),
    });
  const done = new Set(outgoing.sent.keys());
  const sending = { ...parts, outgoing, draw, contents, posted, done };
  try {
    await takeRoute(sending, route);
  } catch (thrown) {
    if (!isTokenGone(thrown)) throw thrown;
    const opened = readOpened(outgoing, host, Date.now());
    if (opened && Date.now() - Date.parse(opened.at) < OPENING_MS) {
      throw new UpstreamError('Discord has not opened the answer yet.', {
        code: 'discord-opening',
        advice: 'It is tried again by itself.',
        retryAfter: 1_000,
      });
    }
    await takeRoute(sending, withoutInteraction(outgoing));
  }
  await closeUnused(api, route, readOpened(outgoing, host, Date.now()));
}

interface Sending extends DeliverParts {
  readonly outgoing: Outgoing;
  /** @param askedIn the channel the asker waits in, while the answer goes to them directly */
  readonly draw: (askedIn?: string) => readonly DrawnMessage[];
  /** Pictures and files, by the id of the chart or file. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
  readonly posted: Posted;
  /** Numbers of the parts that are out. */
  readonly done: Set<number>;
}

async function takeRoute(sending: Sending, route: Route): Promise<void> {
  const { api, outgoing, draw } = sending;
  if (route.kind !== 'direct') return sendAll(sending, route, draw(), 0);
  const { word } = route;
  let messages = draw(word ? outgoing.target.conversation : undefined);
  let channel: string;
  try {
    channel = await api.openDirect(route.user);
    // Asked in a direct message already: nobody else is there, and no word is needed.
    if (channel === outgoing.target.conversation) messages = draw();
    const replyTo = word?.kind === 'channel' && word.channel === channel ? word.replyTo : null;
    await sendAll(sending, { kind: 'channel', channel, replyTo }, messages, 0);
  } catch (thrown) {
    if (discordCode(thrown) !== DISCORD_CODES.cannotMessageUser || !word) throw thrown;
    await sendAll(sending, word, [wordMessage(DIRECT_CLOSED)], messages.length);
    throw thrown;
  }
  if (!word || channel === outgoing.target.conversation) return;
  await sendAll(sending, word, [wordMessage()], messages.length);
}

/** Sends the parts that are not out yet. @param from number of the first of `messages` among all parts */
async function sendAll(
  { api, outgoing, contents, posted, done, self }: Sending,
  route: Word,
  messages: readonly DrawnMessage[],
  from: number,
): Promise<void> {
  const { id, uncertain, eventId } = outgoing;
  const open = messages.map((message, at) => ({ message, part: from + at })).filter(({ part }) => !done.has(part));
  const canLook = uncertain && !(route.kind === 'interaction' && route.ephemeral);
  const channel = route.kind === 'channel' ? route.channel : outgoing.target.conversation;
  // An answer is younger than its question; the id of that is the end of the event's.
  const after = eventId?.split(':')[1] ?? null;
  const live = outgoing.live?.conversation === channel ? outgoing.live : null;
  const search = { channel, self: self(), after, now: Date.now() };
  const found = canLook
    ? await findSent(
        api,
        search,
        open.map(({ message }) => message),
      )
    : [];
  for (const [at, { message, part }] of open.entries()) {
    const before = found[at];
    const isFirst = part === from;
    const ref = before
      ? refOf(before)
      : await sendPart(api, route, message, contents, { outbox: id, part, isFirst, live });
    done.add(part);
    await posted(part, ref);
  }
}

/** "is thinking" must not stay for an answer that went another way. What was said in it stays. */
async function closeUnused(api: DiscordApi, route: Route, opened: Word | null): Promise<void> {
  if (route.kind !== 'channel' || opened?.kind !== 'interaction') return;
  const isLoading = (flags: number) => (flags & LOADING) !== 0;
  try {
    if (isLoading((await api.original(opened.token)).flags)) await api.removeAnswer(opened.token, '@original');
  } catch {
    // It is gone already, or goes by itself when its time is over.
  }
}

/** Discord's flag of a message that still says "is thinking". */
const LOADING = 1 << 7;

function isTokenGone(thrown: unknown): boolean {
  const code = discordCode(thrown);
  return code === DISCORD_CODES.unknownWebhook || code === DISCORD_CODES.invalidWebhookToken;
}
