import type { BusyHoursRecord, CoverRecord } from '../../contracts/record.ts';
import { LOCATIONS, type Location, SHOPS } from '../menu.ts';

const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;
const SATURDAY = 5;
const SUNDAY = 6;

interface Slot {
  readonly shift: string;
  /** Hours of the day. */
  readonly from: number;
  readonly to: number;
  readonly role: string;
  /** On a weekday, a Saturday, a Sunday. */
  readonly people: readonly [number, number, number];
}

const SLOTS: Readonly<Record<Location, readonly Slot[]>> = {
  Riverside: [
    { shift: 'Morning', from: 6.5, to: 13.5, role: 'lead', people: [1, 1, 1] },
    { shift: 'Morning', from: 6.5, to: 13.5, role: 'barista', people: [1, 2, 1] },
    { shift: 'Morning', from: 6.5, to: 13.5, role: 'kitchen', people: [1, 1, 1] },
    { shift: 'Midday', from: 10, to: 16, role: 'barista', people: [1, 1, 1] },
    { shift: 'Late', from: 12.5, to: 18.5, role: 'barista', people: [1, 2, 1] },
    { shift: 'Late', from: 12.5, to: 18.5, role: 'kitchen', people: [1, 1, 1] },
  ],
  'Old Mill': [
    { shift: 'Morning', from: 7, to: 13.5, role: 'lead', people: [1, 1, 1] },
    { shift: 'Morning', from: 7, to: 13.5, role: 'barista', people: [1, 1, 1] },
    { shift: 'Morning', from: 7, to: 13.5, role: 'kitchen', people: [1, 1, 1] },
    { shift: 'Midday', from: 9.5, to: 15.5, role: 'barista', people: [0, 1, 1] },
    { shift: 'Late', from: 12, to: 18, role: 'barista', people: [1, 1, 1] },
    { shift: 'Late', from: 12, to: 18, role: 'kitchen', people: [1, 1, 1] },
  ],
};

/** Who is wanted where, on every weekday that a café opens. */
export const COVER: readonly CoverRecord[] = LOCATIONS.flatMap((location) =>
  openWeekdays(location).flatMap((weekday) =>
    SLOTS[location].flatMap(({ shift, from, to, role, people }): CoverRecord[] => {
      const wanted = people[kindOfDay(weekday)];
      return wanted > 0 ? [{ location, weekday, shift, from: from * 60, to: to * 60, role, people: wanted }] : [];
    }),
  ),
);

function kindOfDay(weekday: number): 0 | 1 | 2 {
  if (weekday === SATURDAY) return 1;
  return weekday === SUNDAY ? 2 : 0;
}

function openWeekdays(location: Location): readonly number[] {
  return WEEK.filter((weekday) => !SHOPS[location].closedWeekdays.includes(weekday));
}

const OPENS = 7;

/** Thousandths of a day's business in each hour from seven on; each list adds up to a thousand. */
const RHYTHM: Readonly<Record<Location, { readonly weekday: readonly number[]; readonly weekend: readonly number[] }>> =
  {
    Riverside: {
      weekday: [100, 135, 110, 75, 75, 125, 120, 80, 75, 60, 45],
      weekend: [45, 80, 120, 140, 135, 125, 110, 85, 70, 55, 35],
    },
    'Old Mill': {
      weekday: [85, 120, 105, 80, 85, 140, 125, 85, 75, 60, 40],
      weekend: [40, 75, 125, 150, 140, 120, 105, 85, 70, 55, 35],
    },
  };

/** When a café is busy, by weekday and hour. */
export const BUSY_HOURS: readonly BusyHoursRecord[] = LOCATIONS.flatMap((location) =>
  openWeekdays(location).flatMap((weekday) =>
    (weekday >= SATURDAY ? RHYTHM[location].weekend : RHYTHM[location].weekday).map((thousandths, index) => ({
      location,
      weekday,
      hour: OPENS + index,
      share: thousandths / 1000,
    })),
  ),
);
