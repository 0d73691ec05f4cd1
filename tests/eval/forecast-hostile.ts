/**
 * Hostile series through the forecaster: NaN, null, infinities, constants, zeros, one point, 10,000 points, spikes,
 * random walks, sizes from 1e-310 to 1e308, regressors that teach nothing, all models, all that can be asked for.
 * Every answer has to be finite, ordered and the same when asked again, or a clear refusal. One in twenty comes as dated
 * values in disorder, half of those with a date twice, which has to be refused by name.
 *
 *   npm run eval:forecast-hostile -- [--count 10000] [--seed 1] [--only N]
 *
 * Prints counts, what took longest, and every wrong answer with the seed that makes it again (`--only SEED`). Exit code 1
 * when there is one.
 */
import { parseArgs } from 'node:util';
import { UserError } from '../../src/contracts/errors.ts';
import { forecast } from '../../src/engines/forecaster/forecast.ts';
import type { ForecastInput } from '../../src/engines/forecaster/types.ts';
import { layOutSeries } from '../../src/forecast-api/lay-out-series.ts';
import { findFaults, type HostileCase, MAKER_NAMES, makeHostileCase } from '../unit/forecaster/hostile-series.ts';
import { seededRandom } from '../unit/forecaster/seeded-random.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});

/** Longer than this and the house would have ended it. */
const HARD_STOP_MS = 9_500;
const ASKED_TWICE_EVERY = 25;
const DATED_EVERY = 20;
/** Seeds of one run do not meet those of the next. */
const SEEDS_APART = 1_000_003;

interface Judged {
  readonly outcome: 'forecast' | 'refused' | 'duplicates refused';
  readonly faults: readonly string[];
}

function judge({ input }: HostileCase, seed: number): Judged {
  if (seed % DATED_EVERY === 0) return judgeDated(input, seed);
  const output = forecast(input);
  const faults = findFaults(input, output);
  if (seed % ASKED_TWICE_EVERY === 0 && JSON.stringify(forecast(input)) !== JSON.stringify(output)) {
    faults.push('another answer when asked again');
  }
  return { outcome: output.ok ? 'forecast' : 'refused', faults };
}

/** As somebody sends it: dates in disorder, steps without a value left out, now and then a date twice. */
function judgeDated(input: ForecastInput, seed: number): Judged {
  const random = seededRandom(seed);
  const known = input.points.flatMap(({ t, y }) => (y === null ? [] : [{ t, value: Number.isFinite(y) ? y : null }]));
  const dated = known.toSorted(() => random() - 0.5);
  const [twice] = dated;
  const isTwice = twice !== undefined && random() < 0.5;
  if (isTwice) dated.push(twice);
  if (dated.length === 0) return { outcome: 'refused', faults: [] };
  const laid = tryLayingOut(dated, input.grain);
  if (laid === null) return { outcome: 'duplicates refused', faults: isTwice ? [] : ['refused without a date twice'] };
  if (isTwice) return { outcome: 'forecast', faults: ['a date twice went through'] };
  const { regressors: _, ...rest } = input;
  const brought = { ...rest, points: laid.points, closedWeekdays: laid.closedWeekdays };
  const output = forecast(brought);
  return { outcome: output.ok ? 'forecast' : 'refused', faults: findFaults(brought, output) };
}

function tryLayingOut(dated: Parameters<typeof layOutSeries>[0], grain: ForecastInput['grain']) {
  try {
    return layOutSeries(dated, grain);
  } catch (error) {
    if (error instanceof UserError && error.code === 'duplicate-date') return null;
    throw error;
  }
}

const start = Number(values.seed) * SEEDS_APART;
const seeds = values.only
  ? [Number(values.only)]
  : Array.from({ length: Math.max(1, Number(values.count)) }, (_, i) => start + i);
const outcomes = new Map<string, number>();
const slowest: { readonly ms: number; readonly words: string }[] = [];
let wrong = 0;

for (const seed of seeds) {
  const hostile = makeHostileCase(seed, { full: true });
  const began = performance.now();
  const { outcome, faults } = judgeSafely(hostile, seed);
  const ms = performance.now() - began;
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const words = describeCase(hostile, seed);
  slowest.push({ ms, words });
  slowest.sort((a, b) => b.ms - a.ms).splice(5);
  const all = ms > HARD_STOP_MS ? [...faults, `took ${(ms / 1000).toFixed(1)} s`] : faults;
  if (all.length === 0) continue;
  wrong += 1;
  console.log(`WRONG ${words}\n  ${all.slice(0, 3).join('\n  ')}`);
}

function judgeSafely(hostile: HostileCase, seed: number): Judged | { outcome: 'broke'; faults: string[] } {
  try {
    return judge(hostile, seed);
  } catch (error) {
    return { outcome: 'broke', faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}

function describeCase({ name, input }: HostileCase, seed: number): string {
  const { points, grain, horizon, model = 'ensemble', regressors = [] } = input;
  return `seed ${seed}: ${name}, ${points.length} ${grain}s, ${horizon} ahead, ${model}, ${regressors.length} regressors`;
}

console.log(`${seeds.length} series of ${MAKER_NAMES.length} kinds`);
for (const [outcome, count] of outcomes) console.log(`  ${outcome}: ${count}`);
console.log('slowest:');
for (const { ms, words } of slowest) console.log(`  ${ms.toFixed(0)} ms  ${words}`);
console.log(wrong === 0 ? 'none wrong' : `${wrong} WRONG`);
process.exitCode = wrong === 0 ? 0 : 1;
