import { DyocenseError } from '../../src/contracts/errors.ts';
import type { ChatHost, Place } from '../channel.ts';
import type { Bots } from './bots.ts';
import type { createInOrder } from './in-order.ts';
import type { Once } from './once.ts';
import type { SlackLog } from './options.ts';
import type { SlackSender } from './out/create-slack-sender.ts';
import type { People } from './people.ts';
import type { Rooms } from './rooms.ts';
import type { Threads } from './threads.ts';

/** What everything that comes in is handled with. */
export interface SlackContext {
  readonly host: ChatHost;
  readonly bots: Bots;
  readonly people: People;
  readonly rooms: Rooms;
  readonly sender: SlackSender;
  readonly threads: Threads;
  readonly once: Once;
  readonly inOrder: ReturnType<typeof createInOrder>;
  readonly log: SlackLog;
  /** Another API address, see `SlackOptions`. */
  readonly apiUrl: string | undefined;
}

export function placeOf(workspace: string): Place {
  return { channel: 'slack', workspace };
}

/** Goes on after the acknowledgement; a failure is logged, and costs nobody an answer. */
export function inBackground({ log }: Pick<SlackContext, 'log'>, what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => log.warn({ what, code: codeOf(error) }, 'a courtesy on Slack failed'));
}

/** A code for the log: messages of Slack's SDK may hold ids of people. */
export function codeOf(error: unknown): string {
  if (error instanceof DyocenseError) return error.code;
  if (!(error instanceof Error)) return 'unknown';
  if ('data' in error && typeof error.data === 'object' && error.data !== null && 'error' in error.data)
    return String(error.data.error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
