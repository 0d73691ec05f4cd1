import { addDays, weekdayOf } from '../calendar/civil-day.ts';
import type { IsoDate } from '../contracts/period.ts';

export interface Holiday {
  readonly day: IsoDate;
  readonly label: string;
  /** Both cafés stay shut. */
  readonly closed: boolean;
  /** Orders on the day against an ordinary day of the same weekday. */
  readonly demand: number;
}

/** The public holidays of the United States the café lives by (5 U.S.C. § 6103), for one year, in order. */
export function listUsHolidays(year: number): readonly Holiday[] {
  return [
    { day: `${year}-01-01`, label: "New Year's Day", closed: false, demand: 0.7 },
    { day: lastMonday(`${year}-05-31`), label: 'Memorial Day', closed: false, demand: 1.12 },
    { day: `${year}-07-04`, label: 'Independence Day', closed: false, demand: 0.75 },
    { day: lastMonday(`${year}-09-07`), label: 'Labor Day', closed: false, demand: 1.08 },
    { day: fourthThursday(year), label: 'Thanksgiving Day', closed: true, demand: 0 },
    { day: `${year}-12-25`, label: 'Christmas Day', closed: true, demand: 0 },
  ];
}

/** The Monday of the seven days ending at `day`: of a month's last day its last Monday, of the 7th its first. */
function lastMonday(day: IsoDate): IsoDate {
  return addDays(day, -weekdayOf(day));
}

function fourthThursday(year: number): IsoDate {
  const latest = `${year}-11-28`;
  return addDays(latest, -((weekdayOf(latest) + 7 - 3) % 7));
}
