import { fixIntegers } from '../model/fix-integers.ts';
import type { LinearModel } from '../model/linear-model.ts';
import type { FoundPlan, Solution, SolveOptions } from '../model/solution.ts';
import { hasPlan, judgePlan, OPTIMAL_GAP } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';

/** Up to so many whole-number variables one solve proves the best plan soon enough. */
const SMALL = 120;

/** Parts of the time for when to order and for how many packs; the rest is for closing the gap. */
const SHARE = { orders: 0.6, packs: 0.3 };

/** A plan found in a hurry is good enough when it is this close to the best of its kind. */
const HURRIED_GAP = 0.05;

/**
 * Large models in two stages: first when to order, packs being any number; then, orders held, how many packs. The
 * bound of the first stage holds for the whole. What time is left goes into the whole model, from the plan found.
 * @param packs variables that count packs
 */
export function solveStages(model: LinearModel, packs: readonly number[], options: SolveOptions): Solution {
  const { timeLimitMs = 10_000, gap = 0 } = options;
  const wholePacks = packs.filter((index) => model.variable(index).integer);
  if (isSmall(model) || wholePacks.length === 0) return solveModel(model, options);

  const anyNumber = model.clone();
  for (const index of wholePacks) anyNumber.setInteger(index, false);
  const stage1 = solveModel(anyNumber, { ...options, timeLimitMs: timeLimitMs * SHARE.orders, gap: gap / 2 });
  // Orders of any number of units allow more than whole packs: what is impossible there is impossible.
  if (!hasPlan(stage1)) {
    if (stage1.status !== 'no-plan') return stage1;
    const leftMs = timeLimitMs - stage1.seconds * 1000;
    return leftMs > 0 ? solveModel(model, { ...options, timeLimitMs: leftMs }) : stage1;
  }
  // Who stops the first stage wants a plan all the same: the second runs to any good one.
  const stopped = options.shouldStop?.() === true;
  const stage2 = solvePacks(model, stage1, wholePacks, {
    timeLimitMs: timeLimitMs * SHARE.packs,
    deadline: options.deadline,
    gap: stopped ? HURRIED_GAP : gap / 4,
    onProgress: options.onProgress,
  });
  const spent = stage1.seconds + stage2.seconds;
  const best = hasPlan(stage2) ? join(stage2, stage1, gap, spent) : null;
  const leftMs = timeLimitMs - spent * 1000;
  if ((best && best.gap <= Math.max(gap, OPTIMAL_GAP)) || leftMs < 200 || options.shouldStop?.()) {
    return best ?? { status: 'no-plan', seconds: spent };
  }
  const start = best?.values ?? options.warmStart;
  const whole = solveModel(model, { ...options, timeLimitMs: leftMs, ...(start && { warmStart: start }) });
  if (!hasPlan(whole)) return best ?? { ...whole, seconds: spent + whole.seconds };
  const better = best && best.objective < whole.objective ? best : whole;
  return join(better, { bound: Math.max(stage1.bound, whole.bound) }, gap, spent + whole.seconds);
}

/** Whether the best plan is found and proven in about a second. */
export function isSmall(model: LinearModel): boolean {
  return countIntegers(model) <= SMALL;
}

export const countIntegers = (model: LinearModel): number =>
  model.toArrays().integer.reduce((sum, whole) => sum + whole, 0);

/**
 * Packs for orders whose days are known. Whole packs may not fit where any quantity did: then some of the orders are
 * left out, all of them if need be.
 */
export function solvePacks(
  model: LinearModel,
  found: Pick<FoundPlan, 'values'>,
  packs: readonly number[],
  options: SolveOptions,
): Solution {
  const tried = solveModel(holdOrders(model, found, packs), options);
  if (hasPlan(tried)) return tried;
  const again = solveModel(allowFewer(model, found, packs), options);
  return { ...again, seconds: tried.seconds + again.seconds };
}

/** The model with the yes/no decisions held; packs are free. */
function holdOrders(model: LinearModel, found: Pick<FoundPlan, 'values'>, packs: readonly number[]): LinearModel {
  const held = fixIntegers(model, found.values);
  for (const index of packs) {
    const { lower, upper, integer } = model.variable(index);
    held.setBounds(index, lower, upper);
    held.setInteger(index, integer);
  }
  return held;
}

/** Orders only where the plan has some, and no more packs than it has; each may be left out. */
function allowFewer(model: LinearModel, found: Pick<FoundPlan, 'values'>, packs: readonly number[]): LinearModel {
  const fewer = model.clone();
  const ofPacks = new Set(packs);
  for (let index = 0; index < model.variableCount; index += 1) {
    const { lower, upper, integer } = model.variable(index);
    if (!integer) continue;
    const value = found.values[index] ?? 0;
    const most = ofPacks.has(index) ? Math.ceil(value - 1e-6) : Math.round(value);
    fewer.setBounds(index, lower, Math.max(lower, Math.min(upper, most)));
  }
  return fewer;
}

export function join(plan: FoundPlan, { bound }: Pick<FoundPlan, 'bound'>, asked: number, seconds: number): FoundPlan {
  return { ...judgePlan(plan.objective, bound, asked, 'minimize'), values: plan.values, seconds };
}
