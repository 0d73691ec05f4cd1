import type { LinearModel } from '../model/linear-model.ts';
import { priceLimits } from '../model/price-limits.ts';
import type { FoundPlan, Solution, SolveOptions } from '../model/solution.ts';
import { hasPlan, judgePlan, OPTIMAL_GAP } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';
import { type BuiltInventory, countUnavoidable } from './build-inventory.ts';
import { unsolved } from './choose-columns.ts';
import { addLosing, findWithheld, forbidWithholding, type Losing } from './forbid-withholding.ts';
import { solveShared } from './solve-shared.ts';
import { join, solvePacks, solveStages } from './solve-stages.ts';
import { type ModelPart, splitModel } from './split-model.ts';
import { findStart, replayValues } from './start-orders.ts';

/** Times a plan that withholds sales is sent back. */
const ROUNDS = 4;

/** Shares of the time: for the suppliers one by one, and for putting them under the limits they share. */
const SHARE = { parts: 0.85, packs: 0.5 };
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
 * Suppliers share nothing but storage and money. So each is solved by itself, at prices of what they share; then the
 * days of orders are held and the packs put under the shared limits; and what time is left goes into the whole.
 */
function solveTogether(
  built: BuiltInventory,
  model: LinearModel,
  start: Float64Array | null,
  options: SolveOptions,
): Solution {
  const { timeLimitMs = 10_000, gap = 0 } = options;
  const packs = new Set(built.cells.flatMap((row) => row.flatMap(({ packs: index }) => index ?? [])));
  const shared = built.limits.flatMap(({ limit, row }) => (limit === 'storage' || limit === 'budget' ? [row] : []));
  const parts = splitModel(model, new Set(shared));
  if (parts.length === 1) return solveStages(model, [...packs], { ...options, ...(start && { warmStart: start }) });
  addOffsets(built, parts);
  const prices = priceShared(model, shared, options);
  const found = solveShared(model, parts, shared, prices, packs, start, {
    ...options,
    timeLimitMs: timeLimitMs * (shared.length > 0 ? SHARE.parts : 1),
  });
  if ('status' in found) {
    return found.status === 'no-plan' ? solveRest(model, packs, options, found.seconds, start) : found;
  }
  let { seconds, bound } = found;
  let best = found.best && judge(model, found.best, bound, gap, seconds);
  const offer = (next: Solution): boolean => {
    seconds += next.seconds;
    if (hasPlan(next) && (!best || next.objective < best.objective)) best = next;
    if (best) best = join(best, { bound }, gap, seconds);
    return best !== null && best.gap <= Math.max(gap, OPTIMAL_GAP);
  };
  const leftMs = () => timeLimitMs - seconds * 1000;
  const isOver = () => leftMs() < WORTHWHILE_MS || options.shouldStop?.() === true;
  if ((best && best.gap <= Math.max(gap, OPTIMAL_GAP)) || (best && isOver())) return best;
  for (const days of [best?.values, found.near]) {
    if (!days || (best && isOver())) continue;
    const limits = { ...options, timeLimitMs: Math.max(WORTHWHILE_MS, leftMs() * SHARE.packs), gap: gap / 4 };
    if (offer(solvePacks(model, { values: days }, [...packs], limits))) break;
  }
  if (best && (best.gap <= Math.max(gap, OPTIMAL_GAP) || isOver())) return best;
  const known = best?.values;
  const whole = solveModel(model, { ...options, timeLimitMs: leftMs(), ...(known && { warmStart: known }) });
  if (hasPlan(whole)) bound = Math.max(bound, whole.bound);
  offer(whole);
  return best ?? { ...whole, seconds };
}

/** A part has no plan yet: the whole is tried with what time is left. */
function solveRest(
  model: LinearModel,
  packs: ReadonlySet<number>,
  options: SolveOptions,
  spent: number,
  start: Float64Array | null,
): Solution {
  const leftMs = (options.timeLimitMs ?? 10_000) - spent * 1000;
  if (leftMs < WORTHWHILE_MS) return { status: 'no-plan', seconds: spent };
  const rest = solveStages(model, [...packs], {
    ...options,
    ...(start && { warmStart: start }),
    timeLimitMs: leftMs,
  });
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

/** Prices of the limits in the relaxed model, where plans may be of any size. */
function priceShared(model: LinearModel, shared: readonly number[], options: SolveOptions): number[] {
  if (shared.length === 0) return [];
  const relaxed = model.clone();
  for (let index = 0; index < model.variableCount; index += 1) relaxed.setInteger(index, false);
  const { rows } = priceLimits(relaxed, unsolved(model), {
    timeLimitMs: (options.timeLimitMs ?? 10_000) / 4,
    deadline: options.deadline,
  });
  return shared.map((row) => Math.max(0, -(rows[row] ?? 0)));
}
