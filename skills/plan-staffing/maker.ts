import type { StaffingMaker } from './basis.ts';
import { compareRosters } from './compare-rosters.ts';
import { expectWages, expireRoster } from './expect-wages.ts';
import { gatherRoster } from './gather-roster.ts';
import { presentRoster } from './present-roster.ts';
import { sayStaffFinding, sayStaffRemedy } from './say-finding.ts';
import { writeRosterFiles } from './write-roster-files.ts';

/** Rosters: who works when, at the least wages, within contracts, absences and the rules of work. */
export const staffingMaker: StaffingMaker = {
  kind: 'staffing',
  rights: 'manager',
  gather: gatherRoster,
  present: presentRoster,
  compare: compareRosters,
  sayFinding: (finding, _basis, book) => sayStaffFinding(finding, book),
  sayRemedy: (remedy, _basis, book) => sayStaffRemedy(remedy, book),
  files: writeRosterFiles,
  expectations: (ctx, made) => expectWages(ctx, made),
  expiresAt: expireRoster,
};
