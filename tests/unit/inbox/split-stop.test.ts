import { expect, test } from 'vitest';
import { splitStop } from '../../../src/inbox/split-stop.ts';

test('a stop ends the turn where nothing can end early', () => {
  const stopped = new AbortController();
  const stop = splitStop(stopped.signal);
  expect(stop.ends.aborted).toBe(false);
  stopped.abort('person');
  expect(stop.ends.aborted).toBe(true);
  expect(stop.ends.reason).toBe('person');
});

test('a stop ends the work that can end early, and the turn goes on with what it has', async () => {
  const stopped = new AbortController();
  const stop = splitStop(stopped.signal);
  const answer = await stop.untilStopped(
    (early) =>
      new Promise<string>((resolve) => {
        early.addEventListener('abort', () => resolve('best so far'));
        stopped.abort();
      }),
  );
  expect(answer).toBe('best so far');
  expect(stop.ends.aborted).toBe(false);
});

test('work that failed or ended is not waited for by a later stop', async () => {
  const stopped = new AbortController();
  const stop = splitStop(stopped.signal);
  await stop.untilStopped(async () => 'done');
  await expect(stop.untilStopped(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  stopped.abort();
  expect(stop.ends.aborted).toBe(true);
});

test('a turn that was stopped before it began is over at once', async () => {
  const stopped = AbortSignal.abort();
  const stop = splitStop(stopped);
  expect(stop.ends.aborted).toBe(true);
  expect(await stop.untilStopped(async (early) => early.aborted)).toBe(true);
});
