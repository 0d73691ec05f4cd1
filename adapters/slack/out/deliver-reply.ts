import type { webApi } from '@slack/bolt';
import type { MessageRef, Outgoing, OutgoingContent, Target } from '../../../src/contracts/delivery.ts';
import { describeSlackError, slackErrorCode } from './describe-slack-error.ts';
import { findPosted } from './find-posted.ts';
import { findRoom, isDirect, openDirect } from './find-room.ts';
import { dropLive, finishLive } from './finish-live.ts';
import type { LiveMessage } from './live-messages.ts';
import type { SlackMessage } from './pack-messages.ts';
import { postMessage, type Room } from './post-message.ts';
import { type Origin, type RenderedChart, type RenderedFiles, renderReply } from './render-reply.ts';
import { responseUrl, whisper } from './say.ts';
import { fileName, mayTryAgain, sendFiles } from './send-files.ts';
import type { SenderContext } from './sender-context.ts';
import { isMessageTs, threadOf } from './slack-address.ts';
import { uploadChart } from './upload-chart.ts';

export const SAID_DIRECTLY = 'I answered you in a direct message, because not everyone here may see these numbers.';
export const NOT_A_MEMBER =
  'I am not in this channel, so I answered you in a direct message. Invite me to have answers here.';

type Posted = (part: number, ref: MessageRef) => Promise<void>;

interface Sending {
  readonly context: SenderContext;
  readonly client: webApi.WebClient;
  readonly outgoing: Outgoing;
  /** Parts that are out, by number; grows. */
  readonly out: Map<number, MessageRef>;
  readonly done: Posted;
}

/**
 * Sends an answer: its messages, then a picture for each chart, then its files. Goes on where an earlier try stopped.
 * @throws UpstreamError it may work later, ChannelError it never will
 */
export async function deliverReply(
  context: SenderContext,
  outgoing: Outgoing & { readonly content: Extract<OutgoingContent, { kind: 'reply' }> },
  posted: Posted,
): Promise<void> {
  const { place, content, eventId } = outgoing;
  const client = await context.clientFor(place);
  const opened = eventId === null ? null : await context.lives.take(place, eventId);
  const kept: LiveMessage | null = outgoing.live ? { ref: outgoing.live, kind: 'unknown' } : null;
  const out = new Map(outgoing.sent);
  const done: Posted = async (part, ref) => {
    out.set(part, ref);
    await posted(part, ref);
  };
  const sending: Sending = { context, client, outgoing, out, done };
  const { target } = outgoing;
  const rendered = renderReply(content, { nativeCharts: context.nativeCharts, origin: originOf(target, content) });
  const asked = await findRoom(context, client, outgoing);
  const { messages, charts, files } = rendered;
  const filesPart = messages.length + charts.length;
  if (outgoing.uncertain) await noteFound(sending, asked, files, filesPart);
  const { room, refused } = await sendMessages(sending, asked, messages, opened ?? kept);
  await sendCharts(sending, room, charts, messages.length, refused);
  if (files && !out.has(filesPart)) {
    await done(filesPart, await sendFiles(context, client, outgoing, room, files, filesPart));
  }
}

/** Parts of an earlier try that nobody heard of are out. */
async function noteFound(
  { context, client, outgoing, out, done }: Sending,
  room: Room,
  files: RenderedFiles | null,
  part: number,
): Promise<void> {
  const names = files?.files.map(({ name }) => fileName(name));
  const looked = { outbox: outgoing.id, sent: out, files: names ? { part, names } : null };
  for (const [found, ref] of await findPosted(context, client, room, looked)) {
    if (!out.has(found)) await done(found, ref);
  }
}

/** undefined where the answer stands right below its question, or answers none. */
function originOf(target: Target, content: Extract<OutgoingContent, { kind: 'reply' }>): Origin | undefined {
  const direct = isDirect(target.conversation);
  if (target.visibility === 'asker' && !direct) return { kind: 'channel', channel: target.conversation };
  const asked = target.visibility !== 'direct' && content.question !== undefined;
  if (!asked || isMessageTs(target.thread)) return undefined;
  return direct ? { kind: 'command' } : { kind: 'person', user: target.user };
}

/** @returns where they went, and the charts that were to be drawn in them and are not */
async function sendMessages(
  sending: Sending,
  asked: Room,
  messages: readonly SlackMessage[],
  live: LiveMessage | null,
): Promise<{ readonly room: Room; readonly refused: ReadonlySet<number> }> {
  const { context, client, outgoing, out, done } = sending;
  const refused = new Set<number>();
  let room = asked;
  for (const [part, message] of messages.entries()) {
    const first = part === 0 && !out.has(0);
    if (out.has(part)) {
      // Nobody remembers how it was said; what this workspace took lately is the best guess.
      if (context.refusing.has(outgoing.place.workspace)) for (const chart of message.charts) refused.add(chart);
      continue;
    }
    const name = { outbox: outgoing.id, part };
    const said =
      (first && live && (await useLive(sending, room, live, message))) ||
      (await postMessage(context, client, outgoing.place, room, message, name).catch(async (thrown: unknown) => {
        if (!first || !mayGoDirect(sending, thrown)) throw thrown;
        room = await openDirect(context, client, outgoing.target.user);
        return postMessage(context, client, outgoing.place, room, message, name);
      }));
    if (!said.full) for (const chart of message.charts) refused.add(chart);
    await done(part, said.ref);
    if (first) await sayWhere(sending, room);
  }
  return { room, refused };
}

/** The answer is elsewhere: a word where it was asked, once. */
async function sayWhere({ context, outgoing }: Sending, room: Room): Promise<void> {
  const { place, target } = outgoing;
  if (room.conversation === target.conversation || target.visibility === 'direct') return;
  const where = { conversation: target.conversation, thread: threadOf(target), user: target.user };
  await whisper(context, place, where, target.address, target.visibility === 'asker' ? SAID_DIRECTLY : NOT_A_MEMBER);
}

/** A message that showed progress becomes the first part, unless the answer goes elsewhere. */
async function useLive({ context, client, outgoing }: Sending, room: Room, live: LiveMessage, message: SlackMessage) {
  if (live.ref.conversation === room.conversation) {
    return finishLive(context, client, outgoing.place, live, message, { outbox: outgoing.id, part: 0 });
  }
  await dropLive(context, client, live);
  return null;
}

/** A slash command can be used where the coach is not: its answer then goes to the asker. */
function mayGoDirect({ context, outgoing }: Sending, thrown: unknown): boolean {
  const code = slackErrorCode(thrown);
  const outside = code === 'not_in_channel' || code === 'channel_not_found';
  return outside && outgoing.eventId !== null && responseUrl(context, outgoing.target.address) !== null;
}

async function sendCharts(
  sending: Sending,
  room: Room,
  charts: readonly RenderedChart[],
  firstPart: number,
  refused: ReadonlySet<number>,
): Promise<void> {
  for (const [at, chart] of charts.entries()) {
    const part = firstPart + at;
    if (sending.out.has(part) || (chart.native && !refused.has(at))) continue;
    await sending.done(part, await sendChart(sending, room, chart, part));
  }
}

/** The key result is out already: a picture that fails costs a line of words and a table in its place. */
async function sendChart(
  { context, client, outgoing }: Sending,
  room: Room,
  { chart, instead }: RenderedChart,
  part: number,
): Promise<MessageRef> {
  const name = { outbox: outgoing.id, part };
  try {
    const ref = await uploadChart(context, client, outgoing.place, room, chart, name);
    if (ref) return ref;
  } catch (thrown) {
    const error = describeSlackError(thrown);
    if (mayTryAgain(error, outgoing.attempt)) throw error;
    context.log.warn({ outbox: outgoing.id, part, code: error.code }, 'chart sent as a table');
  }
  return (await postMessage(context, client, outgoing.place, room, instead, name)).ref;
}
