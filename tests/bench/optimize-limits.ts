import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { PlanKind } from '../../src/contracts/plan.ts';
import type { OptimizeInput, OptimizeOutput } from '../../src/engines/optimizer/optimize.ts';
import type { EnginePool } from '../../src/engines/pool.ts';
import { makeHardOrders } from '../unit/optimizer/make-orders.ts';
import { makeBudget, makePrices, makeRoster } from './optimize-instances.ts';

/** How the engines keep their limits, measured through the real pool. Times are milliseconds. */

/** Problems that no time is enough for, or nearly so. */
export const HARD: Readonly<Record<PlanKind, OptimizeInput>> = {
  inventory: { kind: 'inventory', input: makeHardOrders(60, 12) },
  staffing: { kind: 'staffing', input: makeRoster(40, 14) },
  pricing: { kind: 'pricing', input: makePrices(300, 9) },
  budget: { kind: 'budget', input: { ...makeBudget(60), periods: 12, total: 2e6 } },
};

/** From asking to answer, for a solve with this time limit. */
export async function timeWhole(
  pool: EnginePool,
  task: OptimizeInput,
  timeLimitMs: number,
): Promise<{ readonly ms: number; readonly outcome: OptimizeOutput['outcome'] }> {
  const started = performance.now();
  const { outcome } = await pool.run('optimize', { ...task, timeLimitMs }, { deadlineMs: timeLimitMs + 60_000 });
  return { ms: performance.now() - started, outcome };
}

/** How long after its deadline, or after a stop, a solve that would run for a minute is over. */
export async function timeKill(pool: EnginePool, afterMs: number, by: 'deadline' | 'signal'): Promise<number> {
  const asker = new AbortController();
  const timer = by === 'signal' ? setTimeout(() => asker.abort(), afterMs) : undefined;
  const started = performance.now();
  const code = await pool
    .run(
      'optimize',
      { ...HARD.inventory, timeLimitMs: 60_000 },
      by === 'signal' ? { deadlineMs: 60_000, signal: asker.signal } : { deadlineMs: afterMs },
    )
    .then(
      () => 'planned',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : 'unknown'),
    );
  clearTimeout(timer);
  if (code !== (by === 'signal' ? 'engine-stopped' : 'engine-timeout')) throw new Error(`It ended as ${String(code)}.`);
  return performance.now() - started - afterMs;
}

export interface Stall {
  /** The longest the main thread was late, and the same while nothing was done. */
  readonly mostMs: number;
  readonly idleMs: number;
}

/** The main thread while every thread solves a big plan with progress, and while the results come back. */
export async function measureStall(pool: EnginePool, threads: number, timeLimitMs: number): Promise<Stall> {
  const task: OptimizeInput = { kind: 'inventory', input: makeHardOrders(100, 12), timeLimitMs, gap: 0.02 };
  const idleMs = await watchLoop(() => new Promise((resolve) => setTimeout(resolve, timeLimitMs / 2)));
  const mostMs = await watchLoop(() =>
    Promise.all(
      Array.from({ length: threads }, () =>
        pool.run('optimize', task, { deadlineMs: timeLimitMs + 60_000, onProgress: () => undefined }),
      ),
    ),
  );
  return { mostMs, idleMs };
}

const RESOLUTION_MS = 1;

async function watchLoop(work: () => Promise<unknown>): Promise<number> {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  loop.enable();
  await work();
  // One more turn, so that what came back last counts too.
  await new Promise((resolve) => setTimeout(resolve, 20));
  loop.disable();
  return loop.max / 1e6 - RESOLUTION_MS;
}

export interface MemoryAt {
  readonly solves: number;
  readonly rssMb: number;
  readonly heapMb: number;
}

/** Small plans of all kinds, one after another on warm threads; memory of the process, threads included. */
export async function watchMemory(pool: EnginePool, marks: readonly number[]): Promise<readonly MemoryAt[]> {
  const seen: MemoryAt[] = [];
  const last = marks.at(-1) ?? 0;
  for (let solves = 1; solves <= last; solves += 1) {
    await pool.run('optimize', smallTask(solves), { deadlineMs: 60_000 });
    if (!marks.includes(solves)) continue;
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    seen.push({ solves, rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20 });
  }
  return seen;
}

function smallTask(turn: number): OptimizeInput {
  const size = 3 + (turn % 5);
  const limits = { timeLimitMs: 2000, gap: 0.02 };
  switch (turn % 4) {
    case 0:
      return { kind: 'inventory', input: makeHardOrders(size, 6), ...limits };
    case 1:
      return { kind: 'staffing', input: makeRoster(size, 5), ...limits };
    case 2:
      return { kind: 'pricing', input: makePrices(size, 6), ...limits };
    default:
      return { kind: 'budget', input: makeBudget(size), ...limits };
  }
}

/** Megabytes for each 1,000 solves, by least squares. */
export function slopeOf(seen: readonly MemoryAt[]): number {
  const meanX = seen.reduce((sum, { solves }) => sum + solves, 0) / seen.length;
  const meanY = seen.reduce((sum, { rssMb }) => sum + rssMb, 0) / seen.length;
  const cross = seen.reduce((sum, { solves, rssMb }) => sum + (solves - meanX) * (rssMb - meanY), 0);
  const square = seen.reduce((sum, { solves }) => sum + (solves - meanX) ** 2, 0);
  return (1000 * cross) / square;
}
