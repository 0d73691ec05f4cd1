/**
 * How long one forecast takes, from asking to answer through the real pool: message, models, backtest, ranges. Then how
 * late the main thread is meanwhile, and what many in a row leave in memory. Prints figures and judges nothing.
 *
 *   npm run bench:forecast -- [--runs 20] [--only 'daily'] [--memory 1000]
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { createEnginePool, type EnginePool } from '../../src/engines/pool.ts';
import { type ForecastInstance, INSTANCES, makeDailyYears } from './forecast-instances.ts';
import { watchLoop, watchMemory } from './forecast-limits.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    memory: { type: 'string', default: '1000' },
  },
});
const runs = Math.max(1, Number(values.runs));

const load = () => loadavg()[0]?.toFixed(1);
const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;

async function timeOne(pool: EnginePool, { make }: ForecastInstance, seed: number): Promise<number> {
  const input = make(seed);
  const began = performance.now();
  const output = await pool.run('forecast', input, { deadlineMs: 60_000 });
  if (!output.ok) throw new Error(`refused: ${output.reason}`);
  return performance.now() - began;
}

async function printCold(): Promise<void> {
  const cold = createEnginePool({ threads: 1 });
  const first = await timeOne(cold, { name: 'first', make: makeDailyYears }, 1);
  const second = await timeOne(cold, { name: 'second', make: makeDailyYears }, 2);
  await cold.close();
  console.log(`first call of a new thread (daily n=730): ${first.toFixed(0)} ms, the next ${second.toFixed(0)} ms`);
}

async function printTimes(pool: EnginePool): Promise<void> {
  console.log(`${'one forecast, ms'.padEnd(44)}${'p50'.padStart(7)}${'p95'.padStart(7)}${'max'.padStart(7)}`);
  for (const instance of INSTANCES.filter(({ name }) => new RegExp(values.only).test(name))) {
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) times.push(await timeOne(pool, instance, 10 + run));
    times.sort((a, b) => a - b);
    const cells = [quantile(times, 0.5), quantile(times, 0.95), quantile(times, 1)];
    console.log(`${instance.name.padEnd(44)}${cells.map((ms) => ms.toFixed(0).padStart(7)).join('')}`);
  }
}

async function printStall(): Promise<void> {
  const threads = availableParallelism();
  const all = createEnginePool({ threads });
  await all.warm();
  const inputs = Array.from({ length: 3 * threads }, (_, i) => makeDailyYears(100 + i));
  const idle = await watchLoop(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
  const busy = await watchLoop(() =>
    Promise.all(inputs.map((input) => all.run('forecast', input, { deadlineMs: 60_000, onProgress: () => undefined }))),
  );
  console.log(
    `main thread while ${threads} threads make ${inputs.length} of n=730: at most ${busy.toFixed(1)} ms late (idle: ${idle.toFixed(1)} ms)`,
  );
  await all.close();
}

async function printMemory(pool: EnginePool, count: number): Promise<void> {
  const marks = [0.1, 0.25, 0.5, 0.75, 1].map((share) => Math.max(1, Math.round(share * count)));
  for (const { forecasts, rssMb, heapMb } of await watchMemory(pool, marks)) {
    console.log(
      `after ${forecasts} forecasts: ${rssMb.toFixed(0)} MB resident, ${heapMb.toFixed(0)} MB heap of the main thread`,
    );
  }
}

console.log(`${availableParallelism()} cores, Node ${process.version}, ${runs} runs each, load ${load()}`);
await printCold();
const pool = createEnginePool({ threads: 1 });
await pool.warm();
await printTimes(pool);
await printStall();
if (Number(values.memory) > 0) await printMemory(pool, Number(values.memory));
await pool.close();
console.log(`load at the end ${load()}`);
