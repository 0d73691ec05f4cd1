import { fixIntegers } from '../model/fix-integers.ts';
import type { LinearModel } from '../model/linear-model.ts';
import type { FoundPlan, Solution, SolveOptions } from '../model/solution.ts';
import { hasPlan, judgePlan, OPTIMAL_GAP } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';
import type { BuiltInventory } from './build-inventory.ts';
import { findWithheld, forbidWithholding } from './forbid-withholding.ts';

/** Up to so many whole-number variables one solve proves the best plan soon enough. */
const SMALL = 120;

/** Parts of the time for when to order and for how many packs; the rest is for closing the gap. */
const SHARE = { orders: 0.6, packs: 0.3 };

/** Times a plan that withholds sales is sent back. */
const ROUNDS = 4;

/** Solves, and solves again as long as the plan sends customers away while there is stock. */
export function solveInventory(built: BuiltInventory, options: SolveOptions): Solution {
  const { timeLimitMs = 10_000 } = options;
  const { model } = built;
  let solution = solveStages(model, built.cells, options);
  let seconds = solution.seconds;
  const stricter = model.clone();
  const done = new Set<number>();
  for (let round = 0; round < ROUNDS && hasPlan(solution); round += 1) {
    const items = findWithheld(built, solution.values).filter((item) => !done.has(item));
    const leftMs = timeLimitMs - seconds * 1000;
    if (items.length === 0 || leftMs < 100) break;
    for (const item of items) done.add(item);
    forbidWithholding(stricter, built, items);
    const next = solveModel(stricter, { ...options, timeLimitMs: leftMs });
    seconds += next.seconds;
    if (hasPlan(next)) solution = { ...next, values: next.values.slice(0, model.variableCount) };
    else if (next.status === 'infeasible') return { ...next, seconds };
  }
  return { ...solution, seconds };
}

/**
 * Large plans in two stages: first when to order, packs being any number; then, orders held, how many packs. The
 * bound of the first stage holds for the whole. What time is left goes into the whole model, from the plan found.
 */
function solveStages(model: LinearModel, cells: BuiltInventory['cells'], options: SolveOptions): Solution {
  const { timeLimitMs = 10_000, gap = 0 } = options;
  const packs = cells.flatMap((row) => row.flatMap((cell) => cell.packs ?? []));
  const wholePacks = packs.filter((index) => model.variable(index).integer);
  if (isSmall(model) || wholePacks.length === 0) return solveModel(model, options);

  const anyNumber = model.clone();
  for (const index of wholePacks) anyNumber.setInteger(index, false);
  const stage1 = solveModel(anyNumber, { ...options, timeLimitMs: timeLimitMs * SHARE.orders, gap: gap / 2 });
  // Orders of any number of units allow more than whole packs: what is impossible there is impossible.
  if (!hasPlan(stage1)) return stage1.status === 'no-plan' ? solveModel(model, options) : stage1;

  const held = holdOrders(model, anyNumber, stage1, wholePacks);
  // Who stops the first stage wants a plan all the same: the second runs to any good one.
  const stopped = options.shouldStop?.() === true;
  const packOptions = {
    timeLimitMs: timeLimitMs * SHARE.packs,
    deadline: options.deadline,
    gap: stopped ? 0.05 : gap / 4,
    onProgress: options.onProgress,
  };
  const tried = solveModel(held, packOptions);
  // Whole packs may not fit where any quantity did: then some of the orders are left out, all of them if need be.
  const stage2 = hasPlan(tried) ? tried : solveModel(allowFewer(model, stage1, wholePacks), packOptions);
  let best = hasPlan(stage2) ? join(stage2, stage1, gap, stage1.seconds + stage2.seconds) : null;
  const spent = stage1.seconds + stage2.seconds;
  const leftMs = timeLimitMs - spent * 1000;
  if ((best && best.gap <= Math.max(gap, OPTIMAL_GAP)) || leftMs < 200 || options.shouldStop?.()) {
    return best ?? { status: 'no-plan', seconds: spent };
  }
  const whole = solveModel(model, {
    ...options,
    timeLimitMs: leftMs,
    ...(best && { warmStart: best.values }),
  });
  if (!hasPlan(whole)) return best ?? { ...whole, seconds: spent + whole.seconds };
  const better = best && best.objective < whole.objective ? best : whole;
  const bound = Math.max(stage1.bound, whole.bound);
  best = join(better, { bound }, gap, spent + whole.seconds);
  return best;
}

/** Whether the best plan is found and proven in about a second. */
export function isSmall(model: LinearModel): boolean {
  return model.toArrays().integer.reduce((sum, whole) => sum + whole, 0) <= SMALL;
}

/** The whole model with the yes/no decisions of the first stage; packs are whole again. */
function holdOrders(model: LinearModel, relaxed: LinearModel, found: FoundPlan, packs: readonly number[]): LinearModel {
  const held = fixIntegers(relaxed, found.values);
  for (const index of packs) held.setInteger(index, model.variable(index).integer);
  return held;
}

/** Orders only where the first stage has some, and no more packs than it has; each may be left out. */
function allowFewer(model: LinearModel, found: FoundPlan, packs: readonly number[]): LinearModel {
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

function join(plan: FoundPlan, { bound }: Pick<FoundPlan, 'bound'>, asked: number, seconds: number): FoundPlan {
  return { ...judgePlan(plan.objective, bound, asked, 'minimize'), values: plan.values, seconds };
}
