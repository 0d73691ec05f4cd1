import { UserError } from '../../src/contracts/errors.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { PlanChange } from '../../src/contracts/plan.ts';
import type { NewAbsence } from '../../src/engines/optimizer/staffing/replan.ts';
import type { Absence, ContractHours, Employee, Shift, Wish } from '../../src/engines/optimizer/staffing/types.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { isOnDay } from './change-cover.ts';

const HOUR = 60;

export interface ChangedPeople {
  readonly employees: readonly Employee[];
  /** Who cannot come after all; they are away in `employees` already. */
  readonly absences: readonly NewAbsence[];
  /** Who is to work. Dear enough that only a rule stands in the way. */
  readonly wishes: readonly Wish[];
}

interface Frame {
  /** Days that a change may touch: those of the plan from today on. */
  readonly dates: readonly IsoDate[];
  readonly shifts: readonly Shift[];
  /** Cost of a wish that is not met. */
  readonly wishWeight: number;
}

/**
 * What the person said about people: away, at work, hours, wages.
 * @throws UserError `no-such-person`, `no-such-shift`
 */
export function changePeople(
  employees: readonly Employee[],
  changes: readonly PlanChange[],
  frame: Frame,
): ChangedPeople {
  let people = employees;
  const absences: NewAbsence[] = [];
  const wishes: Wish[] = [];
  for (const change of changes) {
    const meant = new Set(findPeople(employees, change).map(({ id }) => id));
    const update = (how: (employee: Employee) => Employee) => {
      people = people.map((employee) => (meant.has(employee.id) ? how(employee) : employee));
    };
    if (change.what === 'hours') update((employee) => changeHours(employee, change));
    if (change.what === 'wage')
      update((employee) => ({ ...employee, wagePerHour: changeAmount(employee.wagePerHour ?? 0, change) }));
    if (change.what !== 'person') continue;
    const days = frame.dates.filter((day) => isOnDay(change, day));
    if (change.off === true) {
      const away = days.flatMap((day) => timesAway(day, change, frame.shifts));
      for (const employee of meant) absences.push({ employee, away });
      update((employee) => ({ ...employee, away: [...(employee.away ?? []), ...away] }));
    } else {
      const back = new Set<string>(days);
      update((employee) => ({ ...employee, away: employee.away?.filter(({ day }) => !back.has(day)) }));
      if (change.off === undefined && (change.to ?? 1) > 0)
        for (const employee of meant) wishes.push(...wishesOf(employee, days, change, frame));
    }
  }
  return { employees: people, absences, wishes };
}

function findPeople(employees: readonly Employee[], { of, what, role }: PlanChange): readonly Employee[] {
  if (of === undefined) {
    const inRole = (skills: readonly string[] = []) => skills.some((skill) => nameKey(skill) === nameKey(role ?? ''));
    const all = role === undefined ? employees : employees.filter(({ skills }) => inRole(skills));
    if (what !== 'person' && all.length > 0) return all;
    throw new UserError('I do not know who you mean.', { code: 'no-such-person', advice: 'Please say the name.' });
  }
  const key = nameKey(of);
  const whole = employees.filter(({ name }) => nameKey(name) === key);
  // "Ana" is Ana Ruiz where there is only one Ana.
  const found = whole.length > 0 ? whole : employees.filter(({ name }) => nameKey(name).split(' ')[0] === key);
  if (found.length === 1) return found;
  const advice =
    found.length > 1
      ? `There are ${found.map(({ name }) => name).join(' and ')}. Please say the whole name.`
      : 'Check the name, or send me the list of people again with them in it.';
  throw new UserError(`I cannot tell who “${of}” is.`, { code: 'no-such-person', advice });
}

function shiftsMeant(change: PlanChange, shifts: readonly Shift[]): readonly Shift[] {
  const { shift: said } = change;
  if (said === undefined) return [];
  const found = shifts.filter(({ name }) => nameKey(name) === nameKey(said));
  if (found.length > 0) return found;
  throw new UserError(`There is no shift called ${said}.`, {
    code: 'no-such-shift',
    advice: `The shifts are ${[...new Set(shifts.map(({ name }) => name))].join(', ')}.`,
  });
}

function timesAway(day: IsoDate, change: PlanChange, shifts: readonly Shift[]): readonly Absence[] {
  if (change.shift === undefined) return [{ day }];
  return shiftsMeant(change, shifts).map(({ start, minutes }) => ({ day, from: start, to: start + minutes }));
}

function wishesOf(employee: string, days: readonly IsoDate[], change: PlanChange, frame: Frame): readonly Wish[] {
  const wanted = shiftsMeant(change, frame.shifts).filter(
    ({ place }) =>
      change.location === undefined || (place !== undefined && nameKey(place) === nameKey(change.location)),
  );
  const wish = { employee, kind: 'on', weight: frame.wishWeight } as const;
  // One name may stand for shifts in several places: any of them will do, which a wish for the day says.
  const [only] = wanted;
  return days.map((day) => (only && wanted.length === 1 ? { ...wish, day, shift: only.id } : { ...wish, day }));
}

function changeHours(employee: Employee, change: PlanChange): Employee {
  const { min, max, ...rest }: ContractHours = employee.hours ?? { per: 'week' };
  const { atLeast, atMost } = change;
  const least = atLeast === undefined ? min : Math.round(atLeast * HOUR);
  let most = atMost === undefined ? max : Math.round(atMost * HOUR);
  if (atLeast === undefined && atMost === undefined && (max !== undefined || change.to !== undefined))
    most = Math.round(changeAmount((max ?? 0) / HOUR, change) * HOUR);
  // What is said now holds: the other end gives way.
  const kept =
    least !== undefined && most !== undefined && least > most ? (atLeast === undefined ? most : least) : null;
  return {
    ...employee,
    hours: {
      ...rest,
      ...(least === undefined ? {} : { min: kept ?? least }),
      ...(most === undefined ? {} : { max: kept ?? most }),
    },
  };
}

function changeAmount(now: number, { by, to, percent, atMost, atLeast }: PlanChange): number {
  const changed = (to ?? now + (by ?? 0)) * (1 + (percent ?? 0) / 100);
  return Math.max(0, Math.min(atMost ?? Infinity, Math.max(atLeast ?? 0, changed)));
}
