import { ChannelError, DyocenseError, UpstreamError } from '../contracts/errors.ts';

/** 1 s, 2 s, 4 s … 10 min: the fifteenth try is about an hour after the first. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 600_000;
const MOST_TRIES = 15;
/** Our own mistake does not go away by waiting, and the conversation waits behind it: about half a minute. */
const MOST_TRIES_AFTER_BUG = 5;
/** A platform that asks for pauses again and again is obeyed, but nobody wants the answer of the day before. */
const LONGEST_PAUSED_MS = 24 * 3_600_000;
/** Waits are stretched by up to this share, so that messages that failed together do not come back together. */
const JITTER = 0.25;

export type NextTry =
  | { readonly kind: 'dead'; readonly reason: string }
  | {
      readonly kind: 'again';
      readonly reason: string;
      readonly waitMs: number;
      readonly failures: number;
      /** The platform asked for a pause: it holds for the whole workspace. */
      readonly limited: boolean;
      /** It may be out although it failed: nobody heard the end of it. */
      readonly uncertain: boolean;
    };

/**
 * What happens after a try that failed.
 * @param so.failures failed tries before this one, without pauses that the platform asked for
 * @param so.ageMs since the message was queued
 * @param random 0 to 1
 */
export function decideNextTry(
  error: unknown,
  so: { readonly failures: number; readonly ageMs: number },
  random: number,
): NextTry {
  const reason = describeFailure(error);
  if (error instanceof ChannelError) return { kind: 'dead', reason };
  if (error instanceof UpstreamError && error.retryAfter !== undefined) {
    if (so.ageMs > LONGEST_PAUSED_MS) return { kind: 'dead', reason };
    const { failures } = so;
    return { kind: 'again', reason, waitMs: error.retryAfter, failures, limited: true, uncertain: false };
  }
  const failures = so.failures + 1;
  if (failures >= (error instanceof UpstreamError ? MOST_TRIES : MOST_TRIES_AFTER_BUG)) return { kind: 'dead', reason };
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** so.failures, LONGEST_WAIT_MS) * (1 + JITTER * random);
  return { kind: 'again', reason, waitMs, failures, limited: false, uncertain: true };
}

/** For the log and the doctor. The words of an unknown error may hold what somebody wrote: only its name is told. */
export function describeFailure(error: unknown): string {
  if (error instanceof DyocenseError) return `${error.code}: ${error.message}`;
  return `unexpected: ${error instanceof Error ? error.name : typeof error}`;
}
