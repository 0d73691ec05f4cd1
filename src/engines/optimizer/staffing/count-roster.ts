import {
  fills,
  isUnpopular,
  minuteOf,
  paidMinutesOf,
  profileOf,
  readShifts,
  timeOfNeed,
  type WorkedShift,
} from './roster-facts.ts';
import type { PersonTotal, RosterChanges, RosterCost, ShortNeed } from './roster-plan.ts';
import type { Assignment, Employee, StaffingInput, Wish } from './types.ts';

export interface RosterCount {
  readonly people: readonly PersonTotal[];
  readonly short: readonly ShortNeed[];
  readonly unmetWishes: readonly Wish[];
  readonly changes?: RosterChanges;
  readonly cost: RosterCost;
}

/** Counts any roster, ours or the one of today, from the raw data: hours, pay, who is short, what it costs in all. */
export function countRoster(input: StaffingInput, assignments: readonly Assignment[]): RosterCount {
  const worked = readShifts(input, assignments);
  const shiftsOf = Map.groupBy(worked, ({ assignment }) => assignment.employee);
  const people = input.employees.map((employee) => countPerson(input, employee, shiftsOf.get(employee.id) ?? []));
  const cover = countCover(input, worked);
  const unmetWishes = (input.wishes ?? []).filter((wish) => !isMet(wish, assignments));
  const changes = compareWithPublished(input, assignments);
  const parts = {
    wages: people.reduce((sum, { wages }) => sum + wages, 0),
    overtime: people.reduce((sum, { premium }) => sum + premium, 0),
    short: cover.shortCost,
    beyond: cover.overCost,
    wishes: unmetWishes.reduce((sum, { weight }) => sum + weight, 0),
    changes: changes ? (changes.added.length + changes.removed.length) * changePrice(input) : 0,
    fairness: countFairness(input, people),
  };
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return {
    people: people.map(({ wages, premium, ...person }) => ({ ...person, pay: wages + premium })),
    short: cover.short,
    unmetWishes,
    ...(changes && { changes }),
    cost: { ...parts, total },
  };
}

type CountedPerson = Omit<PersonTotal, 'pay'> & { readonly wages: number; readonly premium: number };

function countPerson(input: StaffingInput, employee: Employee, worked: readonly WorkedShift[]): CountedPerson {
  const paidMinutes = worked.reduce((sum, shift) => sum + shift.paidMinutes, 0);
  const overtimeMinutes = countOvertime(input, employee, worked);
  const perMinute = (employee.wagePerHour ?? 0) / 60;
  return {
    employee: employee.id,
    shifts: worked.length,
    paidMinutes,
    overtimeMinutes,
    unpopularShifts: worked.filter((shift) => isUnpopular(input, shift)).length,
    wages: paidMinutes * perMinute,
    premium: overtimeMinutes * perMinute * profileOf(input).overtimePremium,
  };
}

/** Beyond the contract's `max`, per week or plan; without one, beyond the profile's weekly threshold. */
function countOvertime(input: StaffingInput, { hours }: Employee, worked: readonly WorkedShift[]): number {
  const plain = hours?.max ?? profileOf(input).overtimeAfterPerWeek;
  if (plain === undefined) return 0;
  const wholePlan = hours?.max !== undefined && hours.per === 'plan';
  const blocks = Map.groupBy(worked, ({ place }) => (wholePlan ? 0 : Math.floor(place / 7)));
  let overtime = 0;
  for (const shifts of blocks.values()) {
    const minutes = shifts.reduce((sum, { paidMinutes }) => sum + paidMinutes, 0);
    overtime += Math.max(0, minutes - plain);
  }
  return overtime;
}

function countCover(input: StaffingInput, worked: readonly WorkedShift[]) {
  const wages = input.employees.map(({ wagePerHour = 0 }) => wagePerHour);
  const perHour = input.costs?.shortPerHour ?? Math.max(100, 10 * Math.max(0, ...wages));
  // A shift of the evening before may reach into a day, so needs look at two days.
  const byPlace = Map.groupBy(worked, ({ place }) => place);
  const short: ShortNeed[] = [];
  let shortCost = 0;
  let overCost = 0;
  for (const [at, need] of input.cover.entries()) {
    const { begins, ends } = timeOfNeed(input, need);
    const place = (minuteOf(need.day, 0) - minuteOf(input.firstDay, 0)) / 1440;
    const near = [...(byPlace.get(place - 1) ?? []), ...(byPlace.get(place) ?? [])];
    const there = near.filter((shift) => fills(input, need, shift)).length;
    const missing = Math.max(0, need.people - there);
    shortCost += missing * (need.shortCost ?? (perHour * (ends - begins)) / 60);
    overCost += Math.max(0, there - need.people) * (need.overCost ?? 0);
    if (missing > 0) {
      const midnight = minuteOf(need.day, 0);
      short.push({
        need: at,
        day: need.day,
        ...('shift' in need && { shift: need.shift }),
        from: begins - midnight,
        to: ends - midnight,
        ...(need.skill !== undefined && { skill: need.skill }),
        wanted: need.people,
        there,
      });
    }
  }
  return { short, shortCost, overCost };
}

function isMet(wish: Wish, assignments: readonly Assignment[]): boolean {
  const works = assignments.some(
    ({ employee, day, shift }) =>
      employee === wish.employee && day === wish.day && (wish.shift === undefined || wish.shift === shift),
  );
  return wish.kind === 'on' ? works : !works;
}

function compareWithPublished(input: StaffingInput, assignments: readonly Assignment[]): RosterChanges | undefined {
  const before = input.published?.assignments;
  if (!before) return undefined;
  const key = ({ employee, day, shift }: Assignment) => JSON.stringify([employee, day, shift]);
  const now = new Set(assignments.map(key));
  const then = new Map(before.map((assignment) => [key(assignment), assignment]));
  return {
    kept: assignments.filter((assignment) => then.has(key(assignment))),
    added: assignments.filter((assignment) => !then.has(key(assignment))),
    removed: [...then].filter(([known]) => !now.has(known)).map(([, assignment]) => assignment),
  };
}

function changePrice(input: StaffingInput): number {
  if (input.published?.changeCost !== undefined) return input.published.changeCost;
  const profile = profileOf(input);
  const hours = input.shifts.map((shift) => paidMinutesOf(shift, profile) / 60);
  const wages = input.employees.map(({ wagePerHour = 0 }) => wagePerHour);
  return 1.25 * Math.max(1, ...hours) * Math.max(1, ...wages) * (1 + profile.overtimePremium);
}

function countFairness(input: StaffingInput, people: readonly CountedPerson[]): number {
  const { unpopular = 0, hours = 0 } = input.fairness ?? {};
  const most = Math.max(
    0,
    ...people.map(({ unpopularShifts }, at) => unpopularShifts + (input.employees[at]?.before?.unpopularShifts ?? 0)),
  );
  const shares = people.flatMap(({ paidMinutes }, at) => {
    const contract = input.employees[at]?.hours;
    if (!contract?.max) return [];
    return [paidMinutes / (contract.per === 'plan' ? contract.max : (contract.max * input.days) / 7)];
  });
  const spread = shares.length === 0 ? 0 : Math.max(...shares) - Math.min(...shares);
  return unpopular * most + hours * spread;
}
