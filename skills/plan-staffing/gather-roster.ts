import type { PlanRequest } from '../../src/contracts/plan.ts';
import { planAgain } from '../../src/engines/optimizer/staffing/replan.ts';
import type { Employee, StaffingInput } from '../../src/engines/optimizer/staffing/types.ts';
import { mergeSources } from '../../src/metrics/read-sources.ts';
import { nameKey } from '../../src/records/name-key.ts';
import type { SkillContext } from '../context.ts';
import type { Gathered } from '../planning/plan-maker.ts';
import { answerOver } from './answer-over.ts';
import { askForPeople } from './ask-for-more.ts';
import { sayStaffAssumptions } from './assume-staff.ts';
import type { StaffingBasis } from './basis.ts';
import { type ChangedPeople, changePeople } from './change-people.ts';
import { chooseDays, type RosterDays } from './choose-days.ts';
import { chooseProfile } from './choose-profile.ts';
import { findPublished, isReplan, readBefore, toAssignment } from './find-known-roster.ts';
import { gatherCover } from './gather-cover.ts';
import { readWagesPaid, scoreToday } from './gather-today.ts';
import { choosePlace, readLists, type StaffLists } from './read-lists.ts';
import { readPeople } from './read-people.ts';

const ONE_WEEK = { timeLimitMs: 8_000, gap: 0.001 };
const WEEKS = { timeLimitMs: 20_000, gap: 0.01 };

/** Multiples of the usual wage. */
const FAIRNESS = { unpopular: 0.5, hours: 2 };
/** A person missing in a busy hour beyond the list: so much that somebody comes for about three such hours. */
const BUSY_SHORT = 3;
/** A shift that changes when something is tried: settles what is as good, and costs no saving worth having. */
const TRIED_CHANGE = 0.1;
/** A shift somebody must work, against the highest wage: above any wage and any one need. */
const MUST_WORK = 120;

/** Everything a roster is made from, with the person's changes in it; or what has to be asked for first. */
export async function gatherRoster(
  ctx: SkillContext,
  request: PlanRequest,
): Promise<Gathered<'staffing', StaffingBasis>> {
  const days = chooseDays(request.period, ctx.today, ctx.company.weekStart);
  const lists = await readLists(ctx);
  if (!days && request.period) return { kind: 'missing', answer: answerOver(lists, request, request.period) };
  if (!days || lists.employees.length === 0) return { kind: 'missing', answer: askForPeople() };
  const place = choosePlace(request.filter, lists.names.places);
  const closed = await readClosed(ctx, days, place);
  const staff = readPeople(lists.employees, lists.absences, days.dates, lists.names);
  const wages = [...staff.wages.of.values()];
  const usualWage = wages.reduce((sum, wage) => sum + wage, 0) / wages.length;
  const cover = await gatherCover(ctx, request, {
    lists,
    days,
    place,
    closed,
    busyShortCost: BUSY_SHORT * usualWage,
  });
  if (cover.kind === 'missing') return cover;
  // A change is tried on the roster there is, so that only what it touches moves.
  const published =
    request.changes.length > 0 ? findPublished(lists.plans, days, request.filter ?? {}, request.changes) : null;
  const replan = published !== null && isReplan(request.changes);
  const before = readBefore(lists.plans, days);
  const there = staff.employees
    .filter(({ places }) => place === undefined || places === undefined || places.includes(place))
    .map((employee) => ({ ...employee, ...(before.has(employee.id) && { before: before.get(employee.id) }) }));
  const changed = changePeople(there, request.changes, {
    dates: days.dates.filter((day) => day >= ctx.today),
    shifts: cover.shifts,
    wishWeight: MUST_WORK * Math.max(...wages),
  });
  const { profile, said } = chooseProfile(lists.book, ctx.company.locale);
  // Days that are over cannot be planned; only a roster that people know says who worked on them.
  const past = published ? 0 : days.dates.filter((day) => day < ctx.today).length;
  const problem = assemble(days, ctx.today, changed, published?.lines.map(toAssignment) ?? null, {
    ...(replan ? {} : { published: { assignments: [], changeCost: TRIED_CHANGE * usualWage } }),
    firstDay: days.firstDay,
    days: days.days,
    shifts: cover.shifts,
    employees: changed.employees.map((employee) =>
      easeLeastHours(employee, { past, elsewhere: place !== undefined && employee.places?.length !== 1 }),
    ),
    cover: cover.cover.filter(({ day }) => past === 0 || day >= ctx.today),
    profile,
    wishes: changed.wishes,
    fairness: { unpopular: FAIRNESS.unpopular * usualWage, hours: FAIRNESS.hours * usualWage },
  });
  const { wageMetric, paid } = await readWagesPaid(ctx, days, place);
  const today = replan ? null : (scoreToday(problem, lists.plans, days, request.filter ?? {}) ?? paid);
  return {
    kind: 'ready',
    problem,
    basis: {
      period: days.period,
      asked: days.asked,
      wages: staff.wages.known,
      closed,
      busy: cover.busy,
      today: past > 0 || staff.wages.known === 'none' ? null : today,
      replan: replan ? { title: published.title, away: changed.absences.map(({ employee }) => employee) } : null,
      wageMetric: staff.wages.known === 'none' ? null : wageMetric,
      assumptions: [
        ...sayStaffAssumptions({ wages: staff.wages, profile, profileSaid: said, days, past }),
        ...cover.assumptions,
      ],
      sources: mergeSources([...lists.book.sources(['employee', 'absence', 'cover', 'busy-hours']), ...cover.sources]),
      steps: describeSteps(lists, problem, cover.steps),
    },
    ...(days.days > 7 ? WEEKS : ONE_WEEK),
  };
}

async function readClosed(
  ctx: SkillContext,
  { period }: RosterDays,
  place: string | undefined,
): Promise<StaffingBasis['closed']> {
  const special = await ctx.read((metrics) => metrics.days(period));
  return special
    .filter(
      ({ kind, location }) =>
        kind === 'closed' && (location === '' || place === undefined || nameKey(location) === nameKey(place)),
    )
    .map(({ day, location, label }) => ({ day, label, ...(location === '' ? {} : { place: location }) }));
}

/** With a roster that people know: as few changes as can be, and what is over stays. */
function assemble(
  days: RosterDays,
  today: string,
  { absences }: ChangedPeople,
  known: readonly { employee: string; day: string; shift: string }[] | null,
  problem: StaffingInput,
): StaffingInput {
  if (!known) {
    const { published: _, ...plain } = problem;
    return plain;
  }
  const people = new Set(problem.employees.map(({ id }) => id));
  const shifts = new Set(problem.shifts.map(({ id }) => id));
  const current = known.filter(
    ({ employee, shift, day }) => people.has(employee) && shifts.has(shift) && days.dates.includes(day),
  );
  return planAgain(problem, current, absences, today);
}

/** Least hours are not all of this plan's when days are over, or when somebody works at other places, too. */
function easeLeastHours(
  employee: Employee,
  { past, elsewhere }: { readonly past: number; readonly elsewhere: boolean },
): Employee {
  const { hours } = employee;
  if (hours?.min === undefined || (past === 0 && !elsewhere)) return employee;
  return { ...employee, hours: { ...hours, min: elsewhere ? 0 : Math.floor((hours.min * (7 - past)) / 7) } };
}

function describeSteps(lists: StaffLists, problem: StaffingInput, cover: readonly string[]): readonly string[] {
  return [
    `Read ${lists.employees.length} people and ${lists.absences.length} absences.`,
    ...cover,
    `Planned ${problem.employees.length} people on ${problem.shifts.length} shifts over ${problem.days} days from ${problem.firstDay}; rules of work “${problem.profile?.name ?? ''}”.`,
    'Wages first; sharing weekends and hours evenly counts for little, a place left open for far more than any wage.',
  ];
}
