import { addDays } from '../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { Employee } from '../../src/engines/optimizer/staffing/types.ts';
import type { MadeRoster } from './basis.ts';

export const daysOf = ({ problem }: MadeRoster): readonly IsoDate[] =>
  Array.from({ length: problem.days }, (_, at) => addDays(problem.firstDay, at));

/** People by the place and role they work most at in this roster, then by name; who has no shift comes last. */
export function inOrder({ problem, outcome }: MadeRoster): readonly Employee[] {
  const shifts = new Map(problem.shifts.map((shift) => [shift.id, shift]));
  const lines = Map.groupBy(outcome.plan.lines, ({ employee }) => employee);
  const sortKey = ({ id, name }: Employee): string => {
    const own = lines.get(id) ?? [];
    if (own.length === 0) return `\uffff${name}`;
    const place = mostOften(own.map(({ shift }) => shifts.get(shift)?.place ?? ''));
    const role = mostOften(own.map(({ skill }) => skill ?? ''));
    return `${place}\u0000${role}\u0000${name}`;
  };
  return problem.employees
    .map((employee) => ({ employee, key: sortKey(employee) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ employee }) => employee);
}

export function mostOften(values: readonly string[]): string {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts].reduce(
    (best, [value, same]) => (same.length > best.count ? { value, count: same.length } : best),
    {
      value: '',
      count: 0,
    },
  ).value;
}

/** Is this person away for the whole of the day? */
export const isAway = ({ away }: Employee, day: IsoDate): boolean =>
  away?.some((one) => one.day === day && one.from === undefined) === true;
