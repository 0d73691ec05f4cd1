import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Keeps each conversation below what its platform takes: a token bucket that fills by one message each `everyMs`.
 * It spares us most refusals; the platform's own Retry-After stays the law, also over several processes.
 */
export interface Pacer {
  /** Resolves when a message may go out; `signal` ends the wait at once. */
  wait(key: string, pace: Pace, signal?: AbortSignal): Promise<void>;
  /** Resolves when what went out is no more than may have: for the parts of a long message that has begun. */
  catchUp(key: string, pace: Pace, signal?: AbortSignal): Promise<void>;
  /** One message went out. */
  spend(key: string, pace: Pace): void;
}

export interface Pace {
  /** Milliseconds between messages in the long run. */
  readonly everyMs: number;
  /** Messages that may go out at once after a quiet time. */
  readonly burst: number;
}

/**
 * Slack: "one message per second per channel", short bursts allowed. Teams: 7 messages in 1 s and 8 in 2 s per thread,
 * 60 in 30 s. Discord: 5 in 5 s per channel. All three from their rate limit documentation; one pace is below each.
 */
export const CHAT_PACE: Pace = { everyMs: 1_000, burst: 3 };

interface Bucket {
  tokens: number;
  /** When `tokens` was right. */
  at: number;
}

/** @param now milliseconds of any clock that only goes forward */
export function createPacer(now: () => number, pause = sleepUnlessAborted): Pacer {
  const buckets = new Map<string, Bucket>();
  const fill = (key: string, { everyMs, burst }: Pace): Bucket => {
    const time = now();
    const known = buckets.get(key) ?? { tokens: burst, at: time };
    const bucket = { tokens: Math.min(burst, known.tokens + (time - known.at) / everyMs), at: time };
    buckets.set(key, bucket);
    return bucket;
  };
  const waitFor = async (least: number, key: string, pace: Pace, signal?: AbortSignal): Promise<void> => {
    for (;;) {
      const { tokens } = fill(key, pace);
      if (tokens >= least || signal?.aborted) return;
      await pause((least - tokens) * pace.everyMs, signal);
    }
  };
  return {
    wait: (key, pace, signal) => waitFor(1, key, pace, signal),
    catchUp: (key, pace, signal) => waitFor(0, key, pace, signal),
    spend(key, pace) {
      fill(key, pace).tokens -= 1;
      if (buckets.size > 1_000) forgetFull(buckets, now(), pace);
    },
  };
}

/** A full bucket says nothing that a new one would not. */
function forgetFull(buckets: Map<string, Bucket>, time: number, { everyMs, burst }: Pace): void {
  for (const [key, { tokens, at }] of buckets) if (tokens + (time - at) / everyMs >= burst) buckets.delete(key);
}

async function sleepUnlessAborted(ms: number, signal?: AbortSignal): Promise<void> {
  // Whoever waits looks at the signal itself.
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
