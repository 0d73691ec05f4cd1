import { hasPlan, type Solution, type SolveOptions } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';
import type { RosterModel } from './build-roster-model.ts';
import { planWeekByWeek } from './plan-week-by-week.ts';
import type { StaffingInput } from './types.ts';

/** Rosters with fewer possible assignments are proven faster than they could be prepared. */
const LARGE = 1500;
const WEEK = 7;
/** Share of the time limit for the weeks one by one; most need far less. */
const WEEKS_SHARE = 0.6;

/**
 * Large rosters of several weeks begin with a plan made week by week: alone, the solver may find nothing good for
 * minutes. What is proven afterwards holds for the whole roster.
 */
export function solveRoster(input: StaffingInput, built: RosterModel, options: SolveOptions): Solution {
  const weeks = Math.ceil(input.days / WEEK);
  if (weeks < 2 || built.index.candidates.length < LARGE) return solveModel(built.model, options);
  const { timeLimitMs = 10_000 } = options;
  const perWeek = { ...options, timeLimitMs: (timeLimitMs * WEEKS_SHARE) / weeks };
  const { start, seconds } = planWeekByWeek(input, built, perWeek);
  const left = Math.max(timeLimitMs * (1 - WEEKS_SHARE), timeLimitMs - seconds * 1000);
  const solution = solveModel(built.model, { ...options, timeLimitMs: left, ...(start && { warmStart: start }) });
  return hasPlan(solution) ? { ...solution, seconds: solution.seconds + seconds } : solution;
}
