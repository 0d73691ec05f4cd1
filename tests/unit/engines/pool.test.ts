import { afterEach, describe, expect, it } from 'vitest';
import { BugError, UpstreamError } from '../../../src/contracts/errors.ts';
import type { EngineTasks } from '../../../src/engines/engine-tasks.ts';
import { createEnginePool, type EnginePool } from '../../../src/engines/pool.ts';
import { makePoints } from '../forecaster/make-points.ts';

const pools: EnginePool[] = [];

function open(options: Parameters<typeof createEnginePool>[0] = {}): EnginePool {
  const pool = createEnginePool({ threads: 1, ...options });
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

/** The unruly worker knows tasks that the task map does not. */
const unruly = new URL('./unruly-worker.ts', import.meta.url);
const ask = (pool: EnginePool, task: string, options?: Parameters<EnginePool['run']>[2]): Promise<unknown> =>
  // The fixture answers any name with any input; the map's types are for the real worker.
  pool.run(task as keyof EngineTasks, 'hello' as never, options);

const values = Array.from({ length: 120 }, (_, t) => 100 + 30 * Math.sin((2 * Math.PI * t) / 7) + (t % 5));
const input = { points: makePoints(values), grain: 'day', horizon: 7, nonNegative: true } as const;

describe('the engine pool', () => {
  it('runs the real engines in a thread', async () => {
    const pool = open();
    await pool.warm();
    const output = await pool.run('forecast', input);
    expect(output.ok && output.points).toHaveLength(7);
  });

  it('runs the explain engine too', async () => {
    const points = makePoints(values).map(({ t, y }) => ({ t, y, state: 'open' as const }));
    const output = await open().run('explain', {
      metric: { key: 'sales', label: 'Sales', nonNegative: true, aggregation: 'sum' },
      grain: 'day',
      history: points,
      period: { start: '2024-04-22', end: '2024-04-28' },
      compare: { start: '2024-04-15', end: '2024-04-21' },
      breakdowns: [],
      context: [],
      events: [],
    });
    expect(output).toMatchObject({ reality: expect.anything() });
  });

  it('ends a task that is late, and the next one finds a thread', async () => {
    const pool = open({ worker: unruly });
    await pool.warm();
    const late = ask(pool, 'hang', { deadlineMs: 200 });
    await expect(late).rejects.toBeInstanceOf(UpstreamError);
    await expect(late).rejects.toMatchObject({ code: 'engine-timeout', advice: expect.stringMatching(/shorter/) });
    await expect(ask(pool, 'echo')).resolves.toBe('hello');
  });

  it('counts waiting for a thread against the deadline', async () => {
    const pool = open({ worker: unruly });
    await pool.warm();
    const first = ask(pool, 'hang', { deadlineMs: 1500 });
    const second = ask(pool, 'echo', { deadlineMs: 200 });
    await expect(second).rejects.toMatchObject({ code: 'engine-timeout' });
    await expect(first).rejects.toMatchObject({ code: 'engine-timeout' });
  });

  it.each(['exit', 'throw-later', 'eat'])('loses one task when its thread is lost (%s)', async (task) => {
    const pool = open({ worker: unruly, memoryMb: 32 });
    await pool.warm();
    await expect(ask(pool, task)).rejects.toMatchObject({ code: 'engine-crashed' });
    await expect(ask(pool, 'echo')).resolves.toBe('hello');
  });

  it('stops when the asker stops', async () => {
    const pool = open({ worker: unruly });
    await pool.warm();
    const asker = new AbortController();
    const stopped = ask(pool, 'hang', { signal: asker.signal });
    asker.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'engine-stopped' });
    await expect(ask(pool, 'echo')).resolves.toBe('hello');
    await expect(ask(pool, 'echo', { signal: asker.signal })).rejects.toMatchObject({ code: 'engine-stopped' });
  });

  it('says that an engine that threw is our mistake', async () => {
    const failed = ask(open({ worker: unruly }), 'fail');
    await expect(failed).rejects.toBeInstanceOf(BugError);
    await expect(failed).rejects.toThrow(/the engine said no/);
    const wrong = open().run('forecast', { ...input, horizon: 0 });
    await expect(wrong).rejects.toMatchObject({ code: 'engine-failed', message: expect.stringMatching(/horizon 0/) });
  });

  it('ends what is under way when it closes', async () => {
    const pool = createEnginePool({ threads: 1, worker: unruly });
    await pool.warm();
    const running = expect(ask(pool, 'hang')).rejects.toMatchObject({ code: 'engine-stopped' });
    await pool.close();
    await running;
    await expect(ask(pool, 'echo')).rejects.toMatchObject({ code: 'engine-stopped' });
  });

  it('gives threads none of the environment', async () => {
    await expect(ask(open({ worker: unruly }), 'environment')).resolves.toBe(0);
  });
});
