import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ForecastInput } from '../../src/engines/forecaster/types.ts';
import { createEnginePool, type EnginePool } from '../../src/engines/pool.ts';
import { forecastSeries } from '../../src/forecast-api/forecast-series.ts';
import { readForecastRequest } from '../../src/forecast-api/read-request.ts';
import { DEADLINE_MS } from '../../src/forecast-api/run-forecast.ts';
import { makeDailyYears } from '../bench/forecast-instances.ts';
import { watchLoop, watchMemory } from '../bench/forecast-limits.ts';

/** The exact figures are for `npm run bench:forecast`; the bounds here are loose, for machines that do other things too. */

const series = Array.from({ length: 60 }, (_, day) => ({
  t: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
  value: 100 + 20 * Math.sin((2 * Math.PI * day) / 7),
}));

function request(model?: string) {
  const read = readForecastRequest({ series, horizon: 7, ...(model === undefined ? {} : { model }) });
  if (read.source.kind !== 'series') throw new Error('not a series');
  return { ...read, source: read.source };
}

describe('an engine that breaks', () => {
  const worker = new URL('./trapping-worker.ts', import.meta.url);
  let pool: EnginePool;
  afterEach(() => pool.close());

  it('costs one forecast and a plain word when WebAssembly traps; the process and other forecasts go on', async () => {
    pool = createEnginePool({ threads: 2, worker });
    await pool.warm();
    const others = Array.from({ length: 4 }, () => forecastSeries(pool, request()));
    const trapped = forecastSeries(pool, request('prophet'));
    await expect(trapped).rejects.toMatchObject({
      code: 'engine-crashed',
      message: expect.stringMatching(/lost/),
      advice: expect.stringMatching(/try again/i),
    });
    for (const report of await Promise.all(others)) expect(report.points).toHaveLength(7);
    expect((await forecastSeries(pool, request())).points).toHaveLength(7);
  });

  it('is ended before ten seconds are over when it does not come back; the next one is answered', async () => {
    expect(DEADLINE_MS).toBeLessThan(10_000);
    pool = createEnginePool({ threads: 1, worker });
    await pool.warm();
    const began = performance.now();
    await expect(forecastSeries(pool, request('theta'))).rejects.toMatchObject({
      code: 'engine-timeout',
      advice: expect.stringMatching(/shorter/),
    });
    const ms = performance.now() - began;
    expect(ms).toBeGreaterThan(DEADLINE_MS - 100);
    expect(ms).toBeLessThan(DEADLINE_MS + 3_000);
    expect((await forecastSeries(pool, request())).points).toHaveLength(7);
  });

  it('is ended when whoever asked has gone', async () => {
    pool = createEnginePool({ threads: 1, worker });
    await pool.warm();
    const asker = new AbortController();
    const left = forecastSeries(pool, request('theta'), { signal: asker.signal });
    asker.abort();
    await expect(left).rejects.toMatchObject({ code: 'engine-stopped' });
    expect((await forecastSeries(pool, request())).points).toHaveLength(7);
  });
});

describe('the limits of forecasting', () => {
  const THREADS = 2;
  let pool: EnginePool;
  beforeAll(async () => {
    pool = createEnginePool({ threads: THREADS });
    await pool.warm();
  });
  afterAll(() => pool.close());

  it('leaves the event loop alone while all threads forecast', async () => {
    const inputs = Array.from({ length: 2 * THREADS }, (_, i): ForecastInput => makeDailyYears(i));
    // The best of three: what else the machine does makes any one of them late.
    const stalls: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      stalls.push(
        await watchLoop(() =>
          Promise.all(
            inputs.map((input) => pool.run('forecast', input, { deadlineMs: 60_000, onProgress: () => undefined })),
          ),
        ),
      );
    }
    expect(Math.min(...stalls)).toBeLessThan(150);
  }, 120_000);

  it('does not grow', async () => {
    const [warm, last] = await watchMemory(pool, [60, 240]);
    expect((last?.rssMb ?? Infinity) - (warm?.rssMb ?? 0)).toBeLessThan(100);
  }, 300_000);
});
