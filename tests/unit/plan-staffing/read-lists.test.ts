import { describe, expect, it } from 'vitest';
import { canonicalNames } from '../../../skills/plan-staffing/canonical-names.ts';
import { changeCover } from '../../../skills/plan-staffing/change-cover.ts';
import { changePeople } from '../../../skills/plan-staffing/change-people.ts';
import { chooseDays } from '../../../skills/plan-staffing/choose-days.ts';
import { chooseProfile } from '../../../skills/plan-staffing/choose-profile.ts';
import { makeShift, readCover } from '../../../skills/plan-staffing/read-cover.ts';
import { readPeople } from '../../../skills/plan-staffing/read-people.ts';
import { instantOf } from '../../../skills/plan-staffing/shift-instant.ts';
import type { PlanChange } from '../../../src/contracts/plan.ts';
import type { CoverRecord, EmployeeRecord } from '../../../src/contracts/record.ts';

/** A Monday. */
const TODAY = '2026-11-23';
const WEEK = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06'];
const SATURDAY = '2026-12-05';

const names = () => ({
  people: canonicalNames([]),
  roles: canonicalNames(['Bar', 'Kitchen']),
  places: canonicalNames(['Pier', 'Hill']),
});

describe('days of a roster', () => {
  const choose = (start?: string, end = start, weekStart: 'monday' | 'sunday' = 'monday') =>
    chooseDays(start && end ? { start, end } : undefined, TODAY, weekStart);

  it('is the next whole week when nothing is said', () => {
    expect(choose()).toMatchObject({ firstDay: '2026-11-30', days: 7, asked: [] });
    expect(choose(undefined, undefined, 'sunday')).toMatchObject({ firstDay: '2026-11-29', days: 7 });
  });
  it('plans the week a day lies in, and answers about the day', () => {
    expect(choose(SATURDAY)).toMatchObject({ firstDay: '2026-11-30', days: 7, asked: [SATURDAY] });
  });
  it('does not answer about days that are over, nor plan weeks that are', () => {
    const today = '2026-11-26';
    expect(chooseDays({ start: '2026-11-24', end: '2026-11-28' }, today, 'monday')).toMatchObject({
      firstDay: '2026-11-23',
      asked: ['2026-11-26', '2026-11-27', '2026-11-28'],
    });
    expect(chooseDays({ start: '2026-11-01', end: '2026-11-30' }, today, 'monday')?.firstDay).toBe('2026-11-23');
    expect(choose('2026-11-20')).toBeNull();
  });
  it('holds four weeks at most and says so', () => {
    expect(choose('2026-12-01', '2026-12-31')).toMatchObject({ days: 28, shortened: true, asked: [] });
  });
});

const cover = (change: Partial<CoverRecord>): CoverRecord => ({
  shift: 'Late',
  from: 720,
  to: 1_080,
  people: 2,
  ...change,
});

describe('the list of cover', () => {
  it('takes a line for a date before one for a weekday before one for every day', () => {
    const records = [cover({}), cover({ weekday: 5, people: 3 }), cover({ day: SATURDAY, people: 5 })];
    const next = '2026-12-12';
    const read = readCover(records, [...WEEK, next], names());
    expect(read.needs.map(({ people }) => people)).toEqual([2, 2, 2, 2, 2, 5, 2, 3]);
    expect(read.shifts).toEqual([{ id: 'Late 12–18', name: 'Late', start: 720, minutes: 360 }]);
  });
  it('keeps places and roles apart, in one spelling, and leaves out who is not asked about', () => {
    const records = [cover({ location: 'pier', role: 'bar' }), cover({ location: 'Hill', role: 'BAR', people: 1 })];
    const all = readCover(records, [SATURDAY], names());
    expect(all.needs).toEqual([
      { day: SATURDAY, shift: 'Late 12–18 at Pier', people: 2, role: 'Bar' },
      { day: SATURDAY, shift: 'Late 12–18 at Hill', people: 1, role: 'Bar' },
    ]);
    expect(readCover(records, [SATURDAY], names(), 'Hill').needs).toHaveLength(1);
  });
  it('wants nobody where the line says none', () => {
    expect(readCover([cover({}), cover({ weekday: 5, people: 0 })], [SATURDAY], names()).needs).toEqual([]);
  });
});

describe('changes of cover', () => {
  const records = [cover({ role: 'Bar', people: 3 }), cover({ role: 'Kitchen', people: 1 })];
  const people = (change: Partial<PlanChange>) => {
    const changed = changeCover(readCover(records, WEEK, names()), [{ what: 'cover', ...change }]);
    return WEEK.map((day) => changed.needs.filter((need) => need.day === day).map((need) => need.people));
  };

  it('two fewer on Saturday are two of all there, from the largest need', () => {
    expect(people({ weekday: 5, by: -2 })).toEqual([
      [3, 1],
      [3, 1],
      [3, 1],
      [3, 1],
      [3, 1],
      [1, 1],
      [3, 1],
    ]);
  });
  it('never goes below nobody', () => {
    expect(people({ day: SATURDAY, by: -9 })[5]).toEqual([]);
  });
  it('adds by the shares there were', () => {
    expect(people({ day: SATURDAY, percent: 100 })[5]).toEqual([6, 2]);
  });
  it('sets one role', () => {
    expect(people({ role: 'kitchen', day: SATURDAY, to: 2 })[5]).toEqual([3, 2]);
  });
  it('says when nothing is meant', () => {
    expect(() => people({ shift: 'Brunch', by: 1 })).toThrow('not in the list');
  });
});

const employee = (name: string, change: Partial<EmployeeRecord> = {}): EmployeeRecord => ({
  name,
  roles: ['Bar'],
  ...change,
});

describe('people', () => {
  it('brings contracts in minutes, windows by weekday, absences as days', () => {
    const off = null;
    const morning = [{ from: 360, to: 840 }];
    const { employees } = readPeople(
      [
        employee('Ana', {
          wagePerHour: 20,
          minHours: 30,
          maxHours: 40,
          overtimeHours: 4,
          locations: ['hill'],
          availability: [morning, off, off, off, off, off, morning],
        }),
      ],
      [{ employee: 'ana', start: '2026-12-05', end: '2026-12-20' }],
      WEEK,
      names(),
    );
    expect(employees).toEqual([
      {
        id: 'Ana',
        name: 'Ana',
        skills: ['Bar'],
        places: ['Hill'],
        wagePerHour: 20,
        // Two of five working days away: three fifths of thirty hours.
        hours: { per: 'week', min: 18 * 60, max: 2_400, overtime: 240 },
        away: [{ day: '2026-12-05' }, { day: '2026-12-06' }],
        available: [
          { day: '2026-11-30', from: 360, to: 840 },
          { day: '2026-12-06', from: 360, to: 840 },
        ],
      },
    ]);
  });
  it('takes a usual wage where one is missing, and counts hours where all are', () => {
    const some = readPeople([employee('A', { wagePerHour: 10 }), employee('B')], [], WEEK, names()).wages;
    expect([some.known, some.of.get('B'), some.assumed?.people]).toEqual(['some', 10, ['B']]);
    const none = readPeople([employee('A'), employee('B')], [], WEEK, names()).wages;
    expect([none.known, [...none.of.values()]]).toEqual(['none', [1, 1]]);
  });

  const team = readPeople(
    [employee('Ana Ruiz', { minHours: 20, maxHours: 30 }), employee('Ben')],
    [],
    WEEK,
    names(),
  ).employees;
  const frame = { dates: WEEK, shifts: [makeShift('Late', 720, 1_080, undefined)], wishWeight: 1_000 };

  it('somebody off is away that day, or for the time of a shift', () => {
    const { employees, absences } = changePeople(
      team,
      [
        { what: 'person', of: 'Ana', weekday: 5, off: true },
        { what: 'person', of: 'Ben', day: SATURDAY, shift: 'late', off: true },
      ],
      frame,
    );
    expect(employees.map(({ away }) => away)).toEqual([[{ day: SATURDAY }], [{ day: SATURDAY, from: 720, to: 1_080 }]]);
    expect(absences.map((one) => one.employee)).toEqual(['Ana Ruiz', 'Ben']);
  });
  it('somebody who must work is a wish on that shift', () => {
    const { wishes } = changePeople(team, [{ what: 'person', of: 'Ben', day: SATURDAY, shift: 'Late', to: 1 }], frame);
    expect(wishes).toEqual([{ employee: 'Ben', day: SATURDAY, shift: 'Late 12–18', kind: 'on', weight: 1_000 }]);
  });
  it('what is said of hours holds, and the other end gives way', () => {
    const { employees } = changePeople(team, [{ what: 'hours', of: 'Ana Ruiz', atMost: 10 }], frame);
    expect(employees[0]?.hours).toEqual({ per: 'week', min: 600, max: 600 });
  });
  it('asks who is meant', () => {
    expect(() => changePeople(team, [{ what: 'person', of: 'Zoe', off: true }], frame)).toThrow('who “Zoe” is');
  });
});

describe('rules of work', () => {
  const book = (value?: string) => ({
    setting: () => (value === undefined ? undefined : { key: 'labour-profile', value, saidBy: null, saidAt: '' }),
  });
  it.each([
    ['en-US', undefined, 'us', false],
    ['de-DE', undefined, 'de', false],
    ['pl-PL', undefined, 'eu', false],
    ['en-US', 'fr', 'fr', true],
  ])('%s with %s said: %s', (locale, setting, id, said) => {
    const chosen = chooseProfile(book(setting), locale);
    expect([chosen.profile.id, chosen.said]).toEqual([id, said]);
  });
});

describe('the instant of a shift', () => {
  // Berlin leaves summer time on 2026-10-25 at 3:00, New York enters it on 2026-03-08 at 2:00.
  it.each([
    ['2026-10-24', 420, 'Europe/Berlin', '2026-10-24T05:00:00.000Z'],
    ['2026-10-25', 420, 'Europe/Berlin', '2026-10-25T06:00:00.000Z'],
    ['2026-10-24', 1_440 + 360, 'Europe/Berlin', '2026-10-25T05:00:00.000Z'],
    ['2026-03-07', 1_440 + 360, 'America/New_York', '2026-03-08T10:00:00.000Z'],
    ['2026-03-08', 390, 'America/New_York', '2026-03-08T10:30:00.000Z'],
  ])('%s at %i minutes in %s', (day, minutes, timezone, instant) => {
    expect(instantOf(day, minutes, timezone).toISOString()).toBe(instant);
  });
});
