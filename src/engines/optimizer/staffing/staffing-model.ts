import type { OptimizationModel, Outcome } from '../model/optimization-model.ts';
import { runOptimization } from '../model/run-optimization.ts';
import type { SolveOptions } from '../model/solution.ts';
import { buildRosterModel, type RosterModel } from './build-roster-model.ts';
import { explainRoster, type RosterExplanation } from './explain-roster.ts';
import { findRosterRemedies } from './find-remedies.ts';
import { readRoster } from './read-roster.ts';
import type { RosterPlan } from './roster-plan.ts';
import { solveRoster } from './solve-roster.ts';
import type { StaffingInput } from './types.ts';
import { validateStaffing } from './validate-staffing.ts';
import { verifyRoster } from './verify-roster.ts';

export const staffingModel: OptimizationModel<StaffingInput, RosterModel, RosterPlan, RosterExplanation> = {
  kind: 'staffing',
  validate: validateStaffing,
  build: buildRosterModel,
  solve: solveRoster,
  readPlan: readRoster,
  verify: (input, { lines }) => verifyRoster(input, lines),
  explain: explainRoster,
  findRemedies: findRosterRemedies,
};

/** Plans a roster: see `runOptimization` for what comes back. Blocks its thread while it solves. */
export function planStaffing(input: StaffingInput, options: SolveOptions = {}): Outcome<RosterPlan, RosterExplanation> {
  return runOptimization(staffingModel, input, options);
}
