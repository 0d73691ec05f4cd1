import { BugError } from '../../../contracts/errors.ts';
import { hasErrors, shortenFindings } from './finding.ts';
import type { Sense } from './linear-model.ts';
import type { BuiltModel, OptimizationModel, Outcome, Verification } from './optimization-model.ts';
import type { FoundPlan, Proof, SolveOptions } from './solution.ts';
import { hasPlan, judgePlan } from './solution.ts';
import { solveModel } from './solve-model.ts';

/** Verified plans may break a limit by this much at most, in the limit's unit. */
const TOLERANCE = 1e-6;

/**
 * Validates, builds, solves, verifies and explains. Bad input and impossible models come back as data.
 * Throws BugError `plan-not-verified` when the independent check finds the plan wrong: such a plan is never shown.
 */
export function runOptimization<Input, Built extends BuiltModel, Plan, Explanation>(
  kind: OptimizationModel<Input, Built, Plan, Explanation>,
  input: Input,
  options: SolveOptions = {},
): Outcome<Plan, Explanation> {
  const findings = shortenFindings(kind.validate(input));
  if (hasErrors(findings)) return { status: 'invalid', findings };
  const built = kind.build(input);
  const solution = kind.solve ? kind.solve(input, built, options) : solveModel(built.model, options);
  if (!hasPlan(solution)) {
    const remedies = solution.status === 'infeasible' ? kind.findRemedies(input, built, options) : [];
    return { ...solution, findings, remedies };
  }
  const plan = kind.readPlan(input, built, solution);
  const proof = checkPlan(kind.kind, built.model.sense, solution, kind.verify(input, plan), options.gap ?? 0);
  const explanation = kind.explain({ input, built, solution: { ...solution, ...proof }, plan, options });
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
