import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLAN_KINDS } from '../../src/contracts/plan.ts';
import { createEnginePool, type EnginePool } from '../../src/engines/pool.ts';
import { HARD, measureStall, timeKill, timeWhole, watchMemory } from '../bench/optimize-limits.ts';

/** The exact figures are for `npm run bench:optimize`; the bounds here are loose, for machines that do other things too. */

const THREADS = 2;
let pool: EnginePool;

beforeAll(async () => {
  pool = createEnginePool({ threads: THREADS });
  await pool.warm();
});

afterAll(() => pool.close());

describe('the limits of planning', () => {
  it.each(PLAN_KINDS)('answers within the time limit, explaining included (%s)', async (kind) => {
    const { ms, outcome } = await timeWhole(pool, HARD[kind], 5_000);
    expect(ms).toBeLessThan(5_000 + 3_000);
    expect(outcome).toHaveProperty('plan');
  });

  it.each(['deadline', 'signal'] as const)('ends a solve for good (%s)', async (by) => {
    expect(await timeKill(pool, 700, by)).toBeLessThan(3_000);
    const { outcome } = await timeWhole(pool, { kind: 'budget', input: { channels: [], total: 1 } }, 1_000);
    expect(outcome.status).toBe('invalid');
  });

  it('leaves the event loop alone while all threads solve and big plans come back', async () => {
    // The best of three: what else the machine does makes any one of them late.
    const stalls: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { mostMs } = await measureStall(pool, THREADS, 2_500);
      stalls.push(mostMs);
    }
    expect(Math.min(...stalls)).toBeLessThan(150);
  });

  it('does not grow', async () => {
    const single = createEnginePool({ threads: 1 });
    await single.warm();
    const [warm, last] = await watchMemory(single, [60, 240]);
    await single.close();
    // Memory of the solver grows in steps of some tens of megabytes; models that are not freed take more.
    expect((last?.rssMb ?? Infinity) - (warm?.rssMb ?? 0)).toBeLessThan(100);
  }, 300_000);
});
