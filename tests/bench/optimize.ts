/**
 * The optimiser beside two native solvers on the same models, in one run: ours through the real pool on a warm thread,
 * `cbc` and `glpsol` from the system where they are installed, all with the same time limit and one thread each, one
 * after another in turns. Medians. Prints figures and judges nothing.
 *
 *   npm run bench:optimize -- [--runs 3] [--limit 10] [--only 'pricing|budget'] [--roster FILE] [--memory 1000] [--no-limits]
 *
 * `whole` is from asking to answer: message, model, solve, check, explaining. `solve` is the solver's own share of it.
 * Native times are from the start of their process to its end. `--roster` is a file of the shift scheduling benchmarks.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { PLAN_KINDS } from '../../src/contracts/plan.ts';
import { budgetModel } from '../../src/engines/optimizer/budget/budget-model.ts';
import { solveBudget } from '../../src/engines/optimizer/budget/solve-budget.ts';
import { inventoryModel } from '../../src/engines/optimizer/inventory/inventory-model.ts';
import type { LinearModel } from '../../src/engines/optimizer/model/linear-model.ts';
import { gapBetween } from '../../src/engines/optimizer/model/solution.ts';
import type { OptimizeInput } from '../../src/engines/optimizer/optimize.ts';
import { pricingModel } from '../../src/engines/optimizer/pricing/pricing-model.ts';
import { staffingModel } from '../../src/engines/optimizer/staffing/staffing-model.ts';
import { createEnginePool, type EnginePool } from '../../src/engines/pool.ts';
import { readCurtoisRoster } from '../eval/optimize/read-curtois-roster.ts';
import { makeHardOrders } from '../unit/optimizer/make-orders.ts';
import { makeBudget, makePrices, makeRoster } from './optimize-instances.ts';
import { HARD, measureStall, slopeOf, timeKill, timeWhole, watchMemory } from './optimize-limits.ts';
import { writeMps } from './optimize-mps.ts';
import { findPeers, type Peer } from './optimize-peers.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    limit: { type: 'string', default: '10' },
    only: { type: 'string', default: '' },
    roster: { type: 'string' },
    memory: { type: 'string', default: '1000' },
    'no-limits': { type: 'boolean', default: false },
  },
});
const runs = Math.max(1, Number(values.runs));
const limit = Math.max(1, Number(values.limit));

interface Instance {
  readonly name: string;
  readonly task: OptimizeInput;
  /** A fraction that is good enough, asked of all. */
  readonly gap: number;
}

interface Run {
  /** Seconds. */
  readonly whole: number;
  readonly solve: number | null;
  readonly objective: number | null;
  readonly bound: number | null;
}

function listInstances(): readonly Instance[] {
  const orders = (items: number): Instance => ({
    name: `inventory ${items}×12`,
    task: { kind: 'inventory', input: makeHardOrders(items, 12) },
    gap: 0.02,
  });
  const all: Instance[] = [
    { name: 'pricing 100×9', task: { kind: 'pricing', input: makePrices(100, 9) }, gap: 0 },
    { name: 'budget of 30 channels', task: { kind: 'budget', input: makeBudget(30) }, gap: 0 },
    { name: 'staffing 60×7', task: { kind: 'staffing', input: makeRoster(60, 7) }, gap: 0 },
    orders(20),
    orders(50),
    orders(100),
  ];
  if (values.roster) {
    const input = readCurtoisRoster(readFileSync(values.roster, 'utf8'));
    all.push({ name: `roster ${basename(values.roster, '.txt')}`, task: { kind: 'staffing', input }, gap: 0 });
  }
  return all.filter(({ name }) => new RegExp(values.only).test(name));
}

/** What the engine hands its solver. A budget's has its lines where the best plan came to lie. */
function buildModel(task: OptimizeInput): LinearModel {
  switch (task.kind) {
    case 'inventory':
      return inventoryModel.build(task.input).model;
    case 'staffing':
      return staffingModel.build(task.input).model;
    case 'pricing':
      return pricingModel.build(task.input).model;
    case 'budget': {
      const built = budgetModel.build(task.input);
      solveBudget(task.input, built);
      return built.model;
    }
  }
}

async function runOurs(pool: EnginePool, { task, gap }: Instance): Promise<Run> {
  const { ms, outcome } = await timeWhole(pool, { ...task, gap }, 1000 * limit);
  const found = 'plan' in outcome ? outcome : { objective: null, bound: null };
  const solve = 'seconds' in outcome ? outcome.seconds : null;
  return { whole: ms / 1000, solve, objective: found.objective, bound: found.bound };
}

async function runPeer(peer: Peer, file: string, model: LinearModel, gap: number): Promise<Run> {
  const { seconds, objective, bound } = await peer.solve(file, limit, gap);
  const sign = model.sense === 'maximize' ? -1 : 1;
  const restate = (value: number | null) => (value === null ? null : sign * value + model.offset);
  return { whole: seconds, solve: null, objective: restate(objective), bound: restate(bound) };
}

const median = (of: readonly number[]) => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN;

/** The run whose time is the median one. */
function pickMedian(all: readonly Run[]): Run {
  return (
    all.toSorted((a, b) => a.whole - b.whole)[Math.floor(all.length / 2)] ?? {
      whole: 0,
      solve: null,
      objective: null,
      bound: null,
    }
  );
}

function describeRun(name: string, all: readonly Run[], ours: number): string {
  const { whole, solve, objective, bound } = pickMedian(all);
  const gap = objective === null || bound === null ? null : gapBetween(objective, bound);
  const ratio = name === 'ours' ? '' : `  ${(whole / ours).toFixed(2)}× our time`;
  return [
    `  ${name.padEnd(7)}`,
    `${whole.toFixed(2).padStart(6)} s`,
    solve === null ? ' '.repeat(15) : `(solve ${solve.toFixed(2).padStart(5)} s)`,
    (objective === null ? 'no plan' : String(Number(objective.toPrecision(9)))).padStart(12),
    gap === null ? '  nothing proven' : `  gap ${(100 * gap).toFixed(3)}%`,
    ratio,
  ].join(' ');
}

const load = () => loadavg()[0]?.toFixed(1);

async function compare(pool: EnginePool): Promise<void> {
  const { found: peers, missing } = findPeers();
  for (const name of missing) console.log(`${name} is not installed: left out.`);
  const folder = mkdtempSync(join(tmpdir(), 'dyocense-bench-'));
  try {
    for (const instance of listInstances()) {
      const model = buildModel(instance.task);
      const file = join(folder, 'model.mps');
      writeFileSync(file, writeMps(model));
      const seen = new Map<string, Run[]>([['ours', []], ...peers.map(({ name }): [string, Run[]] => [name, []])]);
      const before = load();
      for (let turn = 0; turn < runs; turn += 1) {
        seen.get('ours')?.push(await runOurs(pool, instance));
        for (const peer of peers) seen.get(peer.name)?.push(await runPeer(peer, file, model, instance.gap));
      }
      const asked = instance.gap === 0 ? 'to be proven the best' : `to be within ${100 * instance.gap}%`;
      console.log(
        `\n${instance.name}: ${model.variableCount} variables, ${model.rowCount} rows, ${asked}; load ${before} to ${load()}`,
      );
      const ours = median((seen.get('ours') ?? []).map(({ whole }) => whole));
      for (const [name, all] of seen) console.log(describeRun(name, all, ours));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function printLimits(pool: EnginePool): Promise<void> {
  console.log(`\nlimits (load ${load()})`);
  for (const kind of PLAN_KINDS) {
    const { ms, outcome } = await timeWhole(pool, HARD[kind], 3000);
    const gap = 'plan' in outcome ? `gap ${(100 * outcome.gap).toFixed(2)}%` : 'no plan';
    console.log(`  hard ${kind}, limit 3000 ms: answered after ${ms.toFixed(0)} ms, ${outcome.status}, ${gap}`);
  }
  for (const by of ['deadline', 'signal'] as const) {
    const late: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      late.push(await timeKill(pool, 1000, by));
      await pool.warm();
    }
    console.log(`  ended by ${by}: ${median(late).toFixed(0)} ms after it`);
  }
}

async function printStall(): Promise<void> {
  const threads = availableParallelism();
  const all = createEnginePool({ threads });
  await all.warm();
  for (let turn = 0; turn < 3; turn += 1) {
    const { mostMs, idleMs } = await measureStall(all, threads, 4000);
    console.log(
      `  main thread while ${threads} threads solve 100×12 and answer: at most ${mostMs.toFixed(1)} ms late (idle: ${idleMs.toFixed(1)} ms)`,
    );
  }
  await all.close();
}

async function printMemory(pool: EnginePool, solves: number): Promise<void> {
  const marks = [0.2, 0.4, 0.6, 0.8, 1].map((share) => Math.round(share * solves));
  const seen = await watchMemory(pool, marks);
  for (const { solves: done, rssMb, heapMb } of seen) {
    console.log(
      `  after ${done} solves: ${rssMb.toFixed(0)} MB resident, ${heapMb.toFixed(0)} MB heap of the main thread`,
    );
  }
  console.log(`  slope: ${slopeOf(seen).toFixed(1)} MB for 1,000 solves (load ${load()})`);
}

const pool = createEnginePool({ threads: 1 });
await pool.warm();
console.log(`${availableParallelism()} cores, Node ${process.version}, limit ${limit} s, medians of ${runs}`);
await compare(pool);
if (!values['no-limits']) {
  await printLimits(pool);
  await printStall();
  if (Number(values.memory) > 0) await printMemory(pool, Number(values.memory));
}
await pool.close();
