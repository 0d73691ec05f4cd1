import type { Finding } from '../model/finding.ts';
import { indexRoster, type RosterIndex } from './index-roster.ts';
import type { Employee, StaffingInput } from './types.ts';
import { nameNeed } from './validate-cover.ts';

/**
 * What can be seen to be impossible before any planning, each named with its numbers. These are warnings: cover that
 * cannot be filled comes out as short, and least hours that cannot be kept as the smallest change that is needed.
 */
export function findContradictions(input: StaffingInput): readonly Finding[] {
  const index = indexRoster(input);
  return [
    ...findEmptyNeeds(index),
    ...findUnreachableHours(index),
    ...findImpossiblePins(index),
    ...findLongShifts(index),
    ...compareHours(index),
  ];
}

const warn = (code: string, words: string, values: Finding['values']): Finding => ({
  code,
  words,
  severity: 'warning',
  values,
});

function findEmptyNeeds({ input, needs, candidates, shifts }: RosterIndex): readonly Finding[] {
  const ofShift = Map.groupBy(candidates, ({ day, shift }) => day * shifts.length + shift);
  return needs.flatMap(({ need, filledBy }): Finding[] => {
    if (need.people === 0) return [];
    const name = nameNeed(need);
    if (filledBy.length === 0) {
      const words = `No shift lasts through ${name}, so that nobody can fill it.`;
      return [warn('no-shift-for-need', words, { need: name })];
    }
    const able = new Set<number>();
    for (const [day, shift] of filledBy) {
      for (const { employee, skill } of ofShift.get(day * shifts.length + shift) ?? [])
        if (need.skill === undefined || skill === need.skill) able.add(employee);
    }
    if (able.size >= need.people) return [];
    const withSkill = input.employees.filter(({ skills }) => need.skill === undefined || skills?.includes(need.skill));
    const words =
      withSkill.length < need.people
        ? `${name} wants ${need.people} people, and only ${withSkill.length} have the skill.`
        : `${name} wants ${need.people} people, and only ${able.size} can be there then.`;
    return [warn('too-few-people', words, { need: name, wanted: need.people, able: able.size })];
  });
}

/** The longest shift of each day somebody could work, as many days as rules of days allow: an upper limit. */
function findUnreachableHours(index: RosterIndex): readonly Finding[] {
  const { input } = index;
  return input.employees.flatMap((employee, at): Finding[] => {
    const longest = (index.ofDay[at] ?? []).map((own) =>
      own.reduce((most, { shift }) => Math.max(most, index.shifts[shift]?.paid ?? 0), 0),
    );
    const { hours, minShifts = 0, name } = employee;
    const found: Finding[] = [];
    const check = (from: number, to: number, most: number) => {
      const reachable = sumOfMost(longest.slice(from, to), most);
      const min = hours?.min ?? 0;
      if (reachable >= min) return;
      const when = hours?.per === 'week' ? ` in the week from day ${from + 1}` : '';
      const words = `${name} should work at least ${writeHours(min)} hours${when} and can work at most ${writeHours(reachable)}.`;
      found.push(warn('min-hours-unreachable', words, { employee: employee.id, min, reachable }));
    };
    if (hours?.per === 'plan') check(0, input.days, longest.length);
    if (hours?.per === 'week')
      for (let from = 0; from + 7 <= input.days; from += 7) check(from, from + 7, daysOfWeek(employee, index));
    const days = longest.filter((minutes) => minutes > 0).length;
    if (days < minShifts) {
      const words = `${name} should work at least ${minShifts} shifts and can be there on ${days} days.`;
      found.push(warn('min-shifts-unreachable', words, { employee: employee.id, minShifts, days }));
    }
    return found;
  });
}

/** In seven days at least one is off when no more than six in a row are allowed. */
function daysOfWeek({ maxDaysPerWeek = 7, maxConsecutiveDays = 7 }: Employee, { profile }: RosterIndex): number {
  const run = Math.min(maxConsecutiveDays, profile.maxConsecutiveDays);
  return Math.min(maxDaysPerWeek, 7 - Math.floor(7 / (run + 1)));
}

function sumOfMost(minutes: readonly number[], days: number): number {
  const longestFirst = minutes.toSorted((a, b) => b - a);
  return longestFirst.slice(0, days).reduce((sum, one) => sum + one, 0);
}

function findImpossiblePins({ input, employeeAt, dayAt, ofDay, shifts }: RosterIndex): readonly Finding[] {
  return (input.pinned ?? []).flatMap(({ employee, day, shift, skill }): Finding[] => {
    const own = ofDay[employeeAt.get(employee) ?? -1]?.[dayAt(day)] ?? [];
    const possible = own.some(
      (one) => shifts[one.shift]?.shift.id === shift && (skill === undefined || one.skill === skill),
    );
    if (possible) return [];
    const words = `${employee} is pinned to ${shift} on ${day} and cannot be there: away, without rest, or nobody is wanted then.`;
    return [warn('pin-impossible', words, { employee, day, shift })];
  });
}

function findLongShifts({ shifts, profile }: RosterIndex): readonly Finding[] {
  const most = profile.maxMinutesPerShift ?? Infinity;
  return shifts
    .filter(({ paid }) => paid > most)
    .map(({ shift, paid }) => {
      const words = `${shift.name} is ${writeHours(paid)} hours of work; “${profile.name}” allows ${writeHours(most)}. Nobody is put on it.`;
      return warn('shift-too-long', words, { shift: shift.id, paid, most });
    });
}

/** All hours that are wanted on shifts against all hours of all contracts. */
function compareHours({ input, needs, shifts, profile }: RosterIndex): readonly Finding[] {
  // With a total and its skills side by side, or with needs by time, hours would be counted twice.
  const plain = needs.every(({ need }) => 'shift' in need && need.skill === undefined);
  if (!plain) return [];
  const wanted = needs.reduce((sum, { need, filledBy: [pair] }) => {
    return sum + need.people * (shifts[pair?.[1] ?? -1]?.paid ?? 0);
  }, 0);
  const weeks = Math.ceil(input.days / 7);
  const offered = input.employees.reduce((sum, { hours }) => {
    const contract = (hours?.max ?? Infinity) + (hours?.overtime ?? 0);
    const lawful = (profile.maxMinutesPerWeek ?? Infinity) * weeks;
    return sum + Math.min(hours?.per === 'plan' ? contract : contract * weeks, lawful);
  }, 0);
  if (wanted <= offered) return [];
  const words = `The plan wants ${writeHours(wanted)} hours of work, and all contracts together allow ${writeHours(offered)}.`;
  return [warn('not-enough-hours', words, { wanted, offered })];
}

const writeHours = (minutes: number): number => Math.round(minutes / 6) / 10;
