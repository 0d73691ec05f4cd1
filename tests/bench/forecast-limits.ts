import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { EngineRunner } from '../../src/engines/engine-runner.ts';
import { INSTANCES } from './forecast-instances.ts';

/** How the forecaster keeps its limits, measured through the real pool. Times are milliseconds. */

const RESOLUTION_MS = 1;

/** The longest the main thread was late while `work` went on and its results came back. */
export async function watchLoop(work: () => Promise<unknown>): Promise<number> {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  loop.enable();
  await work();
  // One more turn, so that what came back last counts too.
  await new Promise((resolve) => setTimeout(resolve, 20));
  loop.disable();
  return loop.max / 1e6 - RESOLUTION_MS;
}

export interface MemoryAt {
  readonly forecasts: number;
  readonly rssMb: number;
  readonly heapMb: number;
}

/** Forecasts of all kinds, one after another; memory of the process, threads included. */
export async function watchMemory(pool: EngineRunner, marks: readonly number[]): Promise<readonly MemoryAt[]> {
  const seen: MemoryAt[] = [];
  for (let forecasts = 1; forecasts <= (marks.at(-1) ?? 0); forecasts += 1) {
    const input = INSTANCES[forecasts % INSTANCES.length]?.make(forecasts);
    if (input === undefined) continue;
    await pool.run('forecast', input, { deadlineMs: 60_000 });
    if (!marks.includes(forecasts)) continue;
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    seen.push({ forecasts, rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20 });
  }
  return seen;
}
