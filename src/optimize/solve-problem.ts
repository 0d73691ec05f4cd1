import type { z } from 'zod';
import { UserError } from '../contracts/errors.ts';
import type { PlanKind } from '../contracts/plan.ts';
import type { EngineRunner } from '../engines/engine-runner.ts';
import type { OptimizeInput, OptimizeOutput } from '../engines/optimizer/optimize.ts';
import { PROBLEM_SCHEMA } from './problem-schema.ts';

export interface SolveWish {
  /** Milliseconds for solving, 100–60,000. */
  readonly timeLimitMs?: number;
  /** A fraction that is good enough; default 0: prove the best. */
  readonly gap?: number;
  readonly signal?: AbortSignal;
}

const DEFAULT_LIMIT_MS = 10_000;
const LONGEST_MS = 60_000;
/** Behind other solves a thread may have to be waited for; the time limit holds everything else. */
const BEYOND_SOLVING_MS = 15_000;

/**
 * Solves a problem that somebody brings whole, without any company's data.
 * @throws UserError `bad-problem` naming the place and what is wrong there; UpstreamError when the worker died
 */
export async function solveProblem(
  engines: EngineRunner,
  kind: PlanKind,
  problem: unknown,
  wish: SolveWish = {},
): Promise<OptimizeOutput> {
  const parsed = PROBLEM_SCHEMA[kind].safeParse(problem);
  if (!parsed.success) throw badProblem(kind, parsed.error);
  const timeLimitMs = Math.min(LONGEST_MS, Math.max(100, wish.timeLimitMs ?? DEFAULT_LIMIT_MS));
  return engines.run(
    'optimize',
    // `kind` chose the schema that gave the input its type; the compiler cannot follow that through the record.
    { kind, input: parsed.data, timeLimitMs, gap: wish.gap ?? 0 } as OptimizeInput,
    { deadlineMs: timeLimitMs + BEYOND_SOLVING_MS, ...(wish.signal ? { signal: wish.signal } : {}) },
  );
}

const MOST_ISSUES = 5;
/** A name in the problem may be of any length; what is said of it may not. */
const LONGEST_ISSUE = 200;

const cut = (words: string) => (words.length > LONGEST_ISSUE ? `…${words.slice(-LONGEST_ISSUE)}` : words);

function badProblem(kind: PlanKind, error: z.ZodError): UserError {
  const said = error.issues
    .slice(0, MOST_ISSUES)
    .map(({ path, message }) => cut(`${path.join('.') || 'the problem'}: ${message}`))
    .join('; ');
  const more = error.issues.length - MOST_ISSUES;
  return new UserError(`This is no ${kind} problem: ${said}${more > 0 ? `; and ${more} more` : ''}.`, {
    code: 'bad-problem',
    advice: 'The form of each problem is described in docs/optimize-api.md.',
    cause: error,
  });
}
