import { describe, expect, test } from 'vitest';
import { BugError, ChannelError, UpstreamError } from '../../../src/contracts/errors.ts';
import { decideNextTry, describeFailure } from '../../../src/delivery/decide-next-try.ts';

const details = { code: 'x', advice: 'Wait.' };
const busy = new UpstreamError('Busy.', details);
const fresh = { failures: 0, ageMs: 0 };

/** Tries until it is given up, and the time from the first to the last. */
function follow(error: unknown, random: number): { tries: number; totalMs: number } {
  for (let failures = 0, totalMs = 0; ; failures += 1) {
    const next = decideNextTry(error, { failures, ageMs: totalMs }, random);
    if (next.kind === 'dead') return { tries: failures + 1, totalMs };
    totalMs += next.waitMs;
  }
}

describe('a failed try', () => {
  test('waits exactly as long as the platform says, and counts as no failure', () => {
    const error = new UpstreamError('Slow down.', { ...details, retryAfter: 12_345 });
    expect(decideNextTry(error, { failures: 14, ageMs: 1_000 }, 1)).toMatchObject({
      kind: 'again',
      waitMs: 12_345,
      failures: 14,
      limited: true,
      uncertain: false,
    });
    expect(decideNextTry(error, { failures: 0, ageMs: 25 * 3_600_000 }, 1).kind).toBe('dead');
  });

  test('waits twice as long each time, at most ten minutes, and gives up after about an hour', () => {
    const waits = [0, 1, 2, 9, 10, 13].map((failures) => decideNextTry(busy, { failures, ageMs: 0 }, 0));
    expect(waits.map((next) => next.kind === 'again' && next.waitMs)).toEqual([
      1_000, 2_000, 4_000, 512_000, 600_000, 600_000,
    ]);
    for (const random of [0, 1]) {
      const { tries, totalMs } = follow(busy, random);
      expect(tries).toBe(15);
      expect(totalMs).toBeGreaterThan(45 * 60_000);
      expect(totalMs).toBeLessThan(75 * 60_000);
    }
  });

  test('may be out when nobody heard the end of it', () => {
    expect(decideNextTry(busy, fresh, 0)).toMatchObject({ uncertain: true, limited: false });
  });

  test('is the last when the platform refuses for good', () => {
    expect(decideNextTry(new ChannelError('Archived.', details), fresh, 0)).toEqual({
      kind: 'dead',
      reason: 'x: Archived.',
    });
  });

  test('by our own mistake is given up in a minute: a conversation waits behind it', () => {
    const { tries, totalMs } = follow(new TypeError('secret'), 1);
    expect(tries).toBe(5);
    expect(totalMs).toBeLessThan(60_000);
    expect(follow(new BugError('Broken.', details), 1)).toEqual({ tries, totalMs });
  });
});

test('the words of an unknown error stay out of the reason', () => {
  expect(describeFailure(new TypeError('Maria earns 12'))).toBe('unexpected: TypeError');
  expect(describeFailure('Maria')).toBe('unexpected: string');
});
