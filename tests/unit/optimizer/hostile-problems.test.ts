import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/contracts/errors.ts';
import { PLAN_KINDS, type PlanKind } from '../../../src/contracts/plan.ts';
import { createEnginePool, type EnginePool } from '../../../src/engines/pool.ts';
import { solveProblem } from '../../../src/optimize/solve-problem.ts';
import { HOSTILE, type HostileEnd } from './hostile-problems.ts';

let pool: EnginePool;

beforeAll(async () => {
  pool = createEnginePool({ threads: 1 });
  await pool.warm();
});

afterAll(() => pool.close());

/** Each takes far below two seconds on a quiet machine (`npm run bench:optimize` says how long); a busy one has three times that. */
const LONGEST_MS = 6_000;
/** Words are for a person to read. */
const LONGEST_WORDS = 2_000;

interface Answer {
  readonly end: HostileEnd | 'no-plan';
  readonly words: string;
}

async function answer(kind: PlanKind, problem: unknown): Promise<Answer> {
  try {
    const { outcome } = await solveProblem(pool, kind, problem, { timeLimitMs: 1_000 });
    const said = [...outcome.findings, ...('remedies' in outcome ? outcome.remedies : [])];
    const words = said.map((one) => one.words).join(' ');
    if ('plan' in outcome) return { end: 'planned', words };
    return { end: outcome.status === 'unbounded' ? 'no-plan' : outcome.status, words };
  } catch (error) {
    if (error instanceof UserError && error.code === 'bad-problem') return { end: error.code, words: error.message };
    throw error;
  }
}

describe.each(PLAN_KINDS)('hostile and impossible %s problems end soon, in words', (kind) => {
  it.each(HOSTILE[kind].map((one) => [one.name, one] as const))('%s', async (_, { problem, end }) => {
    const given = problem();
    const started = performance.now();
    const { end: found, words } = await answer(kind, given);
    expect(performance.now() - started).toBeLessThan(LONGEST_MS);
    expect(found).toBe(end);
    if (end !== 'planned') expect(words).toMatch(/\w+ \w+/);
    expect(words.length).toBeLessThan(LONGEST_WORDS);
  });
});
