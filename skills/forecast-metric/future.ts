import { addDays, weekdayOf } from '../../src/calendar/civil-day.ts';
import type { ForecastAssumption } from '../../src/contracts/forecast.ts';
import type { IsoDate, Period } from '../../src/contracts/period.ts';
import type { KnownDays } from './know-days.ts';

/** How the days ahead are taken to be. */
export interface Future {
  readonly closed: ReadonlySet<IsoDate>;
  /** Days that are open although they would be a weekly day off. */
  readonly opened: ReadonlySet<IsoDate>;
  /** Days of each name, past and ahead. */
  readonly flags: ReadonlyMap<string, ReadonlySet<IsoDate>>;
  /** What another metric is taken to be, by its key and the step's first day. */
  readonly numbers: ReadonlyMap<string, ReadonlyMap<IsoDate, number>>;
}

/** An assumption that can be acted on: names found, its days settled. */
export interface Taken {
  readonly assumption: ForecastAssumption;
  /** The name in the company's own words: of an event, or of a metric. Empty for open and closed. */
  readonly label: string;
  /** Days (or first days of steps) ahead that it changes, in order. */
  readonly days: readonly IsoDate[];
  /** They are all that is asked about: nothing needs to be said about when. */
  readonly isWhole: boolean;
  /** Of a metric: its value on each of them. */
  readonly values?: readonly number[];
}

/** As far as it is known, with nothing assumed. */
export function expectedFuture(known: KnownDays): Future {
  return {
    closed: new Set(known.closed.keys()),
    opened: new Set(),
    flags: new Map([...known.named.values()].map(({ label, days }) => [label, days])),
    numbers: new Map(),
  };
}

/** The same with something else taken for granted. */
export function assume(future: Future, { assumption, label, days, values }: Taken): Future {
  const set = new Set(days);
  switch (assumption.what) {
    case 'closed':
      return { ...future, closed: future.closed.union(set), opened: future.opened.difference(set) };
    case 'open':
      return { ...future, closed: future.closed.difference(set), opened: future.opened.union(set) };
    case 'event':
      return { ...future, flags: new Map(future.flags).set(label, (future.flags.get(label) ?? new Set()).union(set)) };
    case 'without':
      return {
        ...future,
        closed: future.closed.difference(set),
        flags: new Map(future.flags).set(label, (future.flags.get(label) ?? new Set()).difference(set)),
      };
    case 'metric': {
      const changed = new Map(future.numbers.get(assumption.metric));
      days.forEach((day, i) => {
        changed.set(day, values?.[i] ?? 0);
      });
      return { ...future, numbers: new Map(future.numbers).set(assumption.metric, changed) };
    }
  }
}

/** Every day of a period, in order. */
export function listDays({ start, end }: Period): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = start; day <= end; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Days of a stretch on which nothing is sold: said or presumed closed, or a weekly day off. */
export function closedDays(future: Future, closedWeekdays: readonly number[], ahead: Period): IsoDate[] {
  return listDays(ahead).filter(
    (day) => future.closed.has(day) || (closedWeekdays.includes(weekdayOf(day)) && !future.opened.has(day)),
  );
}
