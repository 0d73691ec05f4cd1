import { weekdayOf } from '../../src/calendar/civil-day.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { PlanChange } from '../../src/contracts/plan.ts';
import type { Shift } from '../../src/engines/optimizer/staffing/types.ts';
import { nameKey } from '../../src/records/name-key.ts';
import type { ListedCover, ListedNeed } from './read-cover.ts';

/** Does a change speak of this day? One without a day speaks of all. */
export const isOnDay = ({ day, weekday }: PlanChange, date: IsoDate): boolean =>
  day === undefined ? weekday === undefined || weekdayOf(date) === weekday : day === date;

const same = (said: string | undefined, known: string | undefined): boolean =>
  said === undefined || (known !== undefined && nameKey(said) === nameKey(known));

/** Does a change speak of this place? */
export const isAtPlace = ({ location }: PlanChange, place: string | undefined): boolean =>
  place === undefined || same(location, place);

/**
 * The list with what the person wants changed. "Two fewer on Saturday" is two people in all of that day: the largest
 * needs give way first.
 * @throws UserError `no-such-shift` when the change speaks of nothing in the list
 */
export function changeCover(cover: ListedCover, changes: readonly PlanChange[]): ListedCover {
  const byId = new Map(cover.shifts.map((shift) => [shift.id, shift]));
  return { ...cover, needs: changes.reduce((needs, change) => changeOnce(needs, change, byId), cover.needs) };
}

function changeOnce(
  needs: readonly ListedNeed[],
  change: PlanChange,
  shifts: ReadonlyMap<string, Shift>,
): readonly ListedNeed[] {
  const isMeant = (need: ListedNeed) => {
    const shift = shifts.get(need.shift);
    return (
      isOnDay(change, need.day) &&
      same(change.shift, shift?.name) &&
      same(change.role, need.role) &&
      same(change.location, shift?.place)
    );
  };
  const meant = needs.filter(isMeant);
  if (meant.length === 0) {
    throw new UserError('That change speaks of a shift that is not in the list.', {
      code: 'no-such-shift',
      advice: 'Name a shift, a role, a place or a day as your list of shifts has it.',
    });
  }
  const changed = new Map<ListedNeed, number>();
  for (const ofDay of Map.groupBy(meant, ({ day }) => day).values()) {
    const people = ofDay.map((need) => need.people);
    const shares = shareOut(people, totalAfter(sum(people), change));
    for (const [at, need] of ofDay.entries()) changed.set(need, shares[at] ?? need.people);
  }
  return needs.flatMap((need) => {
    const people = changed.get(need);
    if (people === undefined || people === need.people) return [need];
    if (people === 0) return [];
    return [{ ...need, people, ...(need.atMost === undefined ? {} : { atMost: Math.max(people, need.atMost) }) }];
  });
}

/** What a number becomes; whole and not below nothing. */
export function totalAfter(now: number, { by, to, percent, atMost, atLeast, off }: PlanChange): number {
  if (off === true) return 0;
  let total = to ?? now + (by ?? 0);
  if (percent !== undefined) total = now * (1 + percent / 100);
  if (atLeast !== undefined) total = Math.max(total, atLeast);
  if (atMost !== undefined) total = Math.min(total, atMost);
  return Math.max(0, Math.round(total));
}

/** Takes from the largest, adds to the largest share, one person at a time, until the sum is right. */
function shareOut(people: readonly number[], total: number): readonly number[] {
  const shares = [...people];
  const before = sum(people);
  for (let step = before; step > total; step -= 1) {
    const most = shares.indexOf(Math.max(...shares));
    shares[most] = (shares[most] ?? 0) - 1;
  }
  for (let step = before; step < total; step += 1) {
    // Whoever is furthest below their old share of the new total comes next.
    const lag = shares.map((now, at) => ((people[at] ?? 0) / before) * total - now);
    const next = lag.indexOf(Math.max(...lag));
    shares[next] = (shares[next] ?? 0) + 1;
  }
  return shares;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
