import type { Violation } from '../model/optimization-model.ts';
import { describeRoster } from './read-roster.ts';
import type { RosterPlan } from './roster-plan.ts';
import type { Assignment, StaffingInput } from './types.ts';
import { verifyRoster } from './verify-roster.ts';

export interface ScoredRoster {
  readonly plan: RosterPlan;
  /** Rules it breaks; a roster of today may, and is then no measure of what is possible. */
  readonly violations: readonly Violation[];
}

/** Counts any roster, as a rule the one of today, exactly as a planned one is counted. */
export function scoreRoster(input: StaffingInput, assignments: readonly Assignment[]): ScoredRoster {
  return { plan: describeRoster(input, assignments), violations: verifyRoster(input, assignments).violations };
}
