import { describe, expect, test } from 'vitest';
import { CHAT_PACE, createPacer, type Pace } from '../../../src/delivery/create-pacer.ts';

/** A clock that moves only when somebody waits. */
function drive() {
  let time = 0;
  const pacer = createPacer(
    () => time,
    async (ms) => {
      time += ms;
    },
  );
  return {
    pacer,
    now: () => time,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

/** When each of `count` messages may go, ms. */
async function send(at: ReturnType<typeof drive>, key: string, pace: Pace, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    await at.pacer.wait(key, pace);
    at.pacer.spend(key, pace);
    times.push(at.now());
  }
  return times;
}

describe('the pace', () => {
  test('lets a few through at once, then one a second', async () => {
    expect(await send(drive(), 'C1', CHAT_PACE, 6)).toEqual([0, 0, 0, 1_000, 2_000, 3_000]);
  });

  test('is each conversation’s own', async () => {
    const at = drive();
    await send(at, 'C1', CHAT_PACE, 3);
    expect(await send(at, 'C2', CHAT_PACE, 1)).toEqual([0]);
  });

  test('fills up again in a quiet time, and no further', async () => {
    const at = drive();
    await send(at, 'C1', CHAT_PACE, 3);
    at.pass(3_600_000);
    expect(await send(at, 'C1', CHAT_PACE, 4)).toEqual([3_600_000, 3_600_000, 3_600_000, 3_601_000]);
  });

  test('makes a long message’s parts wait, and not its end', async () => {
    const { pacer, now } = drive();
    const pace = { everyMs: 1_000, burst: 1 };
    const times: number[] = [];
    await pacer.wait('C1', pace);
    for (let part = 0; part < 3; part += 1) {
      times.push(now());
      pacer.spend('C1', pace);
      await pacer.catchUp('C1', pace);
    }
    expect(times).toEqual([0, 0, 1_000]);
  });

  test('ends at once when the service stops', async () => {
    const stop = AbortSignal.abort();
    const pacer = createPacer(() => 0);
    pacer.spend('C1', { everyMs: 60_000, burst: 1 });
    await pacer.wait('C1', { everyMs: 60_000, burst: 1 }, stop);
  });
});
