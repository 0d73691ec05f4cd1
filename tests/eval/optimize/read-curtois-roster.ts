import { addDays } from '../../../src/calendar/civil-day.ts';
import { NO_RULES } from '../../../src/engines/optimizer/staffing/labour-profiles.ts';
import type { CoverNeed, Employee, Shift, StaffingInput, Wish } from '../../../src/engines/optimizer/staffing/types.ts';

/** All instances start on a Monday. */
const FIRST_DAY = '2026-01-05';

/**
 * The text format of the shift scheduling instances of Curtois & Qu (schedulingbenchmarks.org): sections of
 * comma-separated lines, `#` for comments. Its only objective is wishes and cover, so wages are nothing.
 */
export function readCurtoisRoster(text: string): StaffingInput {
  const sections = splitSections(text);
  const days = numberOf(sections.get('SECTION_HORIZON')?.[0]?.[0]);
  const daysOff = Map.groupBy(sections.get('SECTION_DAYS_OFF') ?? [], ([employee = '']) => employee);
  return {
    firstDay: FIRST_DAY,
    days,
    profile: NO_RULES,
    shifts: (sections.get('SECTION_SHIFTS') ?? []).map(readShift),
    employees: (sections.get('SECTION_STAFF') ?? []).map((fields) =>
      readEmployee(
        fields,
        (daysOff.get(fields[0] ?? '') ?? []).flatMap((line) => line.slice(1)),
      ),
    ),
    cover: (sections.get('SECTION_COVER') ?? []).map(readCover),
    wishes: [
      ...(sections.get('SECTION_SHIFT_ON_REQUESTS') ?? []).map((fields) => readWish(fields, 'on')),
      ...(sections.get('SECTION_SHIFT_OFF_REQUESTS') ?? []).map((fields) => readWish(fields, 'off')),
    ],
  };
}

function splitSections(text: string): ReadonlyMap<string, readonly (readonly string[])[]> {
  const sections = new Map<string, string[][]>();
  let lines: string[][] = [];
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    if (trimmed.startsWith('SECTION_')) {
      lines = [];
      sections.set(trimmed, lines);
    } else lines.push(trimmed.split(',').map((field) => field.trim()));
  }
  return sections;
}

/** The format says nothing of when a shift starts and lists what may not follow, so all start at midnight. */
function readShift([id = '', minutes, after = '']: readonly string[]): Shift {
  return {
    id,
    name: id,
    start: 0,
    minutes: numberOf(minutes),
    breakMinutes: 0,
    notNextDay: after.split('|').filter((one) => one !== ''),
  };
}

function readEmployee(fields: readonly string[], daysOff: readonly string[]): Employee {
  const [id = '', limits = '', max, min, maxRun, minRun, minOff, weekends] = fields;
  const maxShiftsOf = limits.split('|').flatMap((limit): [string, number][] => {
    const [shift = '', most] = limit.split('=');
    return shift === '' ? [] : [[shift, numberOf(most)]];
  });
  return {
    id,
    name: id,
    hours: { per: 'plan', min: numberOf(min), max: numberOf(max) },
    maxShiftsOf: Object.fromEntries(maxShiftsOf),
    maxConsecutiveDays: numberOf(maxRun),
    minConsecutiveDays: numberOf(minRun),
    minConsecutiveDaysOff: numberOf(minOff),
    maxWeekends: numberOf(weekends),
    away: daysOff.map((day) => ({ day: addDays(FIRST_DAY, numberOf(day)) })),
  };
}

function readCover([day, shift = '', people, under, over]: readonly string[]): CoverNeed {
  return {
    day: addDays(FIRST_DAY, numberOf(day)),
    shift,
    people: numberOf(people),
    shortCost: numberOf(under),
    overCost: numberOf(over),
  };
}

function readWish([employee = '', day, shift = '', weight]: readonly string[], kind: Wish['kind']): Wish {
  return { employee, day: addDays(FIRST_DAY, numberOf(day)), shift, kind, weight: numberOf(weight) };
}

function numberOf(field: string | undefined): number {
  const value = Number(field);
  if (field === undefined || field === '' || !Number.isFinite(value)) throw new Error(`Not a number: ${field}`);
  return value;
}
