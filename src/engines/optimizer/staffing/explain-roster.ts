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

/** What is said beside a roster. Solves again a few times: up to two fifths of the time limit on a hard one. */
export function explainRoster(solved: Solved<StaffingInput, RosterModel, RosterPlan>): RosterExplanation {
  return {
    shortages: adviseShortages(solved.input, solved.plan),
    limits: weighLimits(solved),
    alternatives: findOtherRosters(solved),
  };
}
