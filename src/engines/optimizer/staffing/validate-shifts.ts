import type { Finding } from '../model/finding.ts';
import { checkNumber, checkUnique } from './check-number.ts';
import { paidMinutesOf, profileOf } from './roster-facts.ts';
import type { LabourProfile, Shift, StaffingInput } from './types.ts';

const DAY = 1440;
const WEEK = 7 * DAY;

export function checkProfile(profile: LabourProfile): readonly Finding[] {
  const of = (what: string) => `${what} of the labour rules “${profile.name}”`;
  return [
    ...checkNumber(of('The rest'), profile.minRestMinutes, { most: DAY }),
    ...checkNumber(of('The most days in a row'), profile.maxConsecutiveDays, { least: 1, most: 366, whole: true }),
    ...checkNumber(of('The longest shift'), profile.maxMinutesPerShift, { least: 1, most: DAY }),
    ...checkNumber(of('The most minutes a week'), profile.maxMinutesPerWeek, { most: WEEK }),
    ...checkNumber(of('The overtime premium'), profile.overtimePremium, { most: 10 }),
    ...checkNumber(of('The start of overtime'), profile.overtimeAfterPerWeek, { most: WEEK }),
    ...profile.breaks.flatMap(({ over, minutes }) => [
      ...checkNumber(of('The length that asks for a break'), over, { most: DAY }),
      ...checkNumber(of('The break'), minutes, { most: DAY }),
    ]),
    ...profile.weekend.flatMap((day) => checkNumber(of('A weekend day'), day, { most: 6, whole: true })),
  ];
}

export function checkShifts(input: StaffingInput): readonly Finding[] {
  const ids = input.shifts.map(({ id }) => id);
  return [...checkUnique('shift', ids), ...input.shifts.flatMap((shift) => checkShift(shift, input, ids))];
}

function checkShift(shift: Shift, input: StaffingInput, ids: readonly string[]): readonly Finding[] {
  const { name, start, minutes, breakMinutes } = shift;
  const numbers = [
    ...checkNumber(`The start of ${name}`, start, { most: DAY - 1, whole: true }),
    ...checkNumber(`The length of ${name}`, minutes, { least: 1, most: DAY, whole: true }),
    ...checkNumber(`The break of ${name}`, breakMinutes, { most: Math.max(0, minutes - 1), whole: true }),
  ];
  if (numbers.length > 0) return numbers;
  const profile = profileOf(input);
  const lawful = minutes - paidMinutesOf({ ...shift, breakMinutes: undefined }, profile);
  const found: Finding[] = [];
  if (lawful >= minutes)
    found.push({ code: 'break-too-long', words: `${name} would be all break.`, severity: 'error' });
  if (breakMinutes !== undefined && breakMinutes < lawful)
    found.push({
      code: 'break-too-short',
      words: `${name} has ${breakMinutes} minutes of break; “${profile.name}” asks for ${lawful}.`,
      severity: 'warning',
      values: { shift: shift.id, breakMinutes, lawful },
    });
  for (const other of shift.notNextDay ?? [])
    if (!ids.includes(other))
      found.push({
        code: 'unknown-shift',
        words: `${name} names a shift “${other}” that is not there.`,
        severity: 'error',
      });
  return found;
}
