import type { Finding } from '../model/finding.ts';
import { checkNumber, checkUnique } from './check-number.ts';
import type { StaffingInput } from './types.ts';
import { isInPlan } from './validate-cover.ts';

interface Request {
  readonly what: string;
  readonly employee: string;
  readonly day: string;
  readonly shift?: string;
  readonly skill?: string;
}

/** Wishes, pinned and published shifts: do they speak of people, shifts and days that are there? */
export function checkRequests(input: StaffingInput): readonly Finding[] {
  const { wishes = [], pinned = [], published } = input;
  const people = new Map(input.employees.map((employee) => [employee.id, employee]));
  const shifts = new Set(input.shifts.map(({ id }) => id));
  const requests: Request[] = [
    ...wishes.map((wish) => ({ ...wish, what: 'A wish' })),
    ...pinned.map((pin) => ({ ...pin, what: 'A pinned shift' })),
    ...(published?.assignments ?? []).map((known) => ({ ...known, what: 'A published shift' })),
  ];
  const found: Finding[] = [
    ...wishes.flatMap(({ weight, employee, day }) =>
      checkNumber(`The weight of a wish of ${employee} on ${day}`, weight),
    ),
    ...checkNumber('The cost of a change', published?.changeCost, { most: 1e6 }),
    ...checkUnique(
      'pinned day',
      pinned.map(({ employee, day }) => `${employee}, ${day}`),
    ),
  ];
  for (const { what, employee, day, shift } of requests) {
    const tell = (code: string, words: string) =>
      found.push({ code, words, severity: 'error', values: { employee, day } });
    if (!people.has(employee))
      tell('unknown-person', `${what} on ${day} is for “${employee}”, who is not in the data.`);
    if (!isInPlan(input, day)) tell('outside-plan', `${what} of ${employee} is on “${day}”, not a day of the plan.`);
    if (shift !== undefined && !shifts.has(shift))
      tell('unknown-shift', `${what} of ${employee} on ${day} names a shift “${shift}” that is not there.`);
  }
  for (const { employee, day, skill } of pinned)
    if (skill !== undefined && people.has(employee) && !people.get(employee)?.skills?.includes(skill))
      found.push({
        code: 'pin-without-skill',
        words: `${employee} is pinned as ${skill} on ${day} and does not have that skill.`,
        severity: 'error',
      });
  return found;
}
