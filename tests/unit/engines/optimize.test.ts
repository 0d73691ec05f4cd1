import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEnginePool, type EnginePool } from '../../../src/engines/pool.ts';
import { makeHardOrders } from '../optimizer/make-orders.ts';

let pool: EnginePool;

beforeAll(async () => {
  pool = createEnginePool({ threads: 1 });
  await pool.warm();
});

afterAll(() => pool.close());

describe('the optimize task', () => {
  it('plans in a thread', async () => {
    const input = makeHardOrders(2, 4);
    const { kind, outcome } = await pool.run('optimize', { kind: 'inventory', input });
    expect(kind).toBe('inventory');
    expect(outcome.status).toBe('optimal');
  });

  it('tells how far it is, and ends with the best plan when it is asked to stop', async () => {
    const stop = new AbortController();
    const gaps: number[] = [];
    const { outcome } = await pool.run(
      'optimize',
      { kind: 'inventory', input: makeHardOrders(30, 12), timeLimitMs: 15_000 },
      {
        deadlineMs: 18_000,
        stop: stop.signal,
        onProgress: ({ gap, objective }) => {
          gaps.push(gap);
          if (objective !== null) stop.abort();
        },
      },
    );
    expect(gaps.length).toBeGreaterThan(0);
    expect(outcome).toMatchObject({ status: 'best-found', plan: expect.anything(), gap: expect.any(Number) });
  });

  it('is killed while it solves, and the next task finds a thread', async () => {
    const late = pool.run(
      'optimize',
      { kind: 'inventory', input: makeHardOrders(60, 12), timeLimitMs: 60_000 },
      { deadlineMs: 300 },
    );
    await expect(late).rejects.toMatchObject({ code: 'engine-timeout' });
    const { outcome } = await pool.run('optimize', { kind: 'inventory', input: makeHardOrders(1, 3) });
    expect(outcome.status).toBe('optimal');
  });
});
