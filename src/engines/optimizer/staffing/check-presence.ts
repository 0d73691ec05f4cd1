import type { Violation } from '../model/optimization-model.ts';
import { minuteOf, profileOf, type WorkedShift } from './roster-facts.ts';
import type { Employee, StaffingInput } from './types.ts';

/** May this person be there at all: inside the plan, not away, available, with the skill, on a shift of lawful length. */
export function checkPresence(
  input: StaffingInput,
  employee: Employee,
  worked: readonly WorkedShift[],
): readonly Violation[] {
  const found: Violation[] = [];
  const longest = profileOf(input).maxMinutesPerShift ?? Infinity;
  for (const { assignment, shift: kind, place, begins, ends, paidMinutes } of worked) {
    const { day, shift, skill } = assignment;
    const tell = (code: string, what: string, amount = 1) =>
      found.push({ code, words: `${employee.name} ${what} on ${day} (${shift}).`, amount });
    if (!(place >= 0 && place < input.days)) tell('outside-plan', 'works outside the plan');
    if (skill !== undefined && !(employee.skills ?? []).includes(skill))
      tell('no-skill', `works as ${skill} without it`);
    if (kind.place !== undefined && employee.places !== undefined && !employee.places.includes(kind.place))
      tell('wrong-place', `does not work at ${kind.place} but is put there`);
    if (paidMinutes > longest) tell('long-shift', 'works too long a shift', paidMinutes - longest);
    for (const away of employee.away ?? []) {
      const wholeDay = away.from === undefined && away.to === undefined;
      const overlap = wholeDay
        ? away.day === day
        : begins < minuteOf(away.day, away.to ?? 1440) && ends > minuteOf(away.day, away.from ?? 0);
      if (overlap) tell('away', 'works while away');
    }
    const windows = employee.available;
    if (
      windows !== undefined &&
      !windows.some((one) => minuteOf(one.day, one.from) <= begins && ends <= minuteOf(one.day, one.to))
    )
      tell('not-available', 'works outside the times given');
  }
  return [...found, ...checkPinned(input, employee, worked)];
}

function checkPinned(input: StaffingInput, employee: Employee, worked: readonly WorkedShift[]): Violation[] {
  return (input.pinned ?? [])
    .filter((pin) => pin.employee === employee.id)
    .filter(
      (pin) =>
        !worked.some(
          ({ assignment: { day, shift, skill } }) =>
            day === pin.day && shift === pin.shift && (pin.skill === undefined || skill === pin.skill),
        ),
    )
    .map(({ day, shift }) => ({
      code: 'pin-lost',
      words: `${employee.name} was to stay on ${shift} on ${day} and does not.`,
      amount: 1,
    }));
}
