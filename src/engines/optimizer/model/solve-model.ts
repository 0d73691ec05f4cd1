import type { CallbackEventFor, HighsCallbackMap, Model } from 'highs';
import { limitTime } from './deadline.ts';
import { fixIntegers } from './fix-integers.ts';
import { highs } from './highs-instance.ts';
import type { LinearModel } from './linear-model.ts';
import type { FoundPlan, Solution, SolveOptions } from './solution.ts';
import { gapBetween, judgePlan, OPTIMAL_GAP } from './solution.ts';
import { withNativeModel } from './with-native-model.ts';

const { modelStatus, callbackType } = highs.constants;

/** Native status of a solution that satisfies every limit. */
const FEASIBLE = highs.constants.solutionStatus.feasible;

/**
 * Solves the model with HiGHS and says how good the plan is proven to be. Blocks the thread until it is done or the
 * time is up; the solver looks at the clock now and then only, so who needs a hard end must end the thread.
 *
 * Deterministic but for the time limit. Whole-number variables come back exactly whole: where the solver left a
 * rounding error, the rest is solved again around the whole numbers.
 */
export function solveModel(model: LinearModel, options: SolveOptions = {}): Solution {
  const { gap = 0 } = options;
  const timeLimitMs = limitTime(options.timeLimitMs ?? 10_000, options.deadline);
  if (timeLimitMs <= 0) return { status: 'no-plan', seconds: 0 };
  const solution = withNativeModel(model, (native) => {
    native.options.set({ time_limit: timeLimitMs / 1000, mip_rel_gap: Math.max(gap, OPTIMAL_GAP / 10) });
    // Without whole numbers a start saves nothing, and the solver may refuse it.
    if (options.warmStart && model.hasIntegers) setWarmStart(native, options.warmStart);
    native.run(createCallbacks(model, options));
    if (native.getModelStatus() === modelStatus.unboundedOrInfeasible) {
      // Presolve alone cannot tell which of the two it is.
      native.options.set('presolve', 'off');
      native.run();
    }
    return readSolution(model, native, gap);
  });
  return 'values' in solution && model.hasIntegers ? makeWhole(model, solution, gap) : solution;
}

function setWarmStart(native: Model, start: NonNullable<SolveOptions['warmStart']>): void {
  if ('length' in start) {
    native.setSolution({ colValue: Float64Array.from(start) });
  } else {
    native.setSolution({ indices: Int32Array.from(start.keys()), values: Float64Array.from(start.values()) });
  }
}

function createCallbacks(model: LinearModel, { onProgress, shouldStop }: SolveOptions): HighsCallbackMap {
  return {
    ...(onProgress && {
      [callbackType.mipLogging]: ({ data }: CallbackEventFor<5>) => {
        const objective = data.mip_primal_bound ?? Infinity;
        const bound = data.mip_dual_bound ?? (model.sense === 'minimize' ? -Infinity : Infinity);
        const found = Number.isFinite(objective);
        onProgress({
          seconds: data.running_time ?? 0,
          objective: found ? objective : null,
          bound,
          gap: found ? gapBetween(objective, bound) : Infinity,
        });
        return undefined;
      },
    }),
    ...(shouldStop && {
      [callbackType.mipInterrupt]: (event: CallbackEventFor<6>) => {
        if (shouldStop()) event.interrupt();
        return undefined;
      },
    }),
  };
}

function readSolution(model: LinearModel, native: Model, askedGap: number): Solution {
  const status = native.getModelStatus();
  const seconds = native.getRunTime();
  if (status === modelStatus.infeasible) return { status: 'infeasible', seconds };
  if (status === modelStatus.unbounded) return { status: 'unbounded', seconds };
  if (status === modelStatus.empty) return solveEmpty(model, seconds);
  if (native.info.get('primal_solution_status') !== FEASIBLE) return { status: 'no-plan', seconds };
  const values = withoutNegativeZero(native.getSolution().colValue);
  const objective = model.objectiveOf(values);
  const bound = readBound(model, native, objective);
  return { ...judgePlan(objective, bound, askedGap, model.sense), values, seconds };
}

/** A model without variables: every row sums to zero. */
function solveEmpty(model: LinearModel, seconds: number): Solution {
  for (let index = 0; index < model.rowCount; index += 1) {
    const { lower, upper } = model.row(index);
    if (lower > 0 || upper < 0) return { status: 'infeasible', seconds };
  }
  const { offset } = model;
  return { status: 'optimal', objective: offset, bound: offset, gap: 0, values: new Float64Array(0), seconds };
}

function withoutNegativeZero(values: Float64Array): Float64Array {
  return values.map((value) => (value === 0 ? 0 : value));
}

function readBound(model: LinearModel, native: Model, objective: number): number {
  if (model.hasIntegers) {
    const bound = Number(native.info.get('mip_dual_bound'));
    if (Number.isFinite(bound)) return bound;
  }
  if (native.getModelStatus() === modelStatus.optimal) return objective;
  return model.sense === 'minimize' ? -Infinity : Infinity;
}

/** Milliseconds for putting a plan right whose time is up: without it the plan would be lost. */
const ROUNDING_MS = 1500;

/** Rounds the whole numbers; where one was off, everything else is solved again around them. */
function makeWhole(model: LinearModel, found: FoundPlan, askedGap: number): Solution {
  const { integer } = model.toArrays();
  const off = found.values.some((value, variable) => integer[variable] === 1 && !Number.isInteger(value));
  if (!off) return found;
  const { values, seconds } = solveFixed(model, found.values);
  // Rounding broke a limit: the solver's own values stay, and whoever verifies the plan decides.
  if (!values) return { ...found, seconds };
  const objective = model.objectiveOf(values);
  return {
    ...judgePlan(objective, found.bound, askedGap, model.sense),
    values,
    seconds: found.seconds + seconds,
  };
}

function solveFixed(model: LinearModel, values: Float64Array): { values?: Float64Array; seconds: number } {
  const fixed = fixIntegers(model, values);
  return withNativeModel(fixed, (native) => {
    native.options.set({ time_limit: ROUNDING_MS / 1000 });
    native.run();
    const solved = native.getModelStatus() === modelStatus.optimal;
    return {
      seconds: native.getRunTime(),
      ...(solved && { values: withoutNegativeZero(native.getSolution().colValue) }),
    };
  });
}
