import type { HolidaysTypes } from 'date-holidays';
import type { IsoDate } from '../../contracts/period.ts';
import { listHolidayDays } from './list-holiday-days.ts';

export interface PublicHoliday {
  readonly day: IsoDate;
  /** In English where the calendar has it. A holiday of several days has the same name on each. */
  readonly name: string;
  /** `public`: off work by law; `bank`: much is shut; `optional`: some are off; `observance`: a working day that people mark. */
  readonly kind: 'public' | 'bank' | 'optional' | 'observance';
}

/** Years of places that are kept; beyond it the oldest goes. */
const KEPT_YEARS = 300;
const kept = new Map<string, Promise<readonly PublicHoliday[]>>();

/**
 * Holidays from `from` to `to`, both inclusive, in order of time: of a country (`DE`), or with those of a part of it
 * (`DE-BW`), by ISO 3166. Empty for a place the calendar does not know. A holiday that is moved to a working day is
 * listed on both days. The calendar is computed, not looked up: Muslim feasts may be a day off where they go by sight.
 *
 * The calendar's package is loaded at the first call and costs about a fifth of a second of its thread then.
 */
export async function publicHolidays(place: string, from: IsoDate, to: IsoDate): Promise<readonly PublicHoliday[]> {
  if (!/^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/.test(place) || from > to) return [];
  const first = Number(from.slice(0, 4));
  const last = Number(to.slice(0, 4));
  // A feast of several days may begin in the year before.
  const years = Array.from({ length: last - first + 2 }, (_, k) => first - 1 + k);
  const found = new Map<string, PublicHoliday>();
  for (const year of years) {
    for (const holiday of await holidaysOfYear(place, year)) {
      const key = `${holiday.day} ${holiday.name}`;
      if (holiday.day >= from && holiday.day <= to && !found.has(key)) found.set(key, holiday);
    }
  }
  return [...found.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : RANK[a.kind] - RANK[b.kind]));
}

const RANK: Readonly<Record<PublicHoliday['kind'], number>> = { public: 0, bank: 1, optional: 2, observance: 3 };

function holidaysOfYear(place: string, year: number): Promise<readonly PublicHoliday[]> {
  const key = `${place} ${year}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const [oldest] = kept.keys();
  if (kept.size >= KEPT_YEARS && oldest !== undefined) kept.delete(oldest);
  const listed = computeYear(place, year);
  kept.set(key, listed);
  listed.catch(() => kept.delete(key));
  return listed;
}

async function computeYear(place: string, year: number): Promise<readonly PublicHoliday[]> {
  const { default: Holidays } = await import('date-holidays');
  const [country = '', part] = place.split('-');
  const calendar = new Holidays();
  const countries = calendar.getCountries('en');
  if (!(country in countries)) return [];
  if (part === undefined) calendar.init(country, { languages: 'en' });
  else calendar.init(country, part, { languages: 'en' });
  return calendar
    .getHolidays(year, 'en')
    .flatMap((holiday) =>
      listHolidayDays(holiday).map((day) => ({ day, name: holiday.name, kind: kindOf(holiday.type) })),
    );
}

/** School holidays of the calendar are single days off school: people mark them. */
const kindOf = (type: HolidaysTypes.HolidayType): PublicHoliday['kind'] => (type === 'school' ? 'observance' : type);

export { countryOf } from './country-of.ts';
