import { describe, expect, it } from 'vitest';
import { NO_RULES } from '../../../src/engines/optimizer/staffing/labour-profiles.ts';
import type { Assignment, Employee, StaffingInput } from '../../../src/engines/optimizer/staffing/types.ts';
import { verifyRoster } from '../../../src/engines/optimizer/staffing/verify-roster.ts';
import { dayOf, makeCafe, PAID, person } from './make-cafe.ts';

/** Ana's days by place in the plan: "early.late" works day 0 early and day 2 late. */
function workDays(...shifts: readonly (string | null)[]): Assignment[] {
  return shifts.flatMap((shift, place) => (shift === null ? [] : [{ employee: 'ana', day: dayOf(place), shift }]));
}

const codesOf = (input: StaffingInput, assignments: readonly Assignment[]) =>
  verifyRoster(input, assignments).violations.map(({ code }) => code);

const withAna = (ana: Partial<Employee>, more: Partial<StaffingInput> = {}) =>
  makeCafe({ employees: [person('ana', ana)], profile: NO_RULES, ...more });

describe('the independent check', () => {
  const three = workDays('early', 'early', 'early');
  it.each<[string, StaffingInput, readonly Assignment[]]>([
    ['away', withAna({ away: [{ day: dayOf(1) }] }), three],
    ['away', withAna({ away: [{ day: dayOf(1), from: 800, to: 900 }] }), three],
    ['not-available', withAna({ available: [0, 1].map((at) => ({ day: dayOf(at), from: 300, to: 900 })) }), three],
    ['no-skill', withAna({ skills: ['kitchen'] }), [{ employee: 'ana', day: dayOf(0), shift: 'early', skill: 'bar' }]],
    ['two-shifts', withAna({}), [...workDays('early'), ...workDays('late')]],
    ['rest', makeCafe({ employees: [person('ana')] }), workDays('late', 'early')],
    ['rest', makeCafe({ employees: [person('ana', { before: { lastShiftEnd: 1380 } })] }), workDays('early')],
    ['long-run', withAna({ maxConsecutiveDays: 2 }), three],
    ['long-run', withAna({ maxConsecutiveDays: 4, before: { daysWorkedInARow: 2 } }), three],
    ['short-run', withAna({ minConsecutiveDays: 2 }), workDays(null, 'early', null)],
    ['short-break', withAna({ minConsecutiveDaysOff: 2 }), workDays('early', null, 'early')],
    ['weekends', withAna({ maxWeekends: 0 }), workDays(null, null, null, null, null, 'early')],
    ['max-hours', withAna({ hours: { per: 'week', max: 2 * PAID, overtime: 60 } }), three],
    ['min-hours', withAna({ hours: { per: 'plan', min: 4 * PAID } }), three],
    ['law-hours', withAna({}, { profile: { ...NO_RULES, maxMinutesPerWeek: 1000 } }), three],
    ['long-shift', withAna({}, { profile: { ...NO_RULES, maxMinutesPerShift: 400 } }), workDays('early')],
    ['days-per-week', withAna({ maxDaysPerWeek: 2 }), three],
    ['max-shifts', withAna({ maxShifts: 2 }), three],
    ['min-shifts', withAna({ minShifts: 4 }), three],
    ['max-shifts-of', withAna({ maxShiftsOf: { early: 1 } }), workDays('early', 'early')],
    ['pin-lost', withAna({}, { pinned: workDays('late') }), workDays('early')],
    ['too-many', withAna({}, { cover: [{ day: dayOf(0), shift: 'early', people: 0, atMost: 0 }] }), workDays('early')],
    ['unknown-assignment', withAna({}), [{ employee: 'zoe', day: dayOf(0), shift: 'early' }]],
    ['outside-plan', withAna({}, { days: 1, cover: [] }), workDays('early', 'early')],
  ])('finds %s', (code, input, assignments) => {
    expect(codesOf(input, assignments)).toContain(code);
  });

  it('lets runs that touch the ends of the plan be', () => {
    const input = withAna({ minConsecutiveDays: 3, minConsecutiveDaysOff: 3 });
    expect(codesOf(input, workDays('early', null, null, null, null, null, 'early'))).toEqual([]);
  });

  it('counts wages, overtime and people missing by hand', () => {
    const input = withAna(
      { hours: { per: 'week', max: 2 * PAID, overtime: PAID } },
      { profile: { ...NO_RULES, overtimePremium: 0.5 }, costs: { shortPerHour: 10 } },
    );
    // 3 × 7.5 h × 16, half a wage on the third, and 11 of 14 shifts of eight hours missing at 10 an hour.
    expect(verifyRoster(input, three)).toEqual({ objective: 360 + 60 + 11 * 80, violations: [] });
  });
});
