import type { IsoDate } from '../../../contracts/period.ts';
import type { Absence, Assignment, Employee, StaffingInput } from './types.ts';

export interface NewAbsence {
  readonly employee: string;
  readonly away: readonly Absence[];
}

/**
 * The input for planning again when somebody cannot come: the roster people know is to change as little as it can,
 * and days before `from` stay as they are. Least hours and least runs of who is away are let go: the time away counts.
 */
export function planAgain(
  input: StaffingInput,
  current: readonly Assignment[],
  absences: readonly NewAbsence[],
  from: IsoDate,
): StaffingInput {
  const awayOf = Map.groupBy(absences, ({ employee }) => employee);
  // Dates in this form sort as text.
  const past = current.filter(({ day }) => day < from);
  const pinned = [...past, ...(input.pinned ?? []).filter(({ employee, day }) => day >= from && !awayOf.has(employee))];
  return {
    ...input,
    employees: input.employees.map((employee) => {
      const absent = awayOf.get(employee.id);
      return absent
        ? letGo(
            employee,
            absent.flatMap(({ away }) => away),
          )
        : employee;
    }),
    pinned,
    published: { ...input.published, assignments: current },
  };
}

function letGo(employee: Employee, away: readonly Absence[]): Employee {
  const { minShifts: _shifts, minConsecutiveDays: _run, minConsecutiveDaysOff: _off, ...rest } = employee;
  return {
    ...rest,
    ...(employee.hours && { hours: { ...employee.hours, min: 0 } }),
    away: [...(employee.away ?? []), ...away],
  };
}
