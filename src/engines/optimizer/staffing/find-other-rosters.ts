import type { LinearModel, Term } from '../model/linear-model.ts';
import type { Solved } from '../model/optimization-model.ts';
import { findNearBest } from '../near-best.ts';
import type { RosterModel } from './build-roster-model.ts';
import { describeRoster, readAssignments } from './read-roster.ts';
import type { RosterPlan } from './roster-plan.ts';
import type { StaffingInput } from './types.ts';
import { verifyRoster } from './verify-roster.ts';

/** Another roster within 1% of the cost, with nobody more missing, and what it is better at. */
export interface RosterAlternative {
  /** wishes: fewer wishes unmet. even: the person with most unpopular shifts has fewer. different: as unlike as can be. */
  readonly aim: 'wishes' | 'even' | 'different';
  readonly plan: RosterPlan;
  /** Shifts of the plan that somebody else works, or in another skill. */
  readonly differences: number;
}

/** Share of the time for each. */
const SHARE = 0.16;
/** An alternative that is somewhat less so is as good, and found far sooner. */
const GAP = 0.1;

type SolvedRoster = Solved<StaffingInput, RosterModel, RosterPlan>;
type Costs = ReadonlyMap<number, number>;

export function findOtherRosters(solved: SolvedRoster): readonly RosterAlternative[] {
  const aims: readonly (readonly [RosterAlternative['aim'], () => ((copy: LinearModel) => Costs) | null])[] = [
    ['wishes', () => aimForWishes(solved)],
    ['even', () => aimForEvenShares(solved)],
    ['different', () => aimForDifference(solved)],
  ];
  const found: RosterAlternative[] = [];
  for (const [aim, prepare] of aims) {
    const plan = search(solved, prepare());
    if (!plan || !isBetter(aim, plan, solved)) continue;
    const known = [solved.plan, ...found.map((one) => one.plan)];
    if (known.some((other) => countDifferences(other, plan) === 0)) continue;
    found.push({ aim, plan, differences: countDifferences(solved.plan, plan) });
  }
  return found;
}

function search(solved: SolvedRoster, aim: ((copy: LinearModel) => Costs) | null): RosterPlan | null {
  if (!aim) return null;
  const { input, built, solution, options } = solved;
  const prepare = (copy: LinearModel) => {
    keepCover(copy, built, solution.values);
    return aim(copy);
  };
  const found = findNearBest(built.model, solution.objective, prepare, {
    gap: GAP,
    shouldStop: options.shouldStop,
    deadline: options.deadline,
    timeLimitMs: (options.timeLimitMs ?? 10_000) * SHARE,
    warmStart: new Map(solution.values.entries()),
  });
  if (!found) return null;
  const assignments = readAssignments(built, found.values);
  // Shown only when it passes the same independent check as the plan.
  return verifyRoster(input, assignments).violations.length === 0 ? describeRoster(input, assignments) : null;
}

/** Within one percent of a big roster there would be room to leave somebody out: an alternative may not. */
function keepCover(copy: LinearModel, { needs }: RosterModel, values: ArrayLike<number>): void {
  const terms = needs.map(({ short }): Term => [short, 1]);
  const missing = needs.reduce((sum, { short }) => sum + (values[short] ?? 0), 0);
  copy.addRow({ name: 'no more people missing', upper: missing, terms });
}

function aimForWishes({ input, built, plan }: SolvedRoster) {
  if (plan.unmetWishes.length === 0) return null;
  const { candidates, ofDay, employeeAt, dayAt, shifts } = built.index;
  const costs = new Map<number, number>(candidates.map(({ variable }) => [variable, 0]));
  for (const { employee, day, shift, kind, weight } of input.wishes ?? []) {
    for (const one of ofDay[employeeAt.get(employee) ?? -1]?.[dayAt(day)] ?? []) {
      if (shift !== undefined && shifts[one.shift]?.shift.id !== shift) continue;
      costs.set(one.variable, (costs.get(one.variable) ?? 0) + (kind === 'on' ? -weight : weight));
    }
  }
  return () => costs;
}

function aimForEvenShares({ input, built: { index } }: SolvedRoster) {
  if (input.employees.length < 2) return null;
  return (copy: LinearModel) => {
    const most = copy.addVariable({ name: 'most unpopular shifts' });
    for (const [at, { name, before }] of input.employees.entries()) {
      const terms = (index.ofDay[at] ?? [])
        .flat()
        .filter(({ day, shift }) => index.isWeekend(day) || index.shifts[shift]?.shift.unpopular === true)
        .map(({ variable }): Term => [variable, -1]);
      copy.addRow({ name: `share of ${name}`, lower: before?.unpopularShifts ?? 0, terms: [...terms, [most, 1]] });
    }
    return new Map([[most, 1]]);
  };
}

function aimForDifference({ built, solution }: SolvedRoster) {
  const made = built.index.candidates.filter(({ variable }) => (solution.values[variable] ?? 0) > 0.5);
  return () => new Map(made.map(({ variable }) => [variable, 1]));
}

function isBetter(aim: RosterAlternative['aim'], plan: RosterPlan, { input, plan: first }: SolvedRoster): boolean {
  if (aim === 'wishes') return plan.cost.wishes < first.cost.wishes;
  return aim === 'different' || mostUnpopular(input, plan) < mostUnpopular(input, first);
}

function mostUnpopular({ employees }: StaffingInput, { people }: RosterPlan): number {
  return Math.max(
    0,
    ...people.map(({ unpopularShifts }, at) => unpopularShifts + (employees[at]?.before?.unpopularShifts ?? 0)),
  );
}

function countDifferences(one: RosterPlan, other: RosterPlan): number {
  const key = ({ employee, day, shift, skill }: RosterPlan['lines'][number]) =>
    JSON.stringify([employee, day, shift, skill]);
  const kept = new Set(other.lines.map(key));
  const lost = one.lines.filter((line) => !kept.has(key(line))).length;
  return Math.max(lost, other.lines.length - (one.lines.length - lost));
}
