import { evaluatePlanner, printEvaluation } from './planner-evaluation.ts';

/** Runs the built-in planner over a file of questions and prints each miss and the share understood. */
export function evaluatePlannerCommand(options: {
  readonly catalog: string;
  readonly questions: string;
  readonly json?: boolean;
}): void {
  const evaluation = evaluatePlanner(options.catalog, options.questions);
  process.stdout.write(`${options.json ? JSON.stringify(evaluation, null, 2) : printEvaluation(evaluation)}\n`);
}
