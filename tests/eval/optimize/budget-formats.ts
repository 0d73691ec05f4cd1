import { z } from 'zod';
import { budgetModel } from '../../../src/engines/optimizer/budget/budget-model.ts';
import type { ResponseCurve } from '../../../src/engines/optimizer/budget/response-curve.ts';
import { resultAt } from '../../../src/engines/optimizer/budget/response-curve.ts';
import type { BudgetChannel, BudgetInput } from '../../../src/engines/optimizer/budget/types.ts';
import { runOptimization } from '../../../src/engines/optimizer/model/run-optimization.ts';
import type { FormatResult } from './judge-format.ts';
import { judgeFormat } from './judge-format.ts';

/** Explaining solves again and is no part of what is measured. */
const bare = { ...budgetModel, explain: () => null, findRemedies: () => [] };

/** A known case or a raw instance. Throws ZodError on data of another shape. */
export function runBudgetCase(data: unknown, knownOptimum?: number | null): FormatResult {
  return judgeFormat(runOptimization(bare, readBudgetCase(data), { timeLimitMs: 30_000 }), knownOptimum);
}

/** Generated instances: a · ln(1 + x/k) as `segs` straight stretches of equal width up to the cap. */
const segmentsCase = z.object({
  segs: z.int(),
  total: z.number(),
  ch: z.array(
    z.object({ id: z.string(), a: z.number(), k: z.number(), cap: z.number(), min: z.number(), minIfUsed: z.number() }),
  ),
});

/** Closed-form cases: the response as text, its parameters as lists with one entry a channel. */
const formulaCase = z.object({
  response: z.string(),
  total: z.number(),
  a: z.array(z.number()).optional(),
  b: z.array(z.number()).optional(),
  k: z.array(z.number()).optional(),
});

/** A linear case with three named channels: a share of the total for the first, minimums, people reached. */
const reachCase = z.object({
  roi: z.array(z.number()),
  reach: z.array(z.number()),
  total: z.number(),
  tvShare: z.tuple([z.number(), z.number()]),
  printMin: z.number(),
  radioMin: z.number(),
  reachMin: z.number(),
});

export function readBudgetCase(json: unknown): BudgetInput {
  const segments = segmentsCase.safeParse(json);
  if (segments.success) return readSegments(segments.data);
  const formula = formulaCase.safeParse(json);
  if (formula.success) return readFormula(formula.data);
  return readReach(reachCase.parse(json));
}

function readSegments({ segs, total, ch }: z.infer<typeof segmentsCase>): BudgetInput {
  const channels = ch.map(({ id, a, k, cap, min, minIfUsed }): BudgetChannel => {
    return { id, name: id, curve: toPoints({ kind: 'log', a, k }, cap, segs), min, max: cap, minIfUsed };
  });
  return { channels, total };
}

function readFormula({ response, total, a = [], b = [], k = [] }: z.infer<typeof formulaCase>): BudgetInput {
  const count = Math.max(a.length, b.length);
  const channels = Array.from({ length: count }, (_, i): BudgetChannel => {
    return {
      id: `ch${i}`,
      name: `ch${i}`,
      curve: readCurve(response.replaceAll(' ', ''), a[i] ?? 0, b[i] ?? 0, k[i] ?? 1),
    };
  });
  return { channels, total };
}

function readCurve(response: string, a: number, b: number, k: number): ResponseCurve {
  if (response === 'b*sqrt(x)') return { kind: 'power', a: b, b: 0.5 };
  if (response === 'a*sqrt(x)') return { kind: 'power', a, b: 0.5 };
  if (response === 'a*x^b') return { kind: 'power', a, b };
  if (response === 'a*ln(1+x/k)') return { kind: 'log', a, k };
  if (response === 'a*(1-exp(-x/k))') return { kind: 'exponential', a, k };
  if (response === 'a*x/(x+k)' || response === 'a*x/(k+x)') return { kind: 'hill', a, k };
  throw new Error(`The response ${response} is not one of those this reader knows.`);
}

function readReach({
  roi,
  reach,
  total,
  tvShare,
  printMin,
  radioMin,
  reachMin,
}: z.infer<typeof reachCase>): BudgetInput {
  const [least, most] = tvShare;
  const limits = [{ min: least * total, max: most * total }, { min: printMin }, { min: radioMin }];
  const channels = ['tv', 'print', 'radio'].map((id, i): BudgetChannel => {
    return { id, name: id, curve: { kind: 'linear', perUnit: roi[i] ?? 0 }, ...limits[i] };
  });
  const perUnit = channels.map(({ id }, i) => ({ channelId: id, value: reach[i] ?? 0 }));
  return { channels, total, spendLimits: [{ id: 'reach', name: 'reach', min: reachMin, perUnit }] };
}

/** The curve as `count` straight stretches of equal width up to `most`. */
function toPoints(curve: ResponseCurve, most: number, count: number): ResponseCurve {
  const points = Array.from({ length: count + 1 }, (_, i) => {
    const spend = (most * i) / count;
    return { spend, result: resultAt(curve, spend) };
  });
  return { kind: 'points', points };
}
