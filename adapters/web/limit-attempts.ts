import { LRUCache } from 'lru-cache';

/** Counts wrong tokens an address has sent. */
export interface AttemptLimiter {
  /** Milliseconds until the address may try again; 0 when it may now. */
  wait(address: string, now: Date): number;
  failed(address: string, now: Date): void;
}

/**
 * Lets an address be wrong `most` times in a `windowMs`. It lives in this process: with two processes an
 * attacker has twice as many tries, which does not help against a long token.
 */
export function limitAttempts(most = 5, windowMs = 60_000): AttemptLimiter {
  const failures = new LRUCache<string, readonly number[]>({ max: 10_000 });
  const recent = (address: string, now: Date) =>
    (failures.get(address) ?? []).filter((at) => at > now.getTime() - windowMs);
  return {
    wait(address, now) {
      const times = recent(address, now);
      const first = times[times.length - most];
      return first === undefined ? 0 : first + windowMs - now.getTime();
    },
    failed(address, now) {
      failures.set(address, [...recent(address, now), now.getTime()].slice(-most));
    },
  };
}
