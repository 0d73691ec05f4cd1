import { BugError } from '../../../contracts/errors.ts';
import { openDeadline } from './deadline.ts';
import { hasErrors, shortenFindings } from './finding.ts';
import type { Sense } from './linear-model.ts';
import type { BuiltModel, OptimizationModel, Outcome, Verification } from './optimization-model.ts';
import type { FoundPlan, Proof, SolveOptions } from './solution.ts';
import { hasPlan, judgePlan } from './solution.ts';
import { solveModel } from './solve-model.ts';

/** Verified plans may break a limit by this much at most, in the limit's unit. */
const TOLERANCE = 1e-6;

/** What is kept of the time for saying what the plan means, or what would make it possible: a tenth, at most a second. */
const EXPLAINING = { share: 0.1, mostMs: 1000 };
/** Explaining a plan that was found soon takes no longer than this; explaining a late one may take this much at least. */
const EXPLAIN_MS = { most: 4000, least: 300 };

export interface RunOptions extends SolveOptions {
  /** Milliseconds of a clock that only goes forward. With it, `timeLimitMs` holds for all that is done, not for solving alone. */
  readonly now?: () => number;
}

/**
 * Validates, builds, solves, verifies and explains. Bad input and impossible models come back as data.
 * Throws BugError `plan-not-verified` when the independent check finds the plan wrong: such a plan is never shown.
 */
export function runOptimization<Input, Built extends BuiltModel, Plan, Explanation>(
  kind: OptimizationModel<Input, Built, Plan, Explanation>,
  input: Input,
  { now, ...options }: RunOptions = {},
): Outcome<Plan, Explanation> {
  const { timeLimitMs = 10_000 } = options;
  const deadline = now && openDeadline(now, timeLimitMs);
  const findings = shortenFindings(kind.validate(input));
  if (hasErrors(findings)) return { status: 'invalid', findings };
  const built = kind.build(input);
  const reserve = Math.min(EXPLAINING.mostMs, EXPLAINING.share * timeLimitMs);
  const solving = { ...options, timeLimitMs: Math.max(1, (deadline?.leftMs() ?? timeLimitMs) - reserve), deadline };
  const solution = kind.solve ? kind.solve(input, built, solving) : solveModel(built.model, solving);
  // Without a clock only what the solver says it took is known.
  const leftMs = deadline?.leftMs() ?? timeLimitMs - solution.seconds * 1000;
  const explainMs = Math.max(EXPLAIN_MS.least, options.shouldStop?.() ? 0 : Math.min(EXPLAIN_MS.most, leftMs));
  const after = { ...options, timeLimitMs: explainMs, deadline: now && openDeadline(now, explainMs) };
  if (!hasPlan(solution)) {
    const remedies = solution.status === 'infeasible' ? kind.findRemedies(input, built, after) : [];
    return { ...solution, findings, remedies };
  }
  const plan = kind.readPlan(input, built, solution);
  const proof = checkPlan(kind.kind, built.model.sense, solution, kind.verify(input, plan), options.gap ?? 0);
  const explanation = kind.explain({ input, built, solution: { ...solution, ...proof }, plan, options: after });
  return { ...proof, seconds: solution.seconds, findings, plan, explanation };
}

/**
 * The plan's own objective counts. It may be better than the solver's (an order that was paid for but left empty),
 * never worse, and never better than what the solver proved to be impossible.
 */
function checkPlan(
  kind: string,
  sense: Sense,
  solution: FoundPlan,
  { objective, violations }: Verification,
  askedGap: number,
): Proof {
  const sign = sense === 'minimize' ? 1 : -1;
  const allowed = TOLERANCE * Math.max(1, Math.abs(solution.objective));
  const words = violations.filter(({ amount }) => !(amount <= TOLERANCE)).map((violation) => violation.words);
  if (!(sign * (objective - solution.objective) <= allowed)) {
    words.push(`objective ${solution.objective} counted anew is ${objective}`);
  }
  if (!(sign * (objective - solution.bound) >= -allowed)) {
    words.push(`objective ${objective} is better than the bound ${solution.bound}`);
  }
  if (words.length === 0) return judgePlan(objective, solution.bound, askedGap, sense);
  throw new BugError(`The ${kind} plan failed its check: ${words.slice(0, 5).join('; ')}`, {
    code: 'plan-not-verified',
    advice: 'This is our mistake, not yours. We do not show a plan that failed our own check.',
  });
}
