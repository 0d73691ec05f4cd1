import { describe, expect, it } from 'vitest';
import { coverFromDemand } from '../../../src/engines/optimizer/staffing/cover-from-demand.ts';
import { planStaffing } from '../../../src/engines/optimizer/staffing/staffing-model.ts';
import type { StaffingInput } from '../../../src/engines/optimizer/staffing/types.ts';
import { validateStaffing } from '../../../src/engines/optimizer/staffing/validate-staffing.ts';
import { readCurtoisRoster } from '../../eval/optimize/read-curtois-roster.ts';
import { dayOf, makeCafe, person, SHIFTS } from './make-cafe.ts';

const codesOf = (input: StaffingInput) => validateStaffing(input).map(({ code, severity }) => `${severity} ${code}`);

describe('bad input gets words', () => {
  const [early] = SHIFTS;
  it.each<[string, Partial<StaffingInput>]>([
    ['error first-day', { firstDay: '2026-02-30' }],
    ['error days', { days: Number.NaN, cover: [{ day: dayOf(0), shift: 'early', people: 1 }] }],
    ['error days', { days: 0 }],
    ['error no-shifts', { shifts: [] }],
    ['error no-employees', { employees: [] }],
    ['error no-cover', { cover: [] }],
    ['error too-large', { employees: Array.from({ length: 10_000 }, (_, at) => person(String(at))) }],
    ['error twice', { employees: [person('ana'), person('ana')] }],
    ['error twice', { shifts: [early, early] }],
    ['error bad-number', { employees: [person('ana', { wagePerHour: -1 })] }],
    ['error bad-number', { employees: [person('ana', { hours: { per: 'week', max: Number.NaN } })] }],
    ['error bad-number', { cover: [{ day: dayOf(0), shift: 'early', people: 1.5 }] }],
    ['error bad-number', { cover: [{ day: dayOf(0), shift: 'early', people: 1, shortCost: Infinity }] }],
    ['error bad-number', { shifts: [{ ...early, start: 1500 }] }],
    ['error bad-number', { costs: { shortPerHour: -5 } }],
    ['error bad-time', { employees: [person('ana', { away: [{ day: dayOf(0), from: 600, to: 500 }] })] }],
    ['error bad-time', { cover: [{ day: dayOf(0), from: 600, to: 600, people: 1 }] }],
    ['error bad-date', { employees: [person('ana', { away: [{ day: 'tomorrow' }] })] }],
    ['error min-above-max', { employees: [person('ana', { hours: { per: 'week', min: 600, max: 300 } })] }],
    ['error unknown-shift', { cover: [{ day: dayOf(0), shift: 'noon', people: 1 }] }],
    ['error outside-plan', { cover: [{ day: dayOf(7), shift: 'early', people: 1 }] }],
    ['error most-below-wanted', { cover: [{ day: dayOf(0), shift: 'early', people: 2, atMost: 1 }] }],
    ['error unknown-person', { wishes: [{ employee: 'zoe', day: dayOf(0), kind: 'off', weight: 1 }] }],
    ['error pin-without-skill', { pinned: [{ employee: 'ana', day: dayOf(0), shift: 'early', skill: 'bar' }] }],
    ['warning break-too-short', { shifts: [{ ...early, breakMinutes: 5 }, ...SHIFTS.slice(1)] }],
    ['warning too-few-people', { cover: [{ day: dayOf(0), shift: 'early', people: 9 }] }],
    ['warning no-shift-for-need', { cover: [{ day: dayOf(0), from: 300, to: 900, people: 1 }] }],
    [
      'warning not-enough-hours',
      { employees: ['ana', 'ben'].map((id) => person(id, { hours: { per: 'week', max: 60 } })) },
    ],
  ])('%s', (code, change) => {
    expect(codesOf(makeCafe(change))).toContain(code);
  });

  it('has nothing to say about a good café', () => {
    expect(codesOf(makeCafe())).toEqual([]);
  });

  it('plans around nobody being available: all is short, and each need is named', () => {
    const employees = ['ana', 'ben'].map((id) => person(id, { available: [] }));
    const outcome = planStaffing(makeCafe({ employees }), { timeLimitMs: 2000 });
    if (outcome.status !== 'optimal') throw new Error(outcome.status);
    expect(outcome.plan.short).toHaveLength(14);
    expect(outcome.findings.some(({ code }) => code === 'too-few-people')).toBe(true);
  });
});

describe('cover from demand', () => {
  it('wants whole people for each hour, at least the fewest that may be there', () => {
    const blocks = [0, 4, 12, 12.1].map((demand, at) => ({
      day: dayOf(0),
      from: 480 + at * 60,
      to: 540 + at * 60,
      demand,
    }));
    const cover = coverFromDemand(blocks, { perPersonHour: 6, least: 1 });
    expect(cover.map(({ people }) => people)).toEqual([1, 2, 3]);
  });
});

describe('the format of Curtois & Qu', () => {
  it('is read section by section', () => {
    const text = [
      '# comment',
      'SECTION_HORIZON',
      '7',
      'SECTION_SHIFTS',
      'E,480,',
      'L,480,E',
      'SECTION_STAFF',
      'A,E=3|L=7,2400,960,5,2,2,1',
      'SECTION_DAYS_OFF',
      'A,0,6',
      'SECTION_SHIFT_ON_REQUESTS',
      'A,2,E,3',
      'SECTION_SHIFT_OFF_REQUESTS',
      'A,3,E,1',
      'SECTION_COVER',
      '0,E,1,100,1',
      '2,L,1,100,2',
    ].join('\n');
    const input = readCurtoisRoster(text);
    expect(input).toMatchObject({
      days: 7,
      shifts: [{ id: 'E' }, { id: 'L', notNextDay: ['E'] }],
      employees: [{ maxShiftsOf: { E: 3, L: 7 }, hours: { per: 'plan', min: 960, max: 2400 }, maxWeekends: 1 }],
      cover: [{ people: 1, shortCost: 100, overCost: 1 }, { overCost: 2 }],
    });
    expect(input.employees[0]?.away).toHaveLength(2);
    expect(input.wishes?.map(({ kind, weight }) => [kind, weight])).toEqual([
      ['on', 3],
      ['off', 1],
    ]);
  });
});
