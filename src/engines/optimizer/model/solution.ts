import type { Deadline } from './deadline.ts';
import type { Sense } from './linear-model.ts';

/** What the solver found. Only a plan has numbers; `hasPlan` tells the two apart. */
export type Solution = FoundPlan | NoPlan;

export interface FoundPlan {
  /**
   * optimal: proven, gap ≤ OPTIMAL_GAP. within-gap: proven to be no further from the best than the gap asked for.
   * best-found: time was up or the solve was stopped first; `gap` says how far from the best it can be at most.
   */
  readonly status: 'optimal' | 'within-gap' | 'best-found';
  readonly objective: number;
  /** No plan can have a better objective than this. Infinite where nothing is proven. */
  readonly bound: number;
  /** |objective − bound| / |objective|, a fraction; Infinity where nothing is proven. */
  readonly gap: number;
  /** One value a variable; whole ones are exactly whole. */
  readonly values: Float64Array;
  readonly seconds: number;
}

export interface NoPlan {
  /** no-plan: none was found within the time; there may be one. */
  readonly status: 'infeasible' | 'unbounded' | 'no-plan';
  readonly seconds: number;
}

export type SolutionStatus = Solution['status'];

/** A plan is called optimal when no other can be better by more than this fraction. */
export const OPTIMAL_GAP = 1e-6;

/** How far a long solve is. */
export interface SolveProgress {
  readonly seconds: number;
  /** Best plan so far; null before the first. */
  readonly objective: number | null;
  readonly bound: number;
  /** A fraction; Infinity before the first plan. */
  readonly gap: number;
}

export interface SolveOptions {
  /** Default 10,000. */
  readonly timeLimitMs?: number;
  /** Ends this solve and all that follow it, however the time was shared out. Absent: only `timeLimitMs` counts. */
  readonly deadline?: Deadline;
  /** The solve may end when a plan is proven to be this close to the best, a fraction. Default 0: prove the best. */
  readonly gap?: number;
  /** Called in the solving thread while it solves; must return at once. */
  readonly onProgress?: (progress: SolveProgress) => void;
  /** Asked now and then while a whole-number model is solved: true ends it with the best plan so far. */
  readonly shouldStop?: () => boolean;
  /** Values to begin with: one a variable, or those that are known by their index. Need not be feasible. */
  readonly warmStart?: ArrayLike<number> | ReadonlyMap<number, number>;
}

export function hasPlan(solution: Solution): solution is FoundPlan {
  return 'values' in solution;
}

/** Distance between a plan and the bound, as a fraction of the plan's objective. */
export function gapBetween(objective: number, bound: number): number {
  const distance = Math.abs(objective - bound);
  if (distance <= 1e-9) return 0;
  return objective === 0 ? Infinity : distance / Math.abs(objective);
}

export type Proof = Pick<FoundPlan, 'status' | 'objective' | 'bound' | 'gap'>;

/** What may be said of a plan with this objective and this bound, given the gap that was asked for. */
export function judgePlan(objective: number, bound: number, askedGap: number, sense: Sense): Proof {
  // The bound of a finished solve may lie past the objective by a rounding error.
  const proven = sense === 'minimize' ? Math.min(bound, objective) : Math.max(bound, objective);
  const gap = gapBetween(objective, proven);
  const status = gap <= OPTIMAL_GAP ? 'optimal' : gap <= askedGap * (1 + 1e-9) ? 'within-gap' : 'best-found';
  return { status, objective, bound: proven, gap };
}
