import { dayNumber, dayOf, weekdayOf } from '../../../calendar/civil-day.ts';
import type { IsoDate } from '../../../contracts/period.ts';
import { EUROPEAN_UNION } from './labour-profiles.ts';
import type { CoverNeed, Employee, LabourProfile, Shift, StaffingInput } from './types.ts';

/** The raw input with everything by index, and every assignment that could be made: one variable each. */
export interface RosterIndex {
  readonly input: StaffingInput;
  readonly profile: LabourProfile;
  readonly shifts: readonly IndexedShift[];
  readonly needs: readonly IndexedNeed[];
  readonly candidates: readonly Candidate[];
  /** Candidates of one person on one day: `ofDay[employee][day]`. */
  readonly ofDay: readonly (readonly (readonly Candidate[])[])[];
  /** Index of an employee by id. */
  readonly employeeAt: ReadonlyMap<string, number>;
  readonly dates: readonly IsoDate[];
  readonly dayAt: (date: string) => number;
  readonly isWeekend: (day: number) => boolean;
}

/** Times are minutes from midnight of the shift's own day. */
export interface IndexedShift {
  readonly shift: Shift;
  readonly start: number;
  readonly end: number;
  readonly paid: number;
}

export interface IndexedNeed {
  readonly need: CoverNeed;
  /** Minutes for which people are wanted. */
  readonly minutes: number;
  /** [day, shift] pairs that fill it. */
  readonly filledBy: readonly (readonly [day: number, shift: number])[];
}

/** Somebody working a shift in a skill (or as a general hand) on a day. Its place in `candidates` is its variable. */
export interface Candidate {
  readonly variable: number;
  readonly employee: number;
  readonly day: number;
  readonly shift: number;
  readonly skill: string | undefined;
}

const DAY = 1440;

export function indexRoster(input: StaffingInput): RosterIndex {
  const profile = input.profile ?? EUROPEAN_UNION;
  const first = dayNumber(input.firstDay);
  const dayAt = (date: string) => dayNumber(date) - first;
  const firstWeekday = weekdayOf(input.firstDay);
  const shifts = input.shifts.map((shift) => indexShift(shift, profile));
  const needs = input.cover.map((need) => indexNeed(need, dayAt(need.day), shifts));
  const roles = listRoles(needs);
  const candidates: Candidate[] = [];
  const ofDay = input.employees.map((employee, at) => {
    const mayWork = createFilter(employee, profile, dayAt);
    return Array.from({ length: input.days }, (_, day) => {
      const own: Candidate[] = [];
      for (const [shift, indexed] of shifts.entries()) {
        if (!mayWork(day, indexed)) continue;
        for (const skill of roles.get(day * shifts.length + shift) ?? []) {
          if (skill !== undefined && !employee.skills?.includes(skill)) continue;
          own.push({ variable: candidates.length + own.length, employee: at, day, shift, skill });
        }
      }
      candidates.push(...own);
      return own;
    });
  });
  return {
    input,
    profile,
    shifts,
    needs,
    candidates,
    ofDay,
    employeeAt: new Map(input.employees.map(({ id }, at) => [id, at])),
    dates: Array.from({ length: input.days }, (_, day) => dayOf(first + day)),
    dayAt,
    isWeekend: (day) => profile.weekend.includes((firstWeekday + day) % 7),
  };

  /** Skills wanted on each shift of each day; undefined stands for general hands. */
  function listRoles(all: readonly IndexedNeed[]): ReadonlyMap<number, ReadonlySet<string | undefined>> {
    const found = new Map<number, Set<string | undefined>>();
    for (const { need, filledBy } of all) {
      for (const [day, shift] of filledBy) {
        const key = day * shifts.length + shift;
        const known = found.get(key);
        if (known) known.add(need.skill);
        else found.set(key, new Set([need.skill]));
      }
    }
    return found;
  }
}

function indexShift(shift: Shift, profile: LabourProfile): IndexedShift {
  const lawful = profile.breaks.filter(({ over }) => shift.minutes > over).map(({ minutes }) => minutes);
  const rest = shift.breakMinutes ?? Math.max(0, ...lawful);
  return { shift, start: shift.start, end: shift.start + shift.minutes, paid: shift.minutes - rest };
}

function indexNeed(need: CoverNeed, day: number, shifts: readonly IndexedShift[]): IndexedNeed {
  if ('shift' in need) {
    const at = shifts.findIndex(({ shift }) => shift.id === need.shift);
    return { need, minutes: shifts[at]?.shift.minutes ?? 0, filledBy: [[day, at]] };
  }
  // Who works from before `from` until after `to`; a night shift of the day before may reach into this day.
  const filledBy = shifts.flatMap(({ shift, start, end }, at) =>
    (need.place === undefined || need.place === shift.place ? [-1, 0] : [])
      .filter((back) => start + back * DAY <= need.from && need.to <= end + back * DAY && day + back >= 0)
      .map((back): readonly [number, number] => [day + back, at]),
  );
  return { need, minutes: need.to - need.from, filledBy };
}

type ShiftFilter = (day: number, shift: IndexedShift) => boolean;

/** May this person work this shift at all, whatever else they work? */
function createFilter(employee: Employee, profile: LabourProfile, dayAt: (date: string) => number): ShiftFilter {
  const daysAway = new Set<number>();
  const timesAway: { from: number; to: number }[] = [];
  for (const { day, from, to } of employee.away ?? []) {
    if (from === undefined && to === undefined) daysAway.add(dayAt(day));
    else timesAway.push({ from: dayAt(day) * DAY + (from ?? 0), to: dayAt(day) * DAY + (to ?? DAY) });
  }
  const windows = employee.available?.map(({ day, from, to }) => ({
    from: dayAt(day) * DAY + from,
    to: dayAt(day) * DAY + to,
  }));
  const lastEnd = employee.before?.lastShiftEnd;
  const restedFrom = lastEnd === undefined ? -Infinity : lastEnd - DAY + profile.minRestMinutes;
  return (day, { shift, start, end, paid }) => {
    if (daysAway.has(day) || paid > (profile.maxMinutesPerShift ?? Infinity)) return false;
    if (employee.maxShiftsOf?.[shift.id] === 0) return false;
    if (shift.place !== undefined && employee.places?.includes(shift.place) === false) return false;
    const from = day * DAY + start;
    const to = day * DAY + end;
    if (from < restedFrom || timesAway.some((away) => away.from < to && from < away.to)) return false;
    return windows === undefined || windows.some((window) => window.from <= from && to <= window.to);
  };
}
