import { readFile } from 'node:fs/promises';
import { PLAN_QUESTIONS } from '../contracts/commands.ts';
import { UserError } from '../contracts/errors.ts';
import { PLAN_SKILLS, type PlanKind } from '../contracts/plan.ts';
import { createEnginePool } from '../engines/pool.ts';
import { solveProblem } from '../optimize/solve-problem.ts';
import { printAnswer } from './ask.ts';
import { runInbound } from './run-inbound.ts';
import { withApp } from './with-app.ts';

interface OptimizeOptions {
  readonly company: string;
  readonly conversation?: string;
  readonly from?: string;
  readonly to?: string;
  readonly amount?: number;
  readonly maxChange?: number;
  readonly change?: readonly string[];
  readonly assume?: boolean;
  readonly problem?: string;
  readonly timeLimit?: number;
  readonly gap?: number;
  readonly json?: boolean;
  readonly out?: string;
}

/** A plan of a company, answered as in the chat; with `--problem` the solution of a problem from a file, as JSON. */
export async function optimize(kind: PlanKind, options: OptimizeOptions): Promise<void> {
  if (options.problem !== undefined) return solveFile(kind, options.problem, options);
  const { company, conversation, from, to, amount, maxChange, assume } = options;
  if ((from === undefined) !== (to === undefined)) {
    throw new UserError('A plan needs a first and a last day, or neither.', {
      code: 'half-a-period',
      advice: 'Give both --from and --to.',
    });
  }
  const input = {
    ...(from === undefined ? {} : { period: { start: from, end: to } }),
    ...(amount === undefined ? {} : { amount }),
    ...(maxChange === undefined ? {} : { maxChangePercent: maxChange }),
    ...(options.change === undefined ? {} : { changes: options.change.map((text) => parseJson(text, '--change')) }),
    ...(assume ? { assume } : {}),
  };
  await withApp(async (app) => {
    const found = await runInbound(app, {
      company,
      ...(conversation === undefined ? {} : { conversation }),
      text: PLAN_QUESTIONS[kind],
      call: { skill: PLAN_SKILLS[kind], input },
    });
    await printAnswer(app, company, found, options);
  });
}

async function solveFile(kind: PlanKind, path: string, { timeLimit, gap }: OptimizeOptions): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) {
    throw new UserError(`There is no file ${path}.`, { code: 'file-missing', advice: 'Check its name and folder.' });
  }
  const engines = createEnginePool();
  try {
    const output = await solveProblem(engines, kind, parseJson(text, path), {
      ...(timeLimit === undefined ? {} : { timeLimitMs: timeLimit * 1_000 }),
      ...(gap === undefined ? {} : { gap }),
    });
    process.stdout.write(`${JSON.stringify(output, null, 2)}\n`);
  } finally {
    await engines.close();
  }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError(`${where} is not valid JSON.`, {
      code: 'bad-json',
      advice: 'Check its brackets and quotation marks.',
      cause,
    });
  }
}
