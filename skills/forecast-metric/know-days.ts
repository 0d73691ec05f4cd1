import { weekdayOf } from '../../src/calendar/civil-day.ts';
import type { PublicHoliday } from '../../src/calendar/holidays/public-holidays.ts';
import type { BusinessDay } from '../../src/contracts/company.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { SeriesPoint } from '../../src/metrics/metric-series.ts';
import type { History } from './read-history.ts';
import { isHere } from './read-history.ts';

/** Days that share a name: a holiday, an event, a place that was shut. */
export interface NamedDays {
  readonly label: string;
  readonly kind: 'holiday' | 'event' | 'partly-closed';
  /** Named in the company's own calendar, not only a public holiday. */
  readonly isOwn: boolean;
  /** Past and ahead. */
  readonly days: ReadonlySet<IsoDate>;
}

/** What is known of the days of a history and of those ahead of it. */
export interface KnownDays {
  /** Days ahead on which the place is shut, with the reason; weekly days off are not in it. */
  readonly closed: ReadonlyMap<IsoDate, string>;
  /** Those of `closed` that nobody has said: holidays on which it was shut each time before. */
  readonly presumed: readonly { readonly day: IsoDate; readonly label: string }[];
  /** Every day on which the place was or will be shut, but for its weekly days off. */
  readonly shut: ReadonlySet<IsoDate>;
  readonly named: ReadonlyMap<string, NamedDays>;
}

/** A place that is shut on one weekday, this often, is shut weekly: the week itself tells that. */
const WEEKLY = 8;

/**
 * Puts the company's calendar and the public holidays of its country together. A public holiday that the company's
 * own calendar names is called as the company calls it. A day on which the place is shut is closed and nothing else.
 */
export function knowDays(history: History, holidays: readonly PublicHoliday[]): KnownDays {
  const { series, days } = history;
  const { filter, points, closedWeekdays } = series;
  const last = points.at(-1)?.t ?? '';
  const here = days.filter(({ location }) => isHere(location, filter));
  const shut = new Map(here.filter(({ kind }) => kind === 'closed').map(({ day, label }) => [day, label]));
  const closed = new Map([...shut].filter(([day]) => day > last));
  const named = new Map<string, NamedDays>();
  const add = (label: string, kind: NamedDays['kind'], day: IsoDate, isOwn = true) => {
    const known = named.get(label) ?? { label, kind, isOwn, days: new Set<IsoDate>() };
    named.set(label, { ...known, isOwn: known.isOwn || isOwn, days: new Set([...known.days, day]) });
  };
  const ownNames = nameAsCompany(here, holidays);
  for (const { day, name } of holidays) add(ownNames.get(name) ?? name, 'holiday', day, ownNames.has(name));
  for (const { day, kind, label } of here) if (kind !== 'closed' && label !== '') add(label, kind, day);
  for (const [label, dates] of placesShut(days, filter)) for (const day of dates) add(label, 'partly-closed', day);
  const states = new Map(points.map((point) => [point.t, point.state]));
  const presumed =
    series.grain === 'day' ? presumeClosed([...named.values()], states, { last, closedWeekdays, closed }) : [];
  for (const { day, label } of presumed) closed.set(day, label);
  return { closed, presumed, shut: new Set([...shut.keys(), ...closed.keys()]), named };
}

/** Public name → the company's own name of the same days, by most of the days that both know. */
function nameAsCompany(here: readonly BusinessDay[], holidays: readonly PublicHoliday[]): ReadonlyMap<string, string> {
  const own = new Map(
    here.filter(({ kind, label }) => kind !== 'event' && label !== '').map(({ day, label }) => [day, label]),
  );
  const names = new Map<string, string>();
  for (const [name, days] of Map.groupBy(holidays, (holiday) => holiday.name)) {
    const labels = days.flatMap(({ day }) => own.get(day) ?? []);
    const counts = [...Map.groupBy(labels, (label) => label)].sort((a, b) => b[1].length - a[1].length);
    const [most] = counts;
    if (most !== undefined && 2 * most[1].length > labels.length) names.set(name, most[0]);
  }
  return names;
}

/** Where all places are asked about, one that is shut still costs sales; not the weekly day off, which the week tells. */
function placesShut(
  days: readonly BusinessDay[],
  filter: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly IsoDate[]> {
  if (filter.location !== undefined) return new Map();
  const shut = days.filter(({ kind, location }) => kind === 'closed' && location !== '');
  const groups = Map.groupBy(shut, ({ label, location }) => `${label || 'Closed'} (${location})`);
  return new Map(
    [...groups]
      .map(([label, of]) => [label, of.map(({ day }) => day)] as const)
      .filter(([, dates]) => dates.length < WEEKLY || new Set(dates.map(weekdayOf)).size > 1),
  );
}

/** Holidays ahead on which the place was shut every time before: nobody sells on them unless somebody says so. */
function presumeClosed(
  named: readonly NamedDays[],
  states: ReadonlyMap<IsoDate, SeriesPoint['state']>,
  ahead: {
    readonly last: IsoDate;
    readonly closedWeekdays: readonly number[];
    readonly closed: ReadonlyMap<IsoDate, string>;
  },
): { day: IsoDate; label: string }[] {
  return named.flatMap(({ label, kind, days }) => {
    if (kind !== 'holiday') return [];
    const past = [...days].filter((day) => states.has(day) && !ahead.closedWeekdays.includes(weekdayOf(day)));
    const wasShut = past.length > 0 && past.every((day) => states.get(day) === 'closed');
    if (!wasShut) return [];
    return [...days]
      .filter((day) => day > ahead.last && !ahead.closed.has(day) && !ahead.closedWeekdays.includes(weekdayOf(day)))
      .map((day) => ({ day, label }));
  });
}

/** Every name that can be assumed: holidays, events, and why the place is shut. */
export function namesOf(known: KnownDays): readonly string[] {
  return [...new Set([...known.named.keys(), ...known.closed.values()])].filter((name) => name !== '');
}
