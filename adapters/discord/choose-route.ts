import type { Outgoing } from '../../src/contracts/delivery.ts';
import type { Reply } from '../../src/contracts/reply.ts';
import type { ChatHost } from '../channel.ts';
import { isFresh, readAddress } from './address.ts';
import { threadOf } from './thread-of.ts';

/** The way an answer takes. */
export type Route =
  /** Finishes what Discord opened for a command or a press; `at` is when that was. */
  | { readonly kind: 'interaction'; readonly token: string; readonly ephemeral: boolean; readonly at: string }
  | { readonly kind: 'channel'; readonly channel: string; readonly replyTo: string | null }
  /** A direct message; with `word` somebody waits in a conversation, and is told there where the answer is. */
  | { readonly kind: 'direct'; readonly user: string; readonly word: Word | null };

/** Where the word "I answered you in a direct message" goes. */
export type Word = Exclude<Route, { kind: 'direct' }>;

/** @param now milliseconds */
export function chooseRoute(outgoing: Outgoing, host: Pick<ChatHost, 'unseal'>, now: number): Route {
  const { target, content } = outgoing;
  const opened = readOpened(outgoing, host, now);
  const channel = readChannel(outgoing);
  if (target.visibility === 'direct') return { kind: 'direct', user: target.user, word: null };
  if (target.visibility === 'asker') {
    if (opened?.ephemeral) return opened;
    return { kind: 'direct', user: target.user, word: opened ?? channel };
  }
  // What was opened for the asker alone stays so: an answer with numbers for everyone needs a message of its own.
  const isForAll = content.kind === 'reply' && hasNumbers(content.reply);
  return opened && !(opened.ephemeral && isForAll) ? opened : channel;
}

/** The same route without the interaction: Discord no longer takes its token. */
export function withoutInteraction(outgoing: Outgoing): Route {
  const { target } = outgoing;
  const channel = readChannel(outgoing);
  return target.visibility === 'here' ? channel : { kind: 'direct', user: target.user, word: channel };
}

/** The opened message of the very event this answers, while Discord takes it. */
export function readOpened(
  { eventId, target }: Pick<Outgoing, 'eventId' | 'target'>,
  host: Pick<ChatHost, 'unseal'>,
  now: number,
): Extract<Route, { kind: 'interaction' }> | null {
  const address = readAddress(target.address);
  if (address?.kind !== 'interaction' || address.eventId !== eventId || !isFresh(address, now)) return null;
  try {
    return { kind: 'interaction', token: host.unseal(address.token), ephemeral: address.ephemeral, at: address.at };
  } catch {
    // Sealed with a key that is gone: the answer goes out as an ordinary message.
    return null;
  }
}

function readChannel({ target, eventId }: Outgoing): Extract<Route, { kind: 'channel' }> {
  const { conversation, thread, user } = target;
  const address = readAddress(target.address);
  // The address of a digest may be that of the message it was set up by, long ago. An answer that is shared later
  // still belongs to the talk of who asked; a digest begins one of its own.
  const isSharedLater = eventId === null && thread === threadOf({ conversation, user, isShared: false });
  const replyTo =
    address?.kind === 'message' && (isSharedLater || eventId === `msg:${address.message}`) ? address.message : null;
  return { kind: 'channel', channel: conversation, replyTo };
}

function hasNumbers({ facts, charts, tables, files = [] }: Reply): boolean {
  return facts.length + charts.length + tables.length + files.length > 0;
}
