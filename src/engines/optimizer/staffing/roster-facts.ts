import { EUROPEAN_UNION } from './labour-profiles.ts';
import type { Assignment, CoverNeed, LabourProfile, Shift, StaffingInput } from './types.ts';

/**
 * Plain reading of rosters for whoever checks and describes them. Nothing here is used to build the model, so that a
 * mistake there cannot hide here.
 */

const MS_PER_MINUTE = 60_000;
const MINUTES_PER_DAY = 24 * 60;

/** An assignment on one clock: minutes since 1970, its weekday 0 = Monday. */
export interface WorkedShift {
  readonly assignment: Assignment;
  readonly shift: Shift;
  /** Days after the first day of the plan. */
  readonly place: number;
  readonly begins: number;
  readonly ends: number;
  readonly paidMinutes: number;
}

export const profileOf = (input: StaffingInput): LabourProfile => input.profile ?? EUROPEAN_UNION;

/** Minutes since 1970 at a time of a civil day. */
export const minuteOf = (day: string, time: number): number => Date.parse(`${day}T00:00:00Z`) / MS_PER_MINUTE + time;

export const daysBetween = (first: string, day: string): number =>
  (minuteOf(day, 0) - minuteOf(first, 0)) / MINUTES_PER_DAY;

/** 0 = Monday. */
export const weekdayOfDate = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** Assignments whose shift is known, in the order of time. */
export function readShifts(input: StaffingInput, assignments: readonly Assignment[]): readonly WorkedShift[] {
  const byId = new Map(input.shifts.map((shift) => [shift.id, shift]));
  const read = assignments.flatMap((assignment): WorkedShift[] => {
    const shift = byId.get(assignment.shift);
    if (!shift) return [];
    const begins = minuteOf(assignment.day, shift.start);
    return [
      {
        assignment,
        shift,
        place: daysBetween(input.firstDay, assignment.day),
        begins,
        ends: begins + shift.minutes,
        paidMinutes: paidMinutesOf(shift, profileOf(input)),
      },
    ];
  });
  return read.sort((one, other) => one.begins - other.begins);
}

export function paidMinutesOf(shift: Shift, profile: LabourProfile): number {
  if (shift.breakMinutes !== undefined) return shift.minutes - shift.breakMinutes;
  let unpaid = 0;
  for (const rule of profile.breaks) if (shift.minutes > rule.over) unpaid = Math.max(unpaid, rule.minutes);
  return shift.minutes - unpaid;
}

/** From when to when a need wants people, on the clock of `WorkedShift`. */
export function timeOfNeed(input: StaffingInput, need: CoverNeed): { begins: number; ends: number } {
  if (!('shift' in need)) return { begins: minuteOf(need.day, need.from), ends: minuteOf(need.day, need.to) };
  const shift = input.shifts.find(({ id }) => id === need.shift);
  const begins = minuteOf(need.day, shift?.start ?? 0);
  return { begins, ends: begins + (shift?.minutes ?? 0) };
}

/** Does this shift count for the need? The skill is the one worked in, not the ones somebody has. */
export function fills(input: StaffingInput, need: CoverNeed, worked: WorkedShift): boolean {
  if (need.skill !== undefined && worked.assignment.skill !== need.skill) return false;
  if ('shift' in need) return worked.assignment.shift === need.shift && worked.assignment.day === need.day;
  if (need.place !== undefined && need.place !== worked.shift.place) return false;
  const { begins, ends } = timeOfNeed(input, need);
  return worked.begins <= begins && worked.ends >= ends;
}

export function isUnpopular(input: StaffingInput, { shift, assignment }: WorkedShift): boolean {
  return shift.unpopular === true || profileOf(input).weekend.includes(weekdayOfDate(assignment.day));
}
