import { isCivilDate } from '../../../calendar/civil-day.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import { findContradictions } from './find-contradictions.ts';
import { profileOf } from './roster-facts.ts';
import type { StaffingInput } from './types.ts';
import { checkCoverNeeds } from './validate-cover.ts';
import { checkEmployees } from './validate-employees.ts';
import { checkRequests } from './validate-requests.ts';
import { checkProfile, checkShifts } from './validate-shifts.ts';

/** Assignments that could be made, at most; beyond it neither memory nor patience lasts. */
export const MOST_ASSIGNMENTS = 60_000;
const MOST_DAYS = 28;
const MOST_ROWS = 20_000;

/** Every bad number and every contradiction, in words. Ends quickly on any size: sizes come first. */
export function validateStaffing(input: StaffingInput): readonly Finding[] {
  const frame = checkFrame(input);
  if (hasErrors(frame)) return frame;
  const found = [
    ...checkProfile(profileOf(input)),
    ...checkShifts(input),
    ...checkEmployees(input),
    ...checkCoverNeeds(input),
    ...checkRequests(input),
  ];
  return hasErrors(found) ? found : [...found, ...findContradictions(input)];
}

function checkFrame({ firstDay, days, shifts, employees, cover, wishes = [] }: StaffingInput): readonly Finding[] {
  const found: Finding[] = [];
  const tell = (code: string, words: string) => found.push({ code, words, severity: 'error' });
  if (!isCivilDate(firstDay)) tell('first-day', `“${firstDay}” is not a date. The plan needs its first day.`);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    tell('days', `A roster is for 1 to ${MOST_DAYS} days; ${days} were asked for.`);
  if (shifts.length === 0) tell('no-shifts', 'There is no shift to plan.');
  if (employees.length === 0) tell('no-employees', 'There is nobody to plan for.');
  if (cover.length === 0) tell('no-cover', 'Nothing says how many people are needed, and when.');
  const assignments = employees.length * shifts.length * days;
  if (assignments > MOST_ASSIGNMENTS || cover.length > MOST_ROWS || wishes.length > MOST_ROWS)
    tell(
      'too-large',
      `${employees.length} people, ${shifts.length} shifts and ${days} days are more than one plan can hold. Please plan one site or fewer days at a time.`,
    );
  return found;
}
