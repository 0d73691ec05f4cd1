import { addDays } from '../../calendar/civil-day.ts';
import type { IsoDate } from '../../contracts/period.ts';
import type { AbsenceRecord, EmployeeRecord } from '../../contracts/record.ts';
import { mondayOnOrBefore } from '../civil-day.ts';

type Availability = NonNullable<EmployeeRecord['availability']>;

const at = (hour: number) => Math.round(60 * hour);
const ANY = [{ from: 0, to: at(24) }] as const;
/** Until the shift that starts in the morning ends. */
const EARLY = [{ from: at(6), to: at(16) }] as const;
const LATE = [{ from: at(11.5), to: at(19) }] as const;

const ALL_WEEK: Availability = [ANY, ANY, ANY, ANY, ANY, ANY, ANY];
const RIVERSIDE = ['Riverside'];
const OLD_MILL = ['Old Mill'];
const BOTH = ['Riverside', 'Old Mill'];

/** The team, invented. Wages are dollars an hour, hours a week. */
export const EMPLOYEES: readonly EmployeeRecord[] = [
  person('Maya Torres', ['lead', 'barista'], 23, [32, 40, 4], 6, RIVERSIDE, ALL_WEEK),
  person('Ben Okafor', ['lead', 'barista'], 22.5, [32, 40, 4], 5, OLD_MILL, ALL_WEEK),
  person('Grace Lin', ['lead', 'barista'], 22, [24, 38, 2], 5, BOTH, [ANY, ANY, null, ANY, ANY, ANY, ANY]),
  person('Diego Ramos', ['barista'], 18.5, [30, 40, 4], 6, RIVERSIDE, ALL_WEEK),
  person('Hannah Weiss', ['barista'], 18, [24, 40, 4], 6, RIVERSIDE, [ANY, ANY, ANY, EARLY, ANY, ANY, ANY]),
  person('Priya Nair', ['barista'], 17.5, [20, 36, 4], 6, BOTH, [ANY, ANY, ANY, ANY, ANY, ANY, null]),
  person('Tom Becker', ['barista'], 17, [16, 34, 4], 6, OLD_MILL, [null, ANY, ANY, ANY, ANY, ANY, ANY]),
  person('Zoe Martin', ['barista'], 16.5, [12, 26, 0], 5, RIVERSIDE, [LATE, LATE, LATE, LATE, LATE, ANY, ANY]),
  person('Lucas Reed', ['barista', 'kitchen'], 16.5, [12, 30, 0], 6, BOTH, [LATE, LATE, LATE, LATE, LATE, ANY, ANY]),
  person('Ruth Adler', ['barista', 'kitchen'], 18, [15, 32, 0], 5, BOTH, [
    EARLY,
    EARLY,
    EARLY,
    EARLY,
    EARLY,
    EARLY,
    null,
  ]),
  person('Sam Novak', ['kitchen'], 20, [32, 40, 4], 6, RIVERSIDE, ALL_WEEK),
  person('Alice Dupont', ['kitchen'], 19.5, [28, 40, 4], 6, RIVERSIDE, [ANY, ANY, ANY, ANY, ANY, EARLY, ANY]),
  person('Omar Haddad', ['kitchen'], 19.5, [32, 40, 4], 6, OLD_MILL, ALL_WEEK),
  person('Nina Petrov', ['kitchen', 'barista'], 18.5, [24, 38, 2], 6, BOTH, [null, ANY, ANY, ANY, ANY, ANY, ANY]),
];

function person(
  name: string,
  roles: readonly string[],
  wagePerHour: number,
  [minHours, maxHours, overtimeHours]: readonly [number, number, number],
  maxDaysPerWeek: number,
  locations: readonly string[],
  availability: Availability,
): EmployeeRecord {
  return { name, roles, wagePerHour, minHours, maxHours, overtimeHours, maxDaysPerWeek, locations, availability };
}

/** Who is away in the weeks after the data: counted from the first Monday after `lastDay`. */
export function listAbsences(lastDay: IsoDate): readonly AbsenceRecord[] {
  const monday = addDays(mondayOnOrBefore(lastDay), 7);
  return [
    { employee: 'Hannah Weiss', start: addDays(monday, 2), end: addDays(monday, 3), reason: 'Family visit' },
    { employee: 'Tom Becker', start: addDays(monday, 8), end: addDays(monday, 10), reason: 'Vacation' },
    { employee: 'Alice Dupont', start: addDays(monday, 16), end: addDays(monday, 16), reason: 'Training' },
  ];
}
