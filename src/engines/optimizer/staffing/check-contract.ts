import type { Violation } from '../model/optimization-model.ts';
import { profileOf, type WorkedShift } from './roster-facts.ts';
import type { Employee, StaffingInput } from './types.ts';

/** Hours of contract and law, numbers of shifts and days. */
export function checkContract(
  input: StaffingInput,
  employee: Employee,
  worked: readonly WorkedShift[],
): readonly Violation[] {
  const { hours, name } = employee;
  const found: Violation[] = [];
  const atMost = (code: string, what: string, value: number, limit = Infinity) => {
    if (value > limit)
      found.push({ code, words: `${name} has too many ${what}: ${value} of ${limit}.`, amount: value - limit });
  };
  const atLeast = (code: string, what: string, value: number, limit = 0) => {
    if (value < limit)
      found.push({ code, words: `${name} has too few ${what}: ${value} of ${limit}.`, amount: limit - value });
  };
  const most = hours?.max === undefined ? Infinity : hours.max + (hours.overtime ?? 0);
  for (let from = 0; from < input.days; from += 7) {
    const week = worked.filter(({ place }) => place >= from && place < from + 7);
    const minutes = totalMinutes(week);
    const when = `in the week from day ${from + 1}`;
    atMost('law-hours', `minutes ${when}`, minutes, profileOf(input).maxMinutesPerWeek);
    atMost('days-per-week', `days ${when}`, new Set(week.map(({ place }) => place)).size, employee.maxDaysPerWeek);
    if (hours?.per !== 'week') continue;
    atMost('max-hours', `minutes ${when}`, minutes, most);
    if (from + 7 <= input.days) atLeast('min-hours', `minutes ${when}`, minutes, hours.min);
  }
  if (hours?.per === 'plan') {
    atMost('max-hours', 'minutes', totalMinutes(worked), most);
    atLeast('min-hours', 'minutes', totalMinutes(worked), hours.min);
  }
  atMost('max-shifts', 'shifts', worked.length, employee.maxShifts);
  atLeast('min-shifts', 'shifts', worked.length, employee.minShifts);
  for (const [id, limit] of Object.entries(employee.maxShiftsOf ?? {}))
    atMost('max-shifts-of', `shifts ${id}`, worked.filter(({ shift }) => shift.id === id).length, limit);
  return found;
}

const totalMinutes = (worked: readonly WorkedShift[]): number =>
  worked.reduce((sum, { paidMinutes }) => sum + paidMinutes, 0);
