import { addDays } from '../../../src/calendar/civil-day.ts';
import type {
  Absence,
  Assignment,
  CoverNeed,
  Employee,
  LabourProfile,
  Shift,
  StaffingInput,
  Wish,
} from '../../../src/engines/optimizer/staffing/types.ts';

/** People × days × shifts small enough to try every roster; all rules of the engine come up, a few at a time. */
const SIZES = [
  { people: 3, days: 3, shifts: 2, skills: 0 },
  { people: 2, days: 3, shifts: 2, skills: 2 },
  { people: 2, days: 7, shifts: 1, skills: 0 },
  { people: 1, days: 9, shifts: 1, skills: 0 },
  { people: 2, days: 4, shifts: 2, skills: 1 },
  { people: 2, days: 4, shifts: 3, skills: 0 },
] as const;

/** A random small roster problem; the same numbers from `random` give the same problem. */
export function makeRandomRoster(random: () => number): StaffingInput {
  const chance = (share: number) => random() < share;
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const pick = <Item>(items: readonly Item[], otherwise: Item): Item => items[whole(0, items.length - 1)] ?? otherwise;
  const size = pick(SIZES, SIZES[0]);
  const quiet = chance(0.5);
  const firstDay = addDays('2026-03-02', whole(0, 6));
  const day = () => addDays(firstDay, whole(0, size.days - 1));
  const skills = ['barista', 'kitchen'].slice(0, size.skills);
  const ids = ['early', 'late', 'night'].slice(0, size.shifts);
  const shifts = ids.map(
    (id, at): Shift => ({
      id,
      name: id,
      start: [360, 840, 1320][at] ?? 0,
      minutes: pick([240, 420, 480, 600, 900], 480),
      ...(chance(0.5) && { breakMinutes: pick([0, 15, 30], 0) }),
      ...(chance(0.2) && { notNextDay: [pick(ids, 'early')] }),
      ...(chance(0.3) && { unpopular: true }),
    }),
  );
  const employees = Array.from({ length: size.people }, (_, at) => makeEmployee(`e${at}`));
  const assignment = (): Assignment => ({
    employee: pick(employees, { id: '', name: '' }).id,
    day: day(),
    shift: pick(ids, 'early'),
  });
  return {
    firstDay,
    days: size.days,
    shifts,
    employees,
    cover: makeCover(),
    ...(chance(0.8) && { profile: makeProfile() }),
    ...(chance(0.5) && { wishes: Array.from({ length: whole(1, 4) }, makeWish) }),
    ...(chance(0.1) && { pinned: [assignment()] }),
    ...(chance(0.3) && {
      published: {
        assignments: Array.from({ length: whole(0, 4) }, assignment),
        ...(chance(0.5) && { changeCost: whole(0, 60) }),
      },
    }),
    ...(chance(0.5) && { costs: { shortPerHour: whole(0, 60) } }),
    ...(chance(0.3) && { fairness: { unpopular: whole(0, 40), hours: whole(0, 100) } }),
  };

  function makeEmployee(id: string): Employee {
    const min = pick([0, 240, 480, 960], 0);
    return {
      id,
      name: id,
      skills: skills.filter(() => chance(0.7)),
      ...(chance(0.8) && { wagePerHour: whole(0, 30) }),
      ...(chance(0.6) && {
        hours: {
          per: chance(0.5) ? 'week' : 'plan',
          ...(chance(0.4) && { min }),
          ...(chance(0.7) && { max: min + pick([0, 300, 600, 1000], 0) }),
          ...(chance(0.4) && { overtime: pick([120, 480], 120) }),
        },
      }),
      ...(chance(0.1) && { minShifts: whole(0, 3) }),
      ...(chance(0.1) && { maxShifts: whole(3, 5) }),
      ...(chance(0.15) && { maxShiftsOf: { [pick(ids, 'early')]: whole(0, 2) } }),
      ...(chance(0.15) && { maxDaysPerWeek: whole(1, 5) }),
      ...(chance(0.3) && { maxConsecutiveDays: whole(2, 4) }),
      ...(chance(0.25) && { minConsecutiveDays: 2 }),
      ...(chance(0.25) && { minConsecutiveDaysOff: whole(1, 3) }),
      ...(chance(0.2) && { maxWeekends: whole(0, 1) }),
      ...(chance(0.4) && { away: Array.from({ length: whole(1, 2) }, makeAbsence) }),
      ...(chance(0.1) && {
        available: Array.from({ length: 4 }, () => ({
          day: day(),
          from: pick([300, 800], 300),
          to: pick([1000, 1920], 1000),
        })),
      }),
      ...(chance(0.3) && {
        before: { daysWorkedInARow: whole(0, 6), lastShiftEnd: whole(900, 1900), unpopularShifts: whole(0, 2) },
      }),
    };
  }

  function makeAbsence(): Absence {
    return { day: day(), ...(chance(0.4) && { from: whole(0, 700), to: whole(701, 1440) }) };
  }

  function makeWish(): Wish {
    const { shift, ...where } = assignment();
    return { ...where, ...(chance(0.6) && { shift }), kind: chance(0.5) ? 'on' : 'off', weight: whole(0, 50) };
  }

  function makeProfile(): LabourProfile {
    return {
      id: 'random',
      name: 'Random',
      minRestMinutes: pick([0, 480, 660, 1200, 1440], 660),
      maxConsecutiveDays: whole(2, 7),
      ...(chance(0.2) && { maxMinutesPerShift: 540 }),
      ...(chance(0.3) && { maxMinutesPerWeek: whole(1000, 2000) }),
      breaks: chance(0.5)
        ? [
            { over: 360, minutes: 30 },
            { over: 540, minutes: 45 },
          ]
        : [],
      overtimePremium: pick([0, 0.25, 0.5], 0.25),
      ...(chance(0.3) && { overtimeAfterPerWeek: whole(500, 1500) }),
      weekend: chance(0.8) ? [5, 6] : [4, 5],
    };
  }

  function makeCover(): CoverNeed[] {
    const found = Array.from({ length: size.days }, (_, at) => addDays(firstDay, at)).flatMap((date) =>
      ids.flatMap((shift): CoverNeed[] => [
        ...(chance(0.7) ? [{ day: date, shift, ...amounts() }] : []),
        ...skills.filter(() => chance(0.5)).map((skill) => ({ day: date, shift, skill, ...amounts() })),
        ...(chance(0.15) ? [{ day: date, from: whole(300, 800), to: whole(801, 1000), ...amounts() }] : []),
        // Before dawn: filled by a night shift of the day before.
        ...(chance(0.15) ? [{ day: date, from: whole(0, 100), to: whole(101, 200), ...amounts() }] : []),
      ]),
    );
    return found.length > 0 ? found : [{ day: firstDay, shift: 'early', people: 1 }];
  }

  function amounts() {
    const people = pick(quiet ? [0, 0, 0, 1] : [0, 1, 1, 1, 2], 1);
    return {
      people,
      ...(chance(0.15) && { atMost: people + whole(0, 1) }),
      ...(chance(0.4) && { shortCost: whole(0, 400) }),
      ...(chance(0.4) && { overCost: whole(0, 40) }),
    };
  }
}
