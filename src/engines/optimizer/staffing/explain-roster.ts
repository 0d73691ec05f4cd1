import type { Solved } from '../model/optimization-model.ts';
import { adviseShortages, type ShortageAdvice } from './advise-shortages.ts';
import type { RosterModel } from './build-roster-model.ts';
import { findOtherRosters, type RosterAlternative } from './find-other-rosters.ts';
import type { RosterPlan } from './roster-plan.ts';
import type { StaffingInput } from './types.ts';
import { type RosterLimit, weighLimits } from './weigh-limits.ts';

export interface RosterExplanation {
  readonly shortages: readonly ShortageAdvice[];
  readonly limits: readonly RosterLimit[];
  readonly alternatives: readonly RosterAlternative[];
}

/**
 * What is said beside a roster. Solves again a few times, for most of the time that is left for it; not where the time
 * did not suffice to prove the plan itself, because nothing could be confirmed then.
 */
export function explainRoster(solved: Solved<StaffingInput, RosterModel, RosterPlan>): RosterExplanation {
  const proven = solved.solution.status !== 'best-found';
  return {
    shortages: adviseShortages(solved.input, solved.plan),
    limits: proven ? weighLimits(solved) : [],
    alternatives: proven ? findOtherRosters(solved) : [],
  };
}
