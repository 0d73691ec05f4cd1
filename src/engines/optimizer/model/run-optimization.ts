import { BugError } from '../../../contracts/errors.ts';
import { hasErrors, shortenFindings } from './finding.ts';
import type { BuiltModel, OptimizationModel, Outcome, Verification } from './optimization-model.ts';
import type { FoundPlan, SolveOptions } from './solution.ts';
import { hasPlan } from './solution.ts';
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
  checkPlan(kind.kind, solution, kind.verify(input, plan));
  const explanation = kind.explain({ input, built, solution, plan, options });
  const { values: _, ...proof } = solution;
  return { ...proof, findings, plan, explanation };
}

function checkPlan(kind: string, solution: FoundPlan, { objective, violations }: Verification): void {
  const broken = violations.filter(({ amount }) => !(amount <= TOLERANCE));
  const differs = !(Math.abs(objective - solution.objective) <= TOLERANCE * Math.max(1, Math.abs(solution.objective)));
  if (broken.length === 0 && !differs) return;
  const words = broken.map(({ words }) => words);
  if (differs) words.push(`objective ${solution.objective} counted anew is ${objective}`);
  throw new BugError(`The ${kind} plan failed its check: ${words.slice(0, 5).join('; ')}`, {
    code: 'plan-not-verified',
    advice: 'This is our mistake, not yours. We do not show a plan that failed our own check.',
  });
}
