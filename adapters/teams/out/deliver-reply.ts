import type { MessageRef, Outgoing, OutgoingContent } from '../../../src/contracts/delivery.ts';
import { ChannelError } from '../../../src/contracts/errors.ts';
import type { Channel, ChatHost } from '../../channel.ts';
import { TeamsApiError } from '../api-error.ts';
import type { Doors } from '../doors.ts';
import type { TeamsAddress, TeamsTransport } from '../transport.ts';
import { wordOnDirect, wordOnShut } from './asker-words.ts';
import { below, chooseWay, type Way } from './choose-way.ts';
import { fetchPictures, type PictureWidth } from './fetch-pictures.ts';
import type { LiveTurns } from './live-turns.ts';
import { type ReplyToRender, renderReply } from './render-reply.ts';
import { finishStream, sendPart } from './send-part.ts';
import type { SenderLog } from './sender-log.ts';

type Posted = Parameters<Channel['deliver']>[1];

export interface ReplySender {
  readonly host: Pick<ChatHost, 'chart'>;
  readonly transport: TeamsTransport;
  readonly doors: Pick<Doors, 'guess'>;
  readonly live: LiveTurns;
  readonly log: SenderLog;
}

/** The part number of the word that is left in a group when the answer went to one person; no answer has so many. */
export const WORD_PART = 1_000;

/** Sends an answer: to where it was asked, or to one person with a word where it was asked. */
export async function deliverReply(
  sender: ReplySender,
  outgoing: Outgoing,
  content: Extract<OutgoingContent, { kind: 'reply' }>,
  posted: Posted,
): Promise<void> {
  const { transport, live } = sender;
  const { target, sent } = outgoing;
  const opened = outgoing.eventId === null ? null : await live.close(outgoing.eventId);
  const way = await openWay(sender, outgoing, posted);
  const chat = way.address.conversation.conversationType === 'personal' ? 'alone' : 'group';
  const draft = drawer(sender, outgoing, { ...content, chat });
  const parts = renderReply({ ...content, chat, pictures: await draft.pictures(512) });
  const whenShut = (error: unknown) => {
    if (!way.askedIn || !isShut(error)) throw error;
    return giveUpOnAsker(sender, outgoing, way.askedIn, posted, error);
  };
  let first = sent.get(0)?.message ?? '';
  for (const [at, part] of parts.entries()) {
    if (sent.has(at)) continue;
    const stream = at === 0 && part.draft.text !== undefined ? (outgoing.live ?? opened) : null;
    const ended =
      stream && stream.conversation === way.address.conversation.id
        ? await finishStream(transport, way.address, part, { live: stream, uncertain: outgoing.uncertain })
        : null;
    const address = at === 0 ? way.address : below(way.address, first);
    const ref = ended ?? (await sendPart(transport, address, part, at, draft.degrading).catch(whenShut));
    if (at === 0) first = ref.message;
    await posted(at, ref);
  }
  if (way.askedIn && !sent.has(WORD_PART)) {
    await posted(WORD_PART, await sayIn(transport, way.askedIn, wordOnDirect(way.askedIn, target.user)));
  }
}

/** How this answer is drawn, and drawn again when Teams does not take it. */
function drawer({ host, log }: ReplySender, { id, place }: Outgoing, content: Omit<ReplyToRender, 'pictures'>) {
  const { charts } = content.reply;
  const pictures = (width: PictureWidth) =>
    fetchPictures(host, place, charts, width, (err) => log.warn({ outbox: id, err }, 'chart not drawn for Teams'));
  return {
    pictures,
    degrading: {
      charts,
      redraw: (found: Awaited<ReturnType<typeof pictures>>) => renderReply({ ...content, pictures: found }),
      smaller: () => pictures(320),
      simplified: (status: number | null, to: string) =>
        log.warn({ outbox: id, status, to }, 'Teams message simplified'),
    },
  };
}

/** @throws ChannelError once the asker was told, where they asked, that they cannot be written to */
async function openWay(sender: ReplySender, outgoing: Outgoing, posted: Posted): Promise<Way> {
  try {
    return await chooseWay(sender, outgoing);
  } catch (error) {
    if (outgoing.target.visibility !== 'asker' || !isShut(error)) throw error;
    const { address } = await chooseWay(sender, { ...outgoing, target: { ...outgoing.target, visibility: 'here' } });
    return giveUpOnAsker(sender, outgoing, address, posted, error);
  }
}

/** The app is not installed for this person, or they have blocked it. */
function isShut(error: unknown): boolean {
  return error instanceof TeamsApiError && (error.status === 403 || error.status === 404);
}

/** Tells the asker in the thread, without a number, what to do; the delivery ends here. */
async function giveUpOnAsker(
  { transport }: ReplySender,
  { target, sent }: Outgoing,
  askedIn: TeamsAddress,
  posted: Posted,
  cause: unknown,
): Promise<never> {
  if (!sent.has(WORD_PART)) await posted(WORD_PART, await sayIn(transport, askedIn, wordOnShut(askedIn, target.user)));
  throw new ChannelError('This person cannot be written to directly in Teams.', {
    code: 'teams-no-direct-chat',
    advice: 'They need to add the app for themselves and ask again in a chat with it.',
    cause,
  });
}

/** A short final text in a conversation. */
export async function sayIn(
  transport: Pick<TeamsTransport, 'send'>,
  address: TeamsAddress,
  text: string,
): Promise<MessageRef> {
  const { id } = await transport.send(address, { type: 'message', text, textFormat: 'plain' });
  return { conversation: address.conversation.id, message: id };
}
