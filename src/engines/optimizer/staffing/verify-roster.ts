import type { Verification, Violation } from '../model/optimization-model.ts';
import { checkContract } from './check-contract.ts';
import { checkCover } from './check-cover.ts';
import { checkPresence } from './check-presence.ts';
import { checkSequence } from './check-sequence.ts';
import { countRoster } from './count-roster.ts';
import { readShifts } from './roster-facts.ts';
import type { Assignment, StaffingInput } from './types.ts';

/**
 * Every rule of the input against a roster, read from the raw data. Knows nothing of how a roster is planned, and
 * serves any: ours, or the one that hangs on the wall today.
 */
export function verifyRoster(input: StaffingInput, assignments: readonly Assignment[]): Verification {
  const worked = readShifts(input, assignments);
  const shiftsOf = Map.groupBy(worked, ({ assignment }) => assignment.employee);
  const violations: Violation[] = [...checkKnown(input, assignments), ...checkCover(input, worked)];
  for (const employee of input.employees) {
    const own = shiftsOf.get(employee.id) ?? [];
    violations.push(
      ...checkPresence(input, employee, own),
      ...checkSequence(input, employee, own),
      ...checkContract(input, employee, own),
    );
  }
  return { objective: countRoster(input, assignments).cost.total, violations };
}

function checkKnown(input: StaffingInput, assignments: readonly Assignment[]): Violation[] {
  const people = new Set(input.employees.map(({ id }) => id));
  const shifts = new Set(input.shifts.map(({ id }) => id));
  return assignments
    .filter(({ employee, shift }) => !people.has(employee) || !shifts.has(shift))
    .map(({ employee, shift, day }) => ({
      code: 'unknown-assignment',
      words: `${day} has shift ${shift} for ${employee}, and one of the two is not in the data.`,
      amount: 1,
    }));
}
