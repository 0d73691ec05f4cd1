import { addDays } from '../../src/calendar/civil-day.ts';
import type { StoredPlan } from '../../src/contracts/plan.ts';
import { scoreRoster } from '../../src/engines/optimizer/staffing/score-roster.ts';
import type { StaffingInput } from '../../src/engines/optimizer/staffing/types.ts';
import { startOfGrain } from '../../src/metrics/calendar.ts';
import type { SkillContext } from '../context.ts';
import type { StaffingBasis, Today } from './basis.ts';
import type { RosterDays } from './choose-days.ts';
import { findToday, toAssignment } from './find-known-roster.ts';
import { findPlaceDimension, findWageMetric } from './find-metrics.ts';

/** The approved roster of these or earlier days, counted in the same model. null: there is none. */
export function scoreToday(
  problem: StaffingInput,
  plans: readonly StoredPlan[],
  days: RosterDays,
  filter: Readonly<Record<string, string>>,
): Today | null {
  const known = findToday(plans, days, filter);
  if (!known) return null;
  const people = new Set(problem.employees.map(({ id }) => id));
  const shifts = new Set(problem.shifts.map(({ id }) => id));
  const lines = known.lines.filter(
    ({ employee, shift, day }) => people.has(employee) && shifts.has(shift) && days.dates.includes(day),
  );
  if (lines.length === 0) return null;
  const { published: _, pinned: __, ...plain } = problem;
  const { plan, violations } = scoreRoster(plain, lines.map(toAssignment));
  const wages = plan.cost.wages + plan.cost.overtime;
  // With a list of shifts, needs by the hour are the forecast's on top of it.
  const hasList = problem.cover.some((need) => 'shift' in need);
  const open = plan.short.filter(({ shift }) => !hasList || shift !== undefined);
  return {
    kind: 'roster',
    title: known.title,
    same: known.same,
    wages,
    short: open.reduce((sum, { wanted, there }) => sum + wanted - there, 0),
    // Hours may have been made up elsewhere; everything else is broken whatever else somebody did.
    broken: violations.filter(({ code }) => code !== 'min-hours').length,
  };
}

/** Where wages are seen, and what the newest weeks of the same length cost. */
export async function readWagesPaid(
  ctx: SkillContext,
  days: RosterDays,
  place: string | undefined,
): Promise<{ readonly wageMetric: StaffingBasis['wageMetric']; readonly paid: Today | null }> {
  return ctx.read(async (metrics) => {
    const nothing = { wageMetric: null, paid: null };
    const metric = findWageMetric(metrics.definitions);
    if (!metric) return nothing;
    const cut = place === undefined ? null : findPlaceDimension(ctx.catalogue.dimensions, [place]);
    if (place !== undefined && (!cut || !(await metrics.dimensionsOf(metric.key)).includes(cut.key))) return nothing;
    const filter = cut && place !== undefined ? { [cut.key]: cut.memberOf(place) } : {};
    const wageMetric = { key: metric.key, label: metric.label, filter };
    const known = await metrics.known({ metric: metric.key, filter });
    if (!known) return { wageMetric, paid: null };
    const end = addDays(startOfGrain(addDays(known.end, 1), 'week', ctx.company.weekStart), -1);
    const period = { start: addDays(end, 1 - days.days), end };
    if (period.start < known.start) return { wageMetric, paid: null };
    const { value, missingDays } = await metrics.total({ metric: metric.key, filter, period });
    if (value === null || missingDays > 0) return { wageMetric, paid: null };
    return { wageMetric, paid: { kind: 'paid', label: metric.label, period, value } };
  });
}
