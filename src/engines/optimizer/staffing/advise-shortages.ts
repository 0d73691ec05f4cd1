import type { Violation } from '../model/optimization-model.ts';
import { checkContract } from './check-contract.ts';
import { checkPresence } from './check-presence.ts';
import { checkSequence } from './check-sequence.ts';
import { fills, readShifts, type WorkedShift } from './roster-facts.ts';
import type { RosterPlan, ShortNeed } from './roster-plan.ts';
import type { Assignment, Employee, StaffingInput } from './types.ts';

/** A need that is not filled, and who could fill it if something gave way. */
export interface ShortageAdvice {
  readonly short: ShortNeed;
  /** Best first: the fewest things in the way. Empty: all who have the skill are there already, or nobody has it. */
  readonly ways: readonly Way[];
  /** People with the skill, there or not. */
  readonly withSkill: number;
}

/** One person on one shift, and every rule that stands in the way. None: it only costs more than the person missing. */
export interface Way {
  readonly assignment: Assignment;
  readonly inTheWay: readonly Violation[];
}

const MOST_WAYS = 3;
/** Advice beyond these is not read; the list of what is short is whole all the same. */
const MOST_NEEDS = 30;

/** What it would take to fill each short need: each person is put on it in turn, and the rules that break are named. */
export function adviseShortages(input: StaffingInput, { lines, short }: RosterPlan): readonly ShortageAdvice[] {
  const worked = Map.groupBy(readShifts(input, lines), ({ assignment }) => assignment.employee);
  return short.slice(0, MOST_NEEDS).map((one) => {
    const able = input.employees.filter(({ skills }) => one.skill === undefined || skills?.includes(one.skill));
    const ways = able.flatMap((employee) => findWay(input, one, employee, worked.get(employee.id) ?? []));
    ways.sort((a, b) => hardness(a) - hardness(b));
    return { short: one, ways: ways.slice(0, MOST_WAYS), withSkill: able.length };
  });
}

/** The easiest of the shifts that would fill the need; none for somebody who fills it already. */
function findWay(
  input: StaffingInput,
  { need, skill }: ShortNeed,
  employee: Employee,
  own: readonly WorkedShift[],
): readonly Way[] {
  const wanted = input.cover[need];
  if (!wanted || own.some((worked) => fills(input, wanted, worked))) return [];
  const before = countByCode(checkAll(input, employee, own));
  const ways = input.shifts.flatMap((shift): Way[] => {
    const assignment = {
      employee: employee.id,
      day: wanted.day,
      shift: shift.id,
      ...(skill !== undefined && { skill }),
    };
    const [added] = readShifts(input, [assignment]);
    if (!added || !fills(input, wanted, added)) return [];
    const after = [...own, added].sort((a, b) => a.begins - b.begins);
    const inTheWay = checkAll(input, employee, after).filter(({ code, amount }) => amount > (before.get(code) ?? 0));
    return [{ assignment, inTheWay }];
  });
  return ways.sort((a, b) => hardness(a) - hardness(b)).slice(0, 1);
}

/** Rules in the way; who works elsewhere that day would have to be replaced there, so comes last. */
const hardness = ({ inTheWay }: Way): number =>
  inTheWay.length + (inTheWay.some(({ code }) => code === 'two-shifts') ? 100 : 0);

function checkAll(input: StaffingInput, employee: Employee, worked: readonly WorkedShift[]): readonly Violation[] {
  return [
    ...checkPresence(input, employee, worked),
    ...checkSequence(input, employee, worked),
    ...checkContract(input, employee, worked),
  ];
}

/** What is already broken without the added shift (a pinned roster may be) is not in its way. */
function countByCode(violations: readonly Violation[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const { code, amount } of violations) most.set(code, Math.max(most.get(code) ?? 0, amount));
  return most;
}
