import { z } from 'zod';
import type { Target } from '../../../src/contracts/delivery.ts';
import type { Address, Inbound } from '../../../src/contracts/inbound.ts';

/**
 * What Slack's way in writes into `Inbound.address`, and its way out reads.
 * `Inbound.thread` is the `ts` of the thread's first message where the answer belongs into that thread; anything else
 * (an im without threads, a slash command) is only a key for the order of turns, and the answer goes to the top level.
 */
const SlackAddress = z.object({
  /** The event came from the assistant pane: its status line shows that the coach is at work. */
  assistant: z.boolean().optional(),
  /** The `response_url` of a slash command or a button, sealed by `host.seal`. Slack takes it for 30 minutes, 5 times. */
  responseUrl: z.string().optional(),
  /** When that `response_url` was given, ISO. */
  respondedFrom: z.string().optional(),
});

export type SlackAddress = z.infer<typeof SlackAddress>;

/** Reads an address leniently: one that is not ours is an empty one. */
export function readSlackAddress(address: Address | null | undefined): SlackAddress {
  return SlackAddress.safeParse(address ?? {}).data ?? {};
}

const MESSAGE_TS = /^\d{9,11}\.\d{1,9}$/;

/** Is this the platform's name of a message (its `ts`)? */
export function isMessageTs(text: string): boolean {
  return MESSAGE_TS.test(text);
}

/** `thread_ts` of the thread an answer belongs into; undefined for the top level. */
export function threadOf({ thread }: Pick<Target | Inbound, 'thread'>): string | undefined {
  return isMessageTs(thread) ? thread : undefined;
}
