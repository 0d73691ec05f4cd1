import { hasPlan, type SolveOptions } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';
import { buildRosterModel, type RosterModel } from './build-roster-model.ts';
import type { Candidate, RosterIndex } from './index-roster.ts';
import type { Employee, StaffingInput } from './types.ts';

const WEEK = 7;
/** The last days of a week stay open while the next is planned, so that runs of days fit together. */
const OVERLAP = 2;
/** A first plan need not be the best of its week. */
const GAP = 0.01;

/**
 * A first plan for the whole roster: the first week, then the first two with the first as decided, and so on. Limits
 * of the whole plan come in shares. The values of the variables by index; `start` is absent when a week has no plan.
 */
export function planWeekByWeek(
  input: StaffingInput,
  whole: RosterModel,
  options: SolveOptions,
): { readonly start?: ReadonlyMap<number, number>; readonly seconds: number } {
  const decided = new Map<string, number>();
  let seconds = 0;
  for (let days = WEEK; ; days = Math.min(days + WEEK, input.days)) {
    const { model, index } = buildRosterModel(shortenInput(input, days));
    const fixedBefore = days - Math.min(WEEK, input.days) - OVERLAP;
    for (const candidate of index.candidates) {
      const value = decided.get(nameOf(index, candidate));
      if (value !== undefined && candidate.day < fixedBefore) model.setBounds(candidate.variable, value, value);
    }
    const { timeLimitMs, deadline, shouldStop } = options;
    const solution = solveModel(model, { timeLimitMs, deadline, shouldStop, gap: GAP });
    seconds += solution.seconds;
    if (!hasPlan(solution)) return { seconds };
    for (const candidate of index.candidates)
      decided.set(nameOf(index, candidate), Math.round(solution.values[candidate.variable] ?? 0));
    if (days === input.days) break;
  }
  const start = whole.index.candidates.map((candidate): [number, number] => {
    return [candidate.variable, decided.get(nameOf(whole.index, candidate)) ?? 0];
  });
  return { start: new Map(start), seconds };
}

/** Shifts, people and days stand in the same order in every part. */
function nameOf({ shifts }: RosterIndex, { employee, day, shift, skill }: Candidate): string {
  return `${employee},${day * shifts.length + shift},${skill ?? ''}`;
}

function shortenInput(input: StaffingInput, days: number): StaffingInput {
  const end = Date.parse(input.firstDay) + days * 86_400_000;
  const isInside = ({ day }: { readonly day: string }) => Date.parse(day) < end;
  const share = days / input.days;
  return {
    ...input,
    days,
    cover: input.cover.filter(isInside),
    wishes: input.wishes?.filter(isInside),
    pinned: input.pinned?.filter(isInside),
    published: input.published && {
      ...input.published,
      assignments: input.published.assignments.filter(isInside),
    },
    employees: input.employees.map((employee) => shareOut(employee, share)),
  };
}

/** What holds for the whole plan, for a part of it: most is rounded up, least down. */
function shareOut(employee: Employee, share: number): Employee {
  const { hours, minShifts, maxShifts, maxWeekends } = employee;
  const most = (limit: number | undefined) => (limit === undefined ? undefined : Math.ceil(limit * share));
  const least = (limit: number | undefined) => (limit === undefined ? undefined : Math.floor(limit * share));
  return {
    ...employee,
    ...(hours?.per === 'plan' && { hours: { ...hours, min: least(hours.min), max: most(hours.max) } }),
    minShifts: least(minShifts),
    maxShifts: most(maxShifts),
    maxWeekends: most(maxWeekends),
  };
}
