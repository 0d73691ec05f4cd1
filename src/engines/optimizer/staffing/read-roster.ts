import type { FoundPlan } from '../model/solution.ts';
import type { RosterModel } from './build-roster-model.ts';
import { countRoster } from './count-roster.ts';
import { placeBreaks } from './place-breaks.ts';
import { readShifts } from './roster-facts.ts';
import type { RosterLine, RosterPlan } from './roster-plan.ts';
import type { Assignment, StaffingInput } from './types.ts';

/** The assignments a solution makes, in the order of employees and days. */
export function readAssignments({ index }: RosterModel, values: ArrayLike<number>): readonly Assignment[] {
  return index.candidates
    .filter(({ variable }) => (values[variable] ?? 0) > 0.5)
    .map(({ employee, day, shift, skill }) => ({
      employee: index.input.employees[employee]?.id ?? '',
      day: index.dates[day] ?? '',
      shift: index.shifts[shift]?.shift.id ?? '',
      ...(skill !== undefined && { skill }),
    }));
}

export function readRoster(input: StaffingInput, built: RosterModel, solution: FoundPlan): RosterPlan {
  return describeRoster(input, readAssignments(built, solution.values));
}

/** Any roster as a plan: with its hours and breaks, what is short and what it costs. */
export function describeRoster(input: StaffingInput, assignments: readonly Assignment[]): RosterPlan {
  const worked = readShifts(input, assignments);
  const breaks = placeBreaks(
    worked.map(({ begins, ends, paidMinutes }) => ({ begins, ends, breakMinutes: ends - begins - paidMinutes })),
  );
  const lines = worked.map(({ assignment, shift, begins, paidMinutes }, at): RosterLine => {
    const pause = breaks[at];
    return {
      ...assignment,
      from: shift.start,
      to: shift.start + shift.minutes,
      paidMinutes,
      ...(pause !== undefined && { breakFrom: pause - begins + shift.start }),
    };
  });
  return { lines, ...countRoster(input, assignments) };
}
