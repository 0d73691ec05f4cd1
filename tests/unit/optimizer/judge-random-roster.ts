import { runOptimization } from '../../../src/engines/optimizer/model/run-optimization.ts';
import { staffingModel } from '../../../src/engines/optimizer/staffing/staffing-model.ts';
import type { StaffingInput } from '../../../src/engines/optimizer/staffing/types.ts';
import { enumerateRosters } from './enumerate-rosters.ts';

/** The engine without its explanations, which solve again and again. */
const bare = { ...staffingModel, explain: () => null, findRemedies: () => [] };

export interface Judgement {
  readonly status: string;
  readonly short: boolean;
  /** What is wrong; undefined when engine and enumeration agree. */
  readonly complaint?: string;
}

/** Plans a small roster and compares it with the best of all rosters. */
export function judgeRandomRoster(input: StaffingInput): Judgement {
  const outcome = runOptimization(bare, input, { timeLimitMs: 5000 });
  const best = enumerateRosters(input);
  const short = 'plan' in outcome && outcome.plan.short.length > 0;
  const judged = { status: outcome.status, short };
  if (outcome.status === 'infeasible') return best === null ? judged : { ...judged, complaint: `possible at ${best}` };
  if (outcome.status !== 'optimal') return { ...judged, complaint: `is ${outcome.status}, best is ${best}` };
  if (best === null) return { ...judged, complaint: 'is impossible' };
  const close = Math.abs(outcome.objective - best) <= 2e-6 * Math.max(1, Math.abs(best));
  return close ? judged : { ...judged, complaint: `costs ${outcome.objective}, the best ${best}` };
}
