import type { RepliedChart } from '../../../src/contracts/chart.ts';
import type { MessageRef } from '../../../src/contracts/delivery.ts';
import { TeamsApiError } from '../api-error.ts';
import type { TeamsAddress, TeamsDraft, TeamsTransport } from '../transport.ts';
import { CARD_TYPE } from './card.ts';
import type { Pictures } from './draw-chart.ts';
import { makeTextPart, type ReplyPart } from './render-reply.ts';
import { endStream } from './stream-draft.ts';

/** Draws the whole answer again with other pictures: the parts stay the same. */
export type Redraw = (pictures: Pictures) => readonly ReplyPart[];

export interface Degrading {
  readonly charts: readonly RepliedChart[];
  readonly redraw: Redraw;
  /** Smaller pictures, for a message that was too large. */
  readonly smaller: () => Promise<Pictures>;
  /** A simpler one goes out instead, for this reason. */
  readonly simplified: (status: number | null, to: 'smaller' | 'numbers' | 'words') => void;
}

/**
 * Sends one part; when Teams finds it too large or does not take the card, once more simpler: smaller pictures, then
 * numbers instead of pictures, then words alone. An answer is never lost to its looks.
 * @throws TeamsApiError of the last try
 */
export async function sendPart(
  transport: Pick<TeamsTransport, 'send'>,
  address: TeamsAddress,
  { draft, plain }: ReplyPart,
  at: number,
  { charts, redraw, smaller, simplified }: Degrading,
): Promise<MessageRef> {
  const ways: readonly { readonly to: 'smaller' | 'numbers' | 'words'; make(): Promise<TeamsDraft | undefined> }[] =
    draft.attachments === undefined
      ? []
      : [
          ...(charts.length === 0 || !isCard(draft)
            ? []
            : [
                { to: 'smaller' as const, make: async () => redraw(await smaller())[at]?.draft },
                { to: 'numbers' as const, make: async () => redraw(new Map())[at]?.draft },
              ]),
          { to: 'words', make: async () => (plain === '' ? undefined : makeTextPart(plain).draft) },
        ];
  let refusal: TeamsApiError;
  try {
    return await send(transport, address, draft);
  } catch (error) {
    if (!isAboutLooks(error)) throw error;
    refusal = error;
  }
  for (const { to, make } of ways) {
    const simpler = await make();
    if (!simpler) continue;
    simplified(refusal.status, to);
    try {
      return await send(transport, address, simpler);
    } catch (error) {
      if (!isAboutLooks(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** Only there pictures stand. */
const isCard = ({ attachments = [] }: TeamsDraft): boolean =>
  attachments.some(({ contentType }) => contentType === CARD_TYPE);

/** Too large, or not understood: another look may pass. */
function isAboutLooks(error: unknown): error is TeamsApiError {
  return error instanceof TeamsApiError && (error.status === 413 || error.status === 400);
}

async function send(
  transport: Pick<TeamsTransport, 'send'>,
  address: TeamsAddress,
  draft: TeamsDraft,
): Promise<MessageRef> {
  const { id } = await transport.send(address, draft);
  return { conversation: address.conversation.id, message: id };
}

/**
 * Ends a stream with the words of the answer.
 * @returns null when the stream is over already, by age or by the person's stop: then the words go out anew
 */
export async function finishStream(
  transport: Pick<TeamsTransport, 'send' | 'update'>,
  address: TeamsAddress,
  { draft }: ReplyPart,
  { live, uncertain }: { readonly live: MessageRef; readonly uncertain: boolean },
): Promise<MessageRef | null> {
  try {
    await transport.send(address, endStream(draft, live.message));
    return live;
  } catch (error) {
    if (!isStreamOver(error)) throw error;
  }
  if (!uncertain) return null;
  // An earlier try may have ended it and died before it could say so: then the message is there and takes the words.
  try {
    await transport.update(address, live.message, draft);
    return live;
  } catch (error) {
    if (!isStreamOver(error)) throw error;
    return null;
  }
}

function isStreamOver(error: unknown): boolean {
  return error instanceof TeamsApiError && [400, 403, 404].includes(error.status ?? 0);
}
