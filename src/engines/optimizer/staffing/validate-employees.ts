import { isCivilDate } from '../../../calendar/civil-day.ts';
import type { Finding } from '../model/finding.ts';
import { checkNumber, checkUnique } from './check-number.ts';
import type { Employee, StaffingInput } from './types.ts';

const TWO_DAYS = 2880;
const MONTH = 28 * 1440;
const COUNT = { most: 1000, whole: true } as const;

export function checkEmployees(input: StaffingInput): readonly Finding[] {
  const shifts = new Set(input.shifts.map(({ id }) => id));
  return [
    ...checkUnique(
      'person',
      input.employees.map(({ id }) => id),
    ),
    ...input.employees.flatMap((employee) => [
      ...checkNumbers(employee, shifts),
      ...checkTimes(employee),
      ...checkOrder(employee),
    ]),
  ];
}

function checkNumbers(employee: Employee, shifts: ReadonlySet<string>): readonly Finding[] {
  const of = (what: string) => `${what} of ${employee.name}`;
  const { hours, before } = employee;
  const perShift = Object.entries(employee.maxShiftsOf ?? {});
  return [
    ...checkNumber(of('The wage'), employee.wagePerHour, { most: 100_000 }),
    ...checkNumber(of('The least hours'), hours?.min, { most: MONTH }),
    ...checkNumber(of('The most hours'), hours?.max, { most: MONTH }),
    ...checkNumber(of('The overtime'), hours?.overtime, { most: MONTH }),
    ...checkNumber(of('The least shifts'), employee.minShifts, COUNT),
    ...checkNumber(of('The most shifts'), employee.maxShifts, COUNT),
    ...checkNumber(of('The most days a week'), employee.maxDaysPerWeek, { most: 7, whole: true }),
    ...checkNumber(of('The most days in a row'), employee.maxConsecutiveDays, { ...COUNT, least: 1 }),
    ...checkNumber(of('The least days in a row'), employee.minConsecutiveDays, COUNT),
    ...checkNumber(of('The least days off in a row'), employee.minConsecutiveDaysOff, COUNT),
    ...checkNumber(of('The most weekends'), employee.maxWeekends, COUNT),
    ...checkNumber(of('The days worked before the plan'), before?.daysWorkedInARow, COUNT),
    ...checkNumber(of('The end of the last shift'), before?.lastShiftEnd, { most: TWO_DAYS }),
    ...checkNumber(of('The unpopular shifts so far'), before?.unpopularShifts, COUNT),
    ...perShift.flatMap(([id, most]) => checkNumber(of(`The most of shift ${id}`), most, COUNT)),
    ...perShift
      .filter(([id]) => !shifts.has(id))
      .map(([id]) => error('unknown-shift', `${employee.name} has a limit for a shift “${id}” that is not there.`)),
  ];
}

function checkTimes({ name, away = [], available = [] }: Employee): readonly Finding[] {
  const spans = [
    ...away.map(({ day, from = 0, to = 1440 }) => ({ day, from, to })),
    ...available.map(({ day, from, to }) => ({ day, from, to })),
  ];
  return spans.flatMap(({ day, from, to }) => {
    if (!isCivilDate(day)) return [error('bad-date', `${name} has a time on “${day}”, which is not a date.`)];
    const ok = from >= 0 && from < to && to <= TWO_DAYS;
    return ok ? [] : [error('bad-time', `${name} has a time on ${day} that ends before it begins.`)];
  });
}

/** Limits of one person that contradict each other. */
function checkOrder({ name, hours, minShifts = 0, maxShifts = Infinity, ...runs }: Employee): readonly Finding[] {
  const found: Finding[] = [];
  const { min = 0, max = Infinity, overtime = 0 } = hours ?? {};
  if (min > max + overtime)
    found.push(
      error('min-above-max', `${name} should work at least ${min / 60} hours and at most ${(max + overtime) / 60}.`),
    );
  if (minShifts > maxShifts)
    found.push(error('min-above-max', `${name} should work at least ${minShifts} shifts and at most ${maxShifts}.`));
  const { minConsecutiveDays = 1, maxConsecutiveDays = Infinity } = runs;
  if (minConsecutiveDays > maxConsecutiveDays)
    found.push(
      error(
        'min-above-max',
        `${name} should work at least ${minConsecutiveDays} days in a row and at most ${maxConsecutiveDays}.`,
      ),
    );
  return found;
}

const error = (code: string, words: string): Finding => ({ code, words, severity: 'error' });
