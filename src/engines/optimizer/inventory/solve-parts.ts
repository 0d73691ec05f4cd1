import type { FoundPlan, NoPlan, SolveOptions } from '../model/solution.ts';
import { hasPlan } from '../model/solution.ts';
import { countIntegers, isSmall, solveStages } from './solve-stages.ts';
import { type ModelPart, placeValues, takeValues } from './split-model.ts';

/** A part with what is known of its best plan. */
export interface SolvedPart {
  readonly part: ModelPart;
  readonly values: Float64Array;
  readonly objective: number;
  readonly bound: number;
}

export interface PartsFound {
  readonly solved: readonly SolvedPart[];
  readonly seconds: number;
}

/** A part weighs so much beside its whole numbers: handing it over takes time too. */
const HANDLING = 5;
/** With less left no part is solved again. Milliseconds. */
const WORTHWHILE_MS = 150;

/**
 * Solves each part by itself, small ones first; what time they leave goes to the next. Then the parts with the largest
 * distance from their bounds are solved again, as long as there is time and the whole is not close enough.
 * @param packs variables of the whole that count packs
 * @param start values of the whole to begin with; a part that finds no plan keeps them
 * @returns what the first part without any plan says, where there is one
 */
export function solveParts(
  parts: readonly ModelPart[],
  packs: ReadonlySet<number>,
  start: Float64Array | null,
  options: SolveOptions,
): PartsFound | NoPlan {
  const { timeLimitMs = 10_000, gap = 0 } = options;
  const queue = parts
    .map((part) => ({ part, weight: countIntegers(part.model) + HANDLING }))
    .sort((a, b) => a.weight - b.weight);
  let weights = queue.reduce((sum, { weight }) => sum + weight, 0);
  let seconds = 0;
  const solved: SolvedPart[] = [];
  for (const { part, weight } of queue) {
    const leftMs = timeLimitMs - seconds * 1000;
    const own = start && takeValues(start, part);
    const solution = solveStages(part.model, packsOf(part, packs), {
      ...options,
      timeLimitMs: Math.max(1, (leftMs * weight) / weights),
      gap: partGap(part, gap),
      ...(own && { warmStart: own }),
    });
    weights -= weight;
    seconds += solution.seconds;
    const found = keepBetter(part, solution, own);
    if (found) solved.push(found);
    else return hasPlan(solution) ? { status: 'no-plan', seconds } : { ...solution, seconds };
  }
  return closeGaps({ solved, seconds }, packs, options);
}

function keepBetter(
  part: ModelPart,
  solution: ReturnType<typeof solveStages>,
  own: Float64Array | null,
): SolvedPart | null {
  const known = own === null ? Infinity : part.model.objectiveOf(own);
  if (hasPlan(solution) && (own === null || solution.objective <= known)) {
    return { part, values: solution.values, objective: solution.objective, bound: solution.bound };
  }
  if (own === null || solution.status === 'infeasible') return null;
  return { part, values: own, objective: known, bound: hasPlan(solution) ? solution.bound : -Infinity };
}

const sum = (parts: readonly SolvedPart[], of: (part: SolvedPart) => number) =>
  parts.reduce((total, part) => total + of(part), 0);

/** Solves the part that is furthest from its bound again, once each. */
function closeGaps(found: PartsFound, packs: ReadonlySet<number>, options: SolveOptions): PartsFound {
  const { timeLimitMs = 10_000, gap = 0 } = options;
  const solved = [...found.solved];
  let { seconds } = found;
  for (const _round of solved) {
    const open = sum(solved, ({ objective, bound }) => objective - bound);
    const leftMs = timeLimitMs - seconds * 1000;
    if (open <= gap * Math.abs(sum(solved, ({ objective }) => objective)) || leftMs < WORTHWHILE_MS) break;
    if (options.shouldStop?.()) break;
    const [worst] = solved.toSorted((a, b) => b.objective - b.bound - (a.objective - a.bound));
    if (!worst) break;
    const again = solveStages(worst.part.model, packsOf(worst.part, packs), {
      ...options,
      timeLimitMs: leftMs,
      gap: partGap(worst.part, gap),
      warmStart: worst.values,
    });
    seconds += again.seconds;
    if (!hasPlan(again)) break;
    const better = again.objective <= worst.objective ? again : worst;
    solved[solved.indexOf(worst)] = {
      part: worst.part,
      values: better.values,
      objective: better.objective,
      bound: Math.max(worst.bound, again.bound),
    };
  }
  return { solved, seconds };
}

/** Small parts are soon solved better than asked for, which leaves large ones more room. */
export const partGap = ({ model }: ModelPart, gap: number): number => (isSmall(model) ? gap / 4 : gap);

export const packsOf = ({ variables }: ModelPart, packs: ReadonlySet<number>): number[] =>
  [...variables.keys()].filter((at) => packs.has(variables[at] ?? -1));

/** All parts' values, and the sum of their bounds. */
export function joinParts(size: number, { solved }: PartsFound): Pick<FoundPlan, 'values' | 'bound'> {
  const values = new Float64Array(size);
  for (const { part, values: own } of solved) placeValues(values, part, own);
  return { values, bound: sum(solved, ({ bound }) => bound) };
}
