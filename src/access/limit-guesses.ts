import { LRUCache } from 'lru-cache';
import { UserError } from '../contracts/errors.ts';

/** Counts wrong codes of one workspace. */
export interface GuessLimiter {
  /** @throws UserError `too-many-attempts` */
  assertFree(workspace: string, now: Date): void;
  failed(workspace: string, now: Date): void;
}

/**
 * Five wrong codes in ten minutes a workspace. It lives in this process: with two processes, or many workspaces, there
 * are more tries, which does not help against 40 random bits that are good for half an hour.
 */
export function limitGuesses(most = 5, windowMs = 10 * 60_000): GuessLimiter {
  const failures = new LRUCache<string, readonly number[]>({ max: 10_000 });
  const recent = (workspace: string, now: Date) =>
    (failures.get(workspace) ?? []).filter((at) => at > now.getTime() - windowMs);
  return {
    assertFree(workspace, now) {
      if (recent(workspace, now).length < most) return;
      throw new UserError('That were too many wrong codes.', {
        code: 'too-many-attempts',
        advice: 'Wait ten minutes, then use a fresh code from the web page.',
      });
    },
    failed(workspace, now) {
      failures.set(workspace, [...recent(workspace, now), now.getTime()].slice(-most));
    },
  };
}
