import { z } from 'zod';
import { LinearModel, type Term } from '../../../src/engines/optimizer/model/linear-model.ts';
import { solveModel } from '../../../src/engines/optimizer/model/solve-model.ts';
import type { CaseResult } from './case-result.ts';
import { judgeFound } from './case-result.ts';
import { readMps } from './read-mps.ts';

const TIME_LIMIT_MS = 60_000;

export function runMps(id: string, text: string, expected?: number): CaseResult {
  return judgeFound(id, 'mps', solveModel(readMps(text), { timeLimitMs: TIME_LIMIT_MS }), expected);
}

const numbers = z.array(z.number());
/** PuLP's whiskas: ingredients with cost, protein, fat, fibre, salt; 100 g with limits of each. */
const blend = z.object({ I: z.array(z.string()), c: numbers, pr: numbers, fa: numbers, fi: numbers, sa: numbers });
/** PuLP's beer distribution: cost from each warehouse to each bar, supply, demand. */
const transport = z.object({ co: z.array(numbers), su: numbers, de: numbers });

export function runGeneric(id: string, model: string, data: unknown, expected?: number): CaseResult {
  const asBlend = blend.safeParse(data);
  const built = asBlend.success ? buildBlend(asBlend.data) : buildTransport(transport.parse(data));
  return judgeFound(id, model, solveModel(built, { timeLimitMs: TIME_LIMIT_MS }), expected);
}

/** Limits in grams of a 100 g can, as PuLP's documentation gives them. */
function buildBlend({ I: names, c, pr, fa, fi, sa }: z.infer<typeof blend>): LinearModel {
  const model = new LinearModel('minimize');
  const shares = names.map((name, at) => model.addVariable({ name, cost: c[at] ?? 0 }));
  const sum = (of: readonly number[]) => shares.map((share, at): Term => [share, of[at] ?? 0]);
  model.addRow({ name: 'all', lower: 100, upper: 100, terms: sum(names.map(() => 1)) });
  model.addRow({ name: 'protein', lower: 8, terms: sum(pr) });
  model.addRow({ name: 'fat', lower: 6, terms: sum(fa) });
  model.addRow({ name: 'fibre', upper: 2, terms: sum(fi) });
  model.addRow({ name: 'salt', upper: 0.4, terms: sum(sa) });
  return model;
}

function buildTransport({ co, su, de }: z.infer<typeof transport>): LinearModel {
  const model = new LinearModel('minimize');
  const crates = co.map((row, from) =>
    row.map((cost, to) => model.addVariable({ name: `from ${from} to ${to}`, cost, integer: true })),
  );
  for (const [from, upper] of su.entries()) {
    model.addRow({ name: `supply ${from}`, upper, terms: (crates[from] ?? []).map((crate): Term => [crate, 1]) });
  }
  for (const [to, lower] of de.entries()) {
    model.addRow({ name: `demand ${to}`, lower, terms: crates.map((row): Term => [row[to] ?? -1, 1]) });
  }
  return model;
}

const bound = z.union([
  z.number(),
  z.literal('inf').transform(() => Infinity),
  z.literal('-inf').transform(() => -Infinity),
]);
/** A linear model written out: columns with bounds, cost and their entries [row, coefficient]. */
const writtenOut = z.object({
  sense: z.enum(['min', 'max']),
  offset: z.number().default(0),
  cols: z.array(
    z.object({
      n: z.string(),
      lb: bound,
      ub: bound,
      int: z.boolean().default(false),
      obj: z.number(),
      a: z.array(z.tuple([z.number().int(), z.number()])),
    }),
  ),
  rows: z.array(z.object({ lb: bound, ub: bound })),
});

/** Nothing is known of such a file but what it says: proven impossible is as good an answer as a proven plan. */
export function runWrittenOut(id: string, data: unknown, expected?: number): CaseResult {
  const { sense, offset, cols, rows } = writtenOut.parse(data);
  const model = new LinearModel(sense === 'min' ? 'minimize' : 'maximize');
  model.offset = offset;
  const terms: Term[][] = rows.map(() => []);
  for (const { n, lb, ub, int, obj, a } of cols) {
    const index = model.addVariable({
      name: n,
      lower: lb,
      upper: ub,
      cost: obj,
      integer: int,
    });
    for (const [row, coefficient] of a) terms[row]?.push([index, coefficient]);
  }
  for (const [at, { lb, ub }] of rows.entries()) {
    model.addRow({ name: `row ${at}`, lower: lb, upper: ub, terms: terms[at] ?? [] });
  }
  const result = judgeFound(id, 'linear', solveModel(model, { timeLimitMs: TIME_LIMIT_MS }), expected);
  return { ...result, ok: result.ok || (result.status === 'infeasible' && expected === undefined) };
}
