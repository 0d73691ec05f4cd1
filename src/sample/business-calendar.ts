import { addDays, weekdayOf } from '../calendar/civil-day.ts';
import type { IsoDate, Period } from '../contracts/period.ts';
import { isWithin } from './civil-day.ts';
import { LOCATIONS, type Location, SHOPS } from './menu.ts';
import { RENOVATION } from './planted-causes.ts';
import { type Holiday, listUsHolidays } from './us-holidays.ts';

/** A day that is not like others. Without a location it holds for the whole company. */
export interface BusinessDay {
  readonly day: IsoDate;
  readonly location?: string;
  readonly kind: 'closed' | 'holiday' | 'event';
  readonly label: string;
}

export interface BusinessCalendar {
  readonly entries: readonly BusinessDay[];
  isOpen(day: IsoDate, location: Location): boolean;
  /** Orders of the day against an ordinary one; 1 on most days. */
  demand(day: IsoDate): number;
}

/** Every closed day, holiday and event among `days` (ascending); at most one entry a day and location. */
export function makeBusinessCalendar(
  days: readonly IsoDate[],
  causes: { readonly renovation?: Period; readonly promotion?: Period },
): BusinessCalendar {
  const holidays = new Map(
    listYears(days)
      .flatMap((year) => listUsHolidays(year))
      .map((holiday) => [holiday.day, holiday]),
  );
  const entries: BusinessDay[] = [];
  const closed = new Set<string>();
  for (const day of days) {
    const holiday = holidays.get(day);
    const whole = describeWholeCompany(day, holiday, causes.promotion);
    if (whole) entries.push(whole);
    for (const location of LOCATIONS) {
      const label = whyClosed(day, location, causes.renovation);
      if (holiday?.closed || label) closed.add(`${day} ${location}`);
      if (label && !holiday?.closed) entries.push({ day, location, kind: 'closed', label });
    }
  }
  return {
    entries,
    isOpen: (day, location) => !closed.has(`${day} ${location}`),
    demand: (day) => demandNearHolidays(day, holidays),
  };
}

function describeWholeCompany(day: IsoDate, holiday?: Holiday, promotion?: Period): BusinessDay | undefined {
  if (holiday) return { day, kind: holiday.closed ? 'closed' : 'holiday', label: holiday.label };
  if (promotion && isWithin(day, promotion)) return { day, kind: 'event', label: 'Pastry week' };
  return undefined;
}

function whyClosed(day: IsoDate, location: Location, renovation?: Period): string | undefined {
  if (renovation && location === RENOVATION.location && isWithin(day, renovation)) return 'Renovation';
  return SHOPS[location].closedWeekdays.includes(weekdayOf(day)) ? 'Closed on Mondays' : undefined;
}

/** A holiday has its own level; the day before a closed one is busier. */
function demandNearHolidays(day: IsoDate, holidays: ReadonlyMap<IsoDate, Holiday>): number {
  const today = holidays.get(day);
  if (today) return today.demand;
  return holidays.get(addDays(day, 1))?.closed ? 1.15 : 1;
}

function listYears(days: readonly IsoDate[]): readonly number[] {
  const years = new Set(days.map((day) => Number(day.slice(0, 4))));
  // The day before a holiday may lie in the year before.
  return [...years, Math.max(...years) + 1];
}
