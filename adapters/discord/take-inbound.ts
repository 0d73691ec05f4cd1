import { BugError, DyocenseError } from '../../src/contracts/errors.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import type { TurnEvent } from '../../src/contracts/turn.ts';
import type { ChatHost } from '../channel.ts';
import type { DiscordLog } from './options.ts';

/** How one person is spoken to, beside the answer itself. Neither of these throws. */
export interface Talk {
  /** A few words of the house's own, seen by who asked, or under their message. */
  say(text: string): Promise<void>;
  follow(events: AsyncIterable<TurnEvent>): void;
}

/**
 * Hands what a person sent to the house. Whatever keeps it from being taken is said to them.
 * @param read makes the inbound; may fetch files, and throw words for the person
 */
export async function takeInbound(
  { host, log }: { readonly host: Pick<ChatHost, 'accept'>; readonly log: DiscordLog },
  talk: Talk,
  read: () => Promise<Inbound>,
): Promise<void> {
  try {
    const { events } = await host.accept(await read());
    talk.follow(events);
  } catch (thrown) {
    logFailure(log, thrown, 'discord event not taken');
    await talk.say(wordsOf(thrown));
  }
}

/** What a person is told of an error. */
export function wordsOf(thrown: unknown): string {
  if (thrown instanceof DyocenseError && !(thrown instanceof BugError)) return `${thrown.message} ${thrown.advice}`;
  return 'Something went wrong on our side. Please try again in a moment.';
}

/** Codes only: an error of the platform may carry a token or a text. */
export function logFailure(log: DiscordLog, thrown: unknown, message: string): void {
  const code = thrown instanceof DyocenseError ? thrown.code : thrown instanceof Error ? thrown.name : 'unknown';
  log.warn({ code }, message);
}
