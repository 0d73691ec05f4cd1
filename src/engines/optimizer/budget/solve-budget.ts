import { limitTime } from '../model/deadline.ts';
import { fixIntegers } from '../model/fix-integers.ts';
import type { LinearModel } from '../model/linear-model.ts';
import type { FoundPlan, Solution, SolveOptions } from '../model/solution.ts';
import { gapBetween, hasPlan, OPTIMAL_GAP } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';
import type { BuiltBudget } from './build-budget.ts';
import { addTouchingLine } from './build-budget.ts';
import { resultAt } from './response-curve.ts';
import type { BudgetInput } from './types.ts';

const MOST_ROUNDS = 30;
/** Parts of the time for placing lines and for a first plan around the choices they suggest; the rest proves it. */
const SHARE = { lines: 0.4, first: 0.2 };
/** Lines are added until plan and bound are this close: a quarter of what counts as optimal. */
const CLOSE = OPTIMAL_GAP / 4;

/**
 * Solves, adds to every curve the line that touches it where the plan lies, and solves again until plan and bound meet
 * (cutting planes, Kelley 1960). Yes/no variables make a round dear, so the lines are placed without them first, and
 * again after each round around the choices made. What is found without them, rounded, is the first plan: a large model
 * may have no other in time. The objective is the plan's true one, on the curves themselves.
 */
export function solveBudget(input: BudgetInput, built: BuiltBudget, options: SolveOptions = {}): Solution {
  const { timeLimitMs = 10_000, deadline, gap = 0 } = options;
  const state: State = { best: null, bound: Infinity, seconds: 0 };
  const left = () => Math.max(limitTime(timeLimitMs - state.seconds * 1000, deadline), 1);
  if (built.model.hasIntegers) findFirst(input, built, state, (share) => Math.min(left(), timeLimitMs * share));
  if (state.best && distance(state) <= Math.max(CLOSE, gap)) return finish(state, gap);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (state.best && (left() <= 1 || options.shouldStop?.())) break;
    const found = solveModel(built.model, {
      timeLimitMs: left(),
      gap: gap / 2,
      shouldStop: options.shouldStop,
      // The solver may fail on a linear model that is given a plan to begin with.
      ...(state.best && built.model.hasIntegers && { warmStart: state.best.values }),
    });
    state.seconds += found.seconds;
    if (!hasPlan(found)) {
      if (state.best) break;
      return { ...found, seconds: state.seconds };
    }
    state.bound = Math.min(state.bound, found.bound);
    const { values, added } = touch(input, built, found);
    keepBetter(state, values, built.model);
    if (built.model.hasIntegers && added && distance(state) > CLOSE) {
      placeLines(input, built, fixIntegers(built.model, found.values), state, left);
    }
    const { best, bound, seconds } = state;
    options.onProgress?.({ seconds, objective: best?.objective ?? null, bound, gap: distance(state) });
    if (!added || distance(state) <= Math.max(CLOSE, gap)) break;
  }
  return finish(state, gap);
}

interface State {
  best: { readonly values: Float64Array; readonly objective: number } | null;
  bound: number;
  seconds: number;
}

/** Lines and bound from the model without yes/no variables, and a plan from its choices, rounded. */
function findFirst(input: BudgetInput, built: BuiltBudget, state: State, part: (share: number) => number): void {
  const end = state.seconds * 1000 + part(SHARE.lines);
  const smooth = placeLines(
    input,
    built,
    relax(built.model),
    state,
    () => Math.max(end - state.seconds * 1000, 1),
    (found) => {
      state.bound = Math.min(state.bound, found.bound);
    },
  );
  if (!smooth) return;
  const rounded = smooth.slice();
  for (const { channel, spend, used } of built.cells) {
    const least = input.channels[channel]?.minIfUsed ?? 0;
    if (used >= 0) rounded[used] = (smooth[spend] ?? 0) >= least / 2 ? 1 : 0;
  }
  const last = state.seconds * 1000 + part(SHARE.first);
  placeLines(input, built, fixIntegers(built.model, rounded), state, () => Math.max(last - state.seconds * 1000, 1));
}

/**
 * Rounds without yes/no variables: `linear` is the model with them held or let go. Lines go into both models. Held
 * ones give plans; let go, they only place lines. Gives the last values found, null where nothing was.
 */
function placeLines(
  input: BudgetInput,
  built: BuiltBudget,
  linear: LinearModel,
  state: State,
  left: () => number,
  onFound?: (found: FoundPlan) => void,
): Float64Array | null {
  const whole = wholeVariables(built.model);
  let last: Float64Array | null = null;
  for (let round = 0; round < MOST_ROUNDS && left() > 1; round += 1) {
    const found = solveModel(linear, { timeLimitMs: left() });
    state.seconds += found.seconds;
    if (!hasPlan(found)) return last;
    onFound?.(found);
    const { values, added } = touch(input, built, found, linear);
    last = values;
    if (whole.every((variable) => Number.isInteger(values[variable]))) keepBetter(state, values, built.model);
    if (!added || gapBetween(built.model.objectiveOf(values), found.objective) <= CLOSE) return last;
  }
  return last;
}

/** The solver's values with every result set to what the curve gives; adds the lines that touch there, if any are new. */
export function touch(
  input: BudgetInput,
  built: BuiltBudget,
  { values }: Pick<FoundPlan, 'values'>,
  also?: LinearModel,
): { readonly values: Float64Array; readonly added: boolean } {
  const models = also ? [built.model, also] : [built.model];
  const exact = values.slice();
  let added = false;
  for (const cell of built.cells) {
    const curve = input.channels[cell.channel]?.curve;
    const felt = Math.max(0, values[cell.felt] ?? 0);
    if (!curve) continue;
    exact[cell.result] = resultAt(curve, felt);
    if (addTouchingLine(models, input, cell, felt)) added = true;
  }
  return { values: exact, added };
}

function relax(model: LinearModel): LinearModel {
  const relaxed = model.clone();
  for (const variable of wholeVariables(model)) relaxed.setInteger(variable, false);
  return relaxed;
}

function wholeVariables(model: LinearModel): number[] {
  return Array.from({ length: model.variableCount }, (_, variable) => variable).filter(
    (variable) => model.variable(variable).integer,
  );
}

function keepBetter(state: State, values: Float64Array, model: LinearModel): void {
  const objective = model.objectiveOf(values);
  if (!state.best || objective > state.best.objective) state.best = { values, objective };
}

function distance({ best, bound }: State): number {
  return best ? gapBetween(best.objective, Math.max(bound, best.objective)) : Infinity;
}

function finish(state: State, asked: number): Solution {
  const { best, seconds } = state;
  if (!best) return { status: 'no-plan', seconds };
  const gap = distance(state);
  const status = gap <= OPTIMAL_GAP ? 'optimal' : gap <= asked * (1 + 1e-9) ? 'within-gap' : 'best-found';
  return { status, ...best, bound: Math.max(state.bound, best.objective), gap, seconds };
}
