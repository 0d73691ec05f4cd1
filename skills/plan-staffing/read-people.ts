import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { AbsenceRecord, EmployeeRecord } from '../../src/contracts/record.ts';
import type { Absence, ContractHours, Employee, TimeWindow } from '../../src/engines/optimizer/staffing/types.ts';
import type { CanonicalNames } from './canonical-names.ts';
import type { CoverNames } from './read-cover.ts';

const HOUR = 60;
/** Days a contract's hours are spread over where nothing else is said. */
const USUAL_DAYS = 5;
const WEEK = 7;

export interface PeopleNames extends CoverNames {
  readonly people: CanonicalNames;
}

export interface Wages {
  /** By employee id; what is not known is the middle of those that are, or 1 where none is. */
  readonly of: ReadonlyMap<string, number>;
  readonly known: 'all' | 'some' | 'none';
  /** Where some are missing: the wage they were given, and whose. */
  readonly assumed: { readonly wage: number; readonly people: readonly string[] } | null;
}

/** The people of the list as the model wants them; ids are names. */
export function readPeople(
  records: readonly EmployeeRecord[],
  absences: readonly AbsenceRecord[],
  dates: readonly IsoDate[],
  names: PeopleNames,
): { readonly employees: readonly Employee[]; readonly wages: Wages } {
  const wages = readWages(records, names.people);
  const employees = records.map((record): Employee => {
    const id = names.people.of(record.name);
    const own = absences.filter(({ employee }) => names.people.of(employee) === id);
    const away = dates.filter((day) => own.some(({ start, end }) => start <= day && day <= end));
    const hours = hoursOfContract(record, mostDaysAway(away, dates));
    return {
      id,
      name: record.name,
      skills: record.roles.map((role) => names.roles.of(role)),
      wagePerHour: wages.of.get(id) ?? 0,
      ...(record.locations &&
        record.locations.length > 0 && { places: record.locations.map((one) => names.places.of(one)) }),
      ...(hours && { hours }),
      ...(record.maxDaysPerWeek === undefined ? {} : { maxDaysPerWeek: Math.floor(record.maxDaysPerWeek) }),
      ...(away.length > 0 && { away: away.map((day): Absence => ({ day })) }),
      ...(record.availability && { available: windowsOf(record.availability, dates) }),
    };
  });
  return { employees, wages };
}

function readWages(records: readonly EmployeeRecord[], people: CanonicalNames): Wages {
  const known = records.flatMap(({ wagePerHour }) => (wagePerHour === undefined ? [] : [wagePerHour]));
  // With nobody's wage known, every hour counts the same: the plan with the fewest hours.
  const middle = known.toSorted((a, b) => a - b)[Math.floor(known.length / 2)] ?? 1;
  const missing = records.filter(({ wagePerHour }) => wagePerHour === undefined).map(({ name }) => name);
  const of = new Map(records.map(({ name, wagePerHour }) => [people.of(name), wagePerHour ?? middle]));
  if (known.length === 0) return { of, known: 'none', assumed: null };
  if (missing.length === 0) return { of, known: 'all', assumed: null };
  return { of, known: 'some', assumed: { wage: middle, people: missing } };
}

/** Least hours shrink by a working day for each day away: a holiday is not made up for. */
function hoursOfContract(
  { minHours, maxHours, overtimeHours, maxDaysPerWeek }: EmployeeRecord,
  daysAway: number,
): ContractHours | null {
  if (minHours === undefined && maxHours === undefined) return null;
  const least = Math.max(0, 1 - daysAway / (maxDaysPerWeek ?? USUAL_DAYS)) * (minHours ?? 0);
  return {
    per: 'week',
    ...(least > 0 && { min: Math.round(least * HOUR) }),
    ...(maxHours === undefined ? {} : { max: Math.round(maxHours * HOUR) }),
    ...(overtimeHours === undefined ? {} : { overtime: Math.round(overtimeHours * HOUR) }),
  };
}

/** Of the weeks of the plan, the one with the most days away: contracts hold one number for all weeks. */
function mostDaysAway(away: readonly IsoDate[], dates: readonly IsoDate[]): number {
  const perWeek = dates
    .filter((_, at) => at % WEEK === 0)
    .map((start) => away.filter((day) => day >= start && day < addDays(start, WEEK)).length);
  return Math.max(0, ...perWeek);
}

function windowsOf(availability: NonNullable<EmployeeRecord['availability']>, dates: readonly IsoDate[]): TimeWindow[] {
  return dates.flatMap((day) =>
    (availability[weekdayOf(day)] ?? [])
      // The model's windows begin on their own day.
      .filter(({ from }) => from < 1440)
      .map(({ from, to }) => ({ day, from, to })),
  );
}
