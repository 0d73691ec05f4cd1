import type { LinearModel } from './linear-model.ts';
import type { BindingLimit } from './price-limits.ts';
import type { FoundPlan, SolveOptions } from './solution.ts';
import { hasPlan } from './solution.ts';
import { solveModel } from './solve-model.ts';

/** What loosening one limit by `step` brings, found by solving again. Positive: the plan gets better. */
export interface Worth {
  readonly limit: BindingLimit;
  readonly step: number;
  /** Gain of the best plan known with the looser limit over the best plan known without. */
  readonly gain: number;
  /** The true gain lies between these, as far as is proven. Equal to `gain` where both solves are optimal. */
  readonly least: number;
  readonly most: number;
}

export interface WorthOptions extends SolveOptions {
  /** How much of the limit's unit to add. Default 1. */
  readonly stepOf?: (limit: BindingLimit) => number;
}

/**
 * Solves again with each limit loosened by one step, beginning from the present plan, which stays possible.
 * A limit whose second solve ends without a plan is left out.
 */
export function measureWorth(
  model: LinearModel,
  solution: FoundPlan,
  limits: readonly BindingLimit[],
  { stepOf = () => 1, ...options }: WorthOptions = {},
): readonly Worth[] {
  const sign = model.sense === 'minimize' ? -1 : 1;
  return limits.flatMap((limit): Worth[] => {
    const step = stepOf(limit);
    const looser = model.clone();
    const { lower, upper } = model.row(limit.row);
    looser.setRowBounds(limit.row, ...loosen(lower, upper, limit.side, step));
    const again = solveModel(looser, { ...options, warmStart: solution.values });
    if (!hasPlan(again)) return [];
    const gain = clean(Math.max(0, sign * (again.objective - solution.objective)), solution.objective);
    const least = clean(Math.max(0, sign * (again.objective - solution.bound)), solution.objective);
    const most = clean(Math.max(0, sign * (again.bound - solution.objective)), solution.objective);
    return [{ limit, step, gain, least: Math.min(least, gain), most: Math.max(most, gain) }];
  });
}

function loosen(lower: number, upper: number, side: BindingLimit['side'], step: number): [number, number] {
  return side === 'upper' ? [lower, upper + step] : [lower - step, upper];
}

/** Differences that are only rounding are none. */
function clean(difference: number, objective: number): number {
  return difference <= 1e-7 * Math.max(1, Math.abs(objective)) ? 0 : difference;
}
