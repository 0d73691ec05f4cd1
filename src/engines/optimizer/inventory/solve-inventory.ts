import type { LinearModel } from '../model/linear-model.ts';
import { priceLimits } from '../model/price-limits.ts';
import type { FoundPlan, Solution, SolveOptions } from '../model/solution.ts';
import { hasPlan, judgePlan, OPTIMAL_GAP } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';
import { type BuiltInventory, countUnavoidable } from './build-inventory.ts';
import { addLosing, findWithheld, forbidWithholding, type Losing } from './forbid-withholding.ts';
import { joinParts, solveParts } from './solve-parts.ts';
import { join, solvePacks, solveStages } from './solve-stages.ts';
import { keepsRows, type ModelPart, splitModel } from './split-model.ts';
import { findStart, replayValues } from './start-orders.ts';

/** Times a plan that withholds sales is sent back. */
const ROUNDS = 4;

/** Shares of the time: for the suppliers one by one, and for putting them under the limits they share. */
const SHARE = { parts: 0.6, packs: 0.4 };
/** With less left nothing more is begun. Milliseconds. */
const WORTHWHILE_MS = 150;

/**
 * Solves, and solves again as long as the plan sends customers away while there is stock. Where nothing is found in
 * time, the simple rule's orders are the plan, as far as they keep every limit.
 */
export function solveInventory(built: BuiltInventory, options: SolveOptions): Solution {
  const { timeLimitMs = 10_000, gap = 0 } = options;
  const { model } = built;
  const start = findStart(built);
  let solution = solveTogether(built, model, start, options);
  let seconds = solution.seconds;
  const stricter = model.clone();
  const done = new Set<number>();
  const losing: Losing[] = [];
  for (let round = 0; round < ROUNDS && hasPlan(solution); round += 1) {
    const items = findWithheld(built, solution.values).filter((item) => !done.has(item));
    if (items.length === 0) break;
    // The same orders with everything sold that can be may be about as good.
    const replayed = replayValues(built, solution.values);
    if (replayed) {
      const sold = judge(model, replayed, solution.bound, gap, seconds);
      if (sold.gap <= Math.max(gap, OPTIMAL_GAP)) {
        solution = sold;
        break;
      }
    }
    const leftMs = timeLimitMs - seconds * 1000;
    if (leftMs < WORTHWHILE_MS) break;
    for (const item of items) done.add(item);
    losing.push(...forbidWithholding(stricter, built, items));
    const begin = replayed ?? start;
    const next = solveTogether(built, stricter, begin && addLosing(stricter, losing, begin), {
      ...options,
      timeLimitMs: leftMs,
    });
    seconds += next.seconds;
    if (next.status === 'infeasible') return { ...next, seconds };
    if (!hasPlan(next)) break;
    solution = join(
      { ...next, values: next.values.slice(0, model.variableCount) },
      { bound: Math.max(next.bound, solution.bound) },
      gap,
      seconds,
    );
  }
  if (!hasPlan(solution)) {
    return start && solution.status === 'no-plan'
      ? judge(model, start, -Infinity, gap, seconds)
      : { ...solution, seconds };
  }
  const replayed = replayValues(built, solution.values);
  const same = replayed && model.objectiveOf(replayed) <= solution.objective + 1e-9;
  return { ...solution, ...(same && { values: replayed }), seconds };
}

function judge(model: LinearModel, values: Float64Array, bound: number, gap: number, seconds: number): FoundPlan {
  return { ...judgePlan(model.objectiveOf(values), bound, gap, 'minimize'), values, seconds };
}

/**
 * Suppliers share nothing but storage and money. So each is solved by itself, at the price that shared limits have in
 * the relaxed model (Lagrange: the parts' bounds less the price of what there is bound the whole). Then the orders are
 * put under the limits, and what time is left goes into the whole.
 */
function solveTogether(
  built: BuiltInventory,
  model: LinearModel,
  start: Float64Array | null,
  options: SolveOptions,
): Solution {
  const { timeLimitMs = 10_000, gap = 0 } = options;
  const packs = new Set(built.cells.flatMap((row) => row.flatMap(({ packs: index }) => index ?? [])));
  const shared = built.limits.filter(({ limit }) => limit === 'storage' || limit === 'budget').map(({ row }) => row);
  const warm = start && { warmStart: start };
  const prices = priceShared(model, shared, options);
  const parts = splitModel(model, new Set(shared), prices.costs);
  if (parts.length === 1 && shared.length > 0) return solveStages(model, [...packs], { ...options, ...warm });
  addOffsets(built, parts);
  const found = solveParts(parts, packs, start, {
    ...options,
    timeLimitMs: timeLimitMs * (shared.length > 0 ? SHARE.parts : 1),
  });
  if ('status' in found)
    return found.status === 'no-plan' ? solveRest(model, packs, options, found.seconds, warm) : found;
  let { seconds } = found;
  const joined = joinParts(model.variableCount, found);
  const bound = joined.bound - prices.constant;
  const good = Math.max(gap, OPTIMAL_GAP);
  let best: FoundPlan | null = start && judge(model, start, bound, gap, seconds);
  const offer = (values: Float64Array, proven = bound) => {
    const plan = judge(model, values, proven, gap, seconds);
    const better = best && best.objective <= plan.objective ? best : plan;
    best = join(better, { bound: Math.max(plan.bound, best?.bound ?? -Infinity) }, gap, seconds);
    return best;
  };
  if (keepsRows(model, joined.values, shared) && offer(joined.values).gap <= good) return offer(joined.values);
  let leftMs = timeLimitMs - seconds * 1000;
  if (shared.length === 0 || leftMs < WORTHWHILE_MS) return best ?? { status: 'no-plan', seconds };
  const held = solvePacks(model, joined, [...packs], {
    ...options,
    timeLimitMs: leftMs * SHARE.packs,
    gap: gap / 4,
    ...(best && { warmStart: best.values }),
  });
  seconds += held.seconds;
  if (hasPlan(held) && offer(held.values).gap <= good) return offer(held.values);
  leftMs = timeLimitMs - seconds * 1000;
  if (leftMs < WORTHWHILE_MS || options.shouldStop?.()) return best ?? { status: 'no-plan', seconds };
  const known = best?.values;
  const whole = solveModel(model, { ...options, timeLimitMs: leftMs, ...(known && { warmStart: known }) });
  seconds += whole.seconds;
  if (hasPlan(whole)) return offer(whole.values, Math.max(bound, whole.bound));
  return best ?? { ...whole, seconds };
}

/** A part has no plan yet: the whole is tried with what time is left. */
function solveRest(
  model: LinearModel,
  packs: ReadonlySet<number>,
  options: SolveOptions,
  spent: number,
  warm: Pick<SolveOptions, 'warmStart'> | null,
): Solution {
  const leftMs = (options.timeLimitMs ?? 10_000) - spent * 1000;
  if (leftMs < WORTHWHILE_MS) return { status: 'no-plan', seconds: spent };
  const rest = solveStages(model, [...packs], { ...options, ...warm, timeLimitMs: leftMs });
  return { ...rest, seconds: spent + rest.seconds };
}

/** What no order can prevent is no part of what a plan costs; so the parts' gaps are those of what can be changed. */
function addOffsets({ input, cells }: BuiltInventory, parts: readonly ModelPart[]): void {
  const partOf = new Map(parts.flatMap((part) => Array.from(part.variables, (index) => [index, part] as const)));
  for (const [at, item] of input.items.entries()) {
    const stock = cells[at]?.[0]?.stock;
    const part = stock === undefined ? undefined : partOf.get(stock);
    if (part) part.model.offset -= (item.lostSaleCost ?? 0) * countUnavoidable(item);
  }
}

interface SharedPrices {
  /** Objective per unit of each variable, with what it takes of the limits at their prices. */
  readonly costs: Float64Array;
  /** Price of all there is of the limits. */
  readonly constant: number;
}

/** Prices of the limits in the relaxed model; an upper limit's is zero or more. */
function priceShared(model: LinearModel, shared: readonly number[], options: SolveOptions): SharedPrices {
  const costs = model.toArrays().cost;
  if (shared.length === 0) return { costs, constant: 0 };
  const relaxed = model.clone();
  for (let index = 0; index < model.variableCount; index += 1) relaxed.setInteger(index, false);
  const none = { values: new Float64Array(model.variableCount) };
  const { rows } = priceLimits(
    relaxed,
    { ...none, status: 'best-found', objective: 0, bound: 0, gap: 0, seconds: 0 },
    {
      timeLimitMs: (options.timeLimitMs ?? 10_000) / 4,
      deadline: options.deadline,
    },
  );
  let constant = 0;
  for (const row of shared) {
    const price = Math.max(0, -(rows[row] ?? 0));
    if (price === 0) continue;
    const { upper, terms } = model.row(row);
    constant += price * upper;
    for (const [index, factor] of terms) costs[index] = (costs[index] ?? 0) + price * factor;
  }
  return { costs, constant };
}
