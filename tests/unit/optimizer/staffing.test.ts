import { describe, expect, it } from 'vitest';
import { buildRosterModel } from '../../../src/engines/optimizer/staffing/build-roster-model.ts';
import { applyRosterRemedies } from '../../../src/engines/optimizer/staffing/find-remedies.ts';
import { EUROPEAN_UNION, NO_RULES } from '../../../src/engines/optimizer/staffing/labour-profiles.ts';
import { planWeekByWeek } from '../../../src/engines/optimizer/staffing/plan-week-by-week.ts';
import { readAssignments } from '../../../src/engines/optimizer/staffing/read-roster.ts';
import { planAgain } from '../../../src/engines/optimizer/staffing/replan.ts';
import { scoreRoster } from '../../../src/engines/optimizer/staffing/score-roster.ts';
import { sizeTeam } from '../../../src/engines/optimizer/staffing/size-team.ts';
import { planStaffing } from '../../../src/engines/optimizer/staffing/staffing-model.ts';
import type { StaffingInput } from '../../../src/engines/optimizer/staffing/types.ts';
import { verifyRoster } from '../../../src/engines/optimizer/staffing/verify-roster.ts';
import { dayOf, makeCafe, PAID, person } from './make-cafe.ts';

function plan(input: StaffingInput) {
  const outcome = planStaffing(input, { timeLimitMs: 5000 });
  if (outcome.status !== 'optimal') throw new Error(`The plan is ${outcome.status}.`);
  return outcome;
}

describe('a roster', () => {
  it('fills a week with rest between shifts and a day off, at the plain wage', () => {
    const { plan: roster, objective } = plan(makeCafe());
    expect(roster.short).toEqual([]);
    expect(roster.lines).toHaveLength(14);
    expect(objective).toBeCloseTo(14 * 7.5 * 16);
  });

  it('leaves short what cannot be filled, and says what stands in the way', () => {
    const employees = [
      person('ana', { hours: { per: 'week', max: 5 * PAID } }),
      person('ben', { away: [{ day: dayOf(6) }] }),
    ];
    const { plan: roster, explanation, findings } = plan(makeCafe({ employees }));
    // Five shifts of Ana and six of Ben, of fourteen.
    expect(roster.short.length).toBe(3);
    expect(findings.map(({ code }) => code)).toEqual(['not-enough-hours']);
    const reasons = explanation.shortages.flatMap(({ ways }) => ways.flatMap(({ inTheWay }) => inTheWay));
    expect(reasons.map(({ code }) => code)).toContain('max-hours');
    expect(explanation.limits).toContainEqual(
      expect.objectContaining({ kind: 'max-hours', employee: 'ana', gain: 8 * 160 - 120 }),
    );
  });

  it('counts who works through a time of the day, also past midnight', () => {
    const input = makeCafe({
      days: 2,
      employees: [person('ana'), person('ben')],
      cover: [
        { day: dayOf(0), from: 600, to: 660, people: 1 },
        { day: dayOf(1), from: 60, to: 120, people: 1 },
      ],
    });
    const { plan: roster } = plan(input);
    expect(roster.lines.map(({ day, shift }) => [day, shift])).toEqual([
      [dayOf(0), 'early'],
      [dayOf(0), 'night'],
    ]);
  });

  it('counts somebody in a skill towards the skill and the total', () => {
    const input = makeCafe({
      days: 1,
      employees: [
        person('ana', { skills: ['bar'] }),
        person('ben'),
        person('cleo', { skills: ['bar'], wagePerHour: 30 }),
      ],
      cover: [
        { day: dayOf(0), shift: 'early', people: 2 },
        { day: dayOf(0), shift: 'early', skill: 'bar', people: 1 },
      ],
    });
    expect(plan(input).plan.lines.map(({ employee, skill }) => [employee, skill])).toEqual([
      ['ana', 'bar'],
      ['ben', undefined],
    ]);
  });

  it('takes the cheapest people and pays the premium only where it must', () => {
    const employees = [
      person('ana', { wagePerHour: 12, hours: { per: 'week', max: 3 * PAID, overtime: 2 * PAID } }),
      person('ben', { wagePerHour: 15 }),
    ];
    const cover = [0, 1, 2, 3].map((place) => ({ day: dayOf(place), shift: 'early', people: 1 }));
    const profile = { ...NO_RULES, overtimePremium: 0.5 };
    const roster = plan(makeCafe({ employees, cover, profile })).plan;
    // Ana's overtime costs 18 an hour, Ben 15.
    expect(roster.people.map(({ shifts }) => shifts)).toEqual([3, 1]);
    expect(roster.cost).toMatchObject({ wages: 3 * 90 + 112.5, overtime: 0 });
  });

  it('shares unpopular shifts, counting those of before', () => {
    const employees = [person('ana', { before: { unpopularShifts: 2 }, wagePerHour: 15 }), person('ben')];
    const cover = [5, 6].map((place) => ({ day: dayOf(place), shift: 'early', people: 1 }));
    const alone = plan(makeCafe({ employees, cover })).plan;
    const shared = plan(makeCafe({ employees, cover, fairness: { unpopular: 50 } })).plan;
    expect(alone.people.map(({ unpopularShifts }) => unpopularShifts)).toEqual([2, 0]);
    expect(shared.people.map(({ unpopularShifts }) => unpopularShifts)).toEqual([0, 2]);
  });

  it('keeps wishes where they cost nothing', () => {
    const wishes = [
      { employee: 'ana', day: dayOf(2), kind: 'off', weight: 5 },
      { employee: 'ben', day: dayOf(2), shift: 'late', kind: 'on', weight: 5 },
    ] as const;
    expect(plan(makeCafe({ wishes })).plan.unmetWishes).toEqual([]);
  });

  it('offers others within one percent that leave nobody out', () => {
    const { explanation, objective, plan: roster } = plan(makeCafe());
    expect(explanation.alternatives.length).toBeGreaterThan(0);
    for (const { plan: other, differences } of explanation.alternatives) {
      expect(other.cost.total).toBeLessThanOrEqual(objective * 1.01 + 1e-6);
      expect(other.short).toEqual(roster.short);
      expect(differences).toBeGreaterThan(0);
    }
  });

  it('staggers breaks inside the shifts', () => {
    const cover = [{ day: dayOf(0), shift: 'early', people: 3 }];
    const breaks = plan(makeCafe({ cover, days: 1 })).plan.lines.map(({ breakFrom }) => breakFrom ?? 0);
    const sorted = breaks.toSorted((a, b) => a - b);
    expect(sorted.every((from, at) => at === 0 || from - (sorted[at - 1] ?? 0) >= 30)).toBe(true);
    expect(sorted.every((from) => from > 360 && from + 30 < 840)).toBe(true);
  });
});

describe('planning again', () => {
  it('changes as little as it can when two call in sick', () => {
    const employees = ['ana', 'ben', 'cleo', 'dan', 'eva'].map((id, at) =>
      person(id, { wagePerHour: 14 + at, hours: { per: 'week', min: PAID, max: 5 * PAID } }),
    );
    const input = makeCafe({ employees });
    const first = plan(input).plan;
    const sick = ['ana', 'ben'].map((employee) => ({ employee, away: [{ day: dayOf(3) }, { day: dayOf(4) }] }));
    const lost = first.lines.filter(
      ({ employee, day }) => ['ana', 'ben'].includes(employee) && [dayOf(3), dayOf(4)].includes(day),
    );
    const again = plan(planAgain(input, first.lines, sick, dayOf(3))).plan;
    expect(lost.length).toBeGreaterThan(0);
    expect(again.short).toEqual([]);
    // Each lost shift goes to one other person, and nothing else moves.
    expect(again.changes?.removed).toHaveLength(lost.length);
    expect(again.changes?.added).toHaveLength(lost.length);
    expect(again.lines.filter(({ day }) => day < dayOf(3))).toEqual(first.lines.filter(({ day }) => day < dayOf(3)));
  });
});

describe('an impossible roster', () => {
  it('names the least change that makes it possible, which does', () => {
    const away = [0, 1, 2, 3].map((place) => ({ day: dayOf(place) }));
    const employees = [person('ana', { hours: { per: 'week', min: 5 * PAID }, away }), person('ben')];
    const input = makeCafe({ employees, pinned: [{ employee: 'ana', day: dayOf(1), shift: 'early' }] });
    const outcome = planStaffing(input, { timeLimitMs: 5000 });
    if (outcome.status !== 'infeasible') throw new Error(`The plan is ${outcome.status}.`);
    expect(outcome.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['min-hours-unreachable', 'pin-impossible']),
    );
    expect(outcome.remedies.map(({ code, amount }) => [code, amount])).toEqual(
      expect.arrayContaining([
        ['min-hours', 2 * PAID],
        ['pinned', 1],
      ]),
    );
    expect(plan(applyRosterRemedies(input, outcome.remedies)).status).toBe('optimal');
  });
});

describe('a roster of several weeks', () => {
  it('can begin with a plan made week by week that keeps every rule', () => {
    const employees = ['ana', 'ben', 'cleo', 'dan', 'eva'].map((id, at) =>
      person(id, {
        wagePerHour: 14 + at,
        minConsecutiveDays: 2,
        minConsecutiveDaysOff: 2,
        maxWeekends: 2,
        hours: { per: 'plan', min: 4 * PAID, max: 13 * PAID },
      }),
    );
    const input = makeCafe({ employees, days: 21 });
    const built = buildRosterModel(input);
    const { start } = planWeekByWeek(input, built, { timeLimitMs: 3000 });
    const values = Array.from({ length: built.index.candidates.length }, (_, at) => start?.get(at) ?? 0);
    const assignments = readAssignments(built, values);
    expect(assignments.length).toBeGreaterThan(30);
    expect(verifyRoster(input, assignments).violations).toEqual([]);
  });
});

describe('the roster of today', () => {
  it('is counted like a planned one, with the rules it breaks', () => {
    const today = [0, 1, 2].flatMap((place) => [
      { employee: 'ana', day: dayOf(place), shift: place === 1 ? 'early' : 'late' },
    ]);
    const { plan: scored, violations } = scoreRoster(makeCafe(), today);
    expect(violations.map(({ code, amount }) => [code, amount])).toEqual([
      ['rest', EUROPEAN_UNION.minRestMinutes - 480],
    ]);
    expect(scored.short).toHaveLength(11);
    expect(scored.cost.wages).toBeCloseTo(360);
  });
});

describe('the size of a team', () => {
  it('is 23 for the post office of Winston, Operations Research, section 3.5', () => {
    const outcome = sizeTeam({ wanted: [17, 13, 15, 19, 14, 16, 11], daysInARow: 5 });
    expect(outcome).toMatchObject({ status: 'optimal', plan: { people: 23 } });
  });
});
