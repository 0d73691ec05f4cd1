import type { Violation } from '../model/optimization-model.ts';
import { minuteOf, profileOf, type WorkedShift, weekdayOfDate } from './roster-facts.ts';
import type { Employee, StaffingInput } from './types.ts';

/** One shift a day, rest between shifts, runs of days, weekends. `worked` is in the order of time. */
export function checkSequence(
  input: StaffingInput,
  employee: Employee,
  worked: readonly WorkedShift[],
): readonly Violation[] {
  return [
    ...checkRest(input, employee, worked),
    ...checkRuns(input, employee, worked),
    ...checkWeekends(input, employee, worked),
  ];
}

function checkRest(input: StaffingInput, { name, before }: Employee, worked: readonly WorkedShift[]): Violation[] {
  const found: Violation[] = [];
  const { minRestMinutes } = profileOf(input);
  let end = before?.lastShiftEnd === undefined ? -Infinity : minuteOf(input.firstDay, before.lastShiftEnd - 1440);
  let previous: WorkedShift | undefined;
  for (const shift of worked) {
    const { day } = shift.assignment;
    if (previous?.assignment.day === day)
      found.push({ code: 'two-shifts', words: `${name} has two shifts on ${day}.`, amount: 1 });
    const missing = minRestMinutes - (shift.begins - end);
    if (missing > 0) found.push({ code: 'rest', words: `${name} has too little rest before ${day}.`, amount: missing });
    if (previous && shift.place - previous.place === 1 && previous.shift.notNextDay?.includes(shift.shift.id))
      found.push({ code: 'follow', words: `${name} may not work ${shift.shift.name} on ${day}.`, amount: 1 });
    end = Math.max(end, shift.ends);
    previous = shift;
  }
  return found;
}

function checkRuns(input: StaffingInput, employee: Employee, worked: readonly WorkedShift[]): Violation[] {
  const { name, before, minConsecutiveDays = 1, minConsecutiveDaysOff = 1 } = employee;
  const most = Math.min(employee.maxConsecutiveDays ?? Infinity, profileOf(input).maxConsecutiveDays);
  const places = new Set(worked.map(({ place }) => place));
  const found: Violation[] = [];
  let place = 0;
  while (place < input.days) {
    const works = places.has(place);
    const from = place;
    while (place < input.days && places.has(place) === works) place += 1;
    const length = place - from;
    const inside = from > 0 && place < input.days;
    const carried = works && from === 0 ? (before?.daysWorkedInARow ?? 0) : 0;
    const tell = (code: string, what: string, amount: number) =>
      found.push({ code, words: `${name} ${what} from day ${from + 1} on.`, amount });
    // Days before the plan cannot be undone: only those of the plan count as too many.
    if (works && length + carried > most)
      tell('long-run', 'works too many days in a row', Math.min(length, length + carried - most));
    if (works && inside && length < minConsecutiveDays)
      tell('short-run', 'works too few days in a row', minConsecutiveDays - length);
    if (!works && inside && length < minConsecutiveDaysOff)
      tell('short-break', 'has too few days off in a row', minConsecutiveDaysOff - length);
  }
  return found;
}

function checkWeekends(input: StaffingInput, employee: Employee, worked: readonly WorkedShift[]): Violation[] {
  const { maxWeekends, name } = employee;
  if (maxWeekends === undefined) return [];
  const { weekend } = profileOf(input);
  const used = new Set<number>();
  for (const { assignment, place } of worked) {
    if (!weekend.includes(weekdayOfDate(assignment.day))) continue;
    // A weekend is known by its first day: walk back while the day before is one, too.
    let start = place;
    let weekday = weekdayOfDate(assignment.day);
    while (weekend.includes((weekday + 6) % 7) && start > place - 6) {
      start -= 1;
      weekday = (weekday + 6) % 7;
    }
    used.add(start);
  }
  if (used.size <= maxWeekends) return [];
  return [{ code: 'weekends', words: `${name} works on too many weekends.`, amount: used.size - maxWeekends }];
}
