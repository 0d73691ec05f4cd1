import { addDays, weekdayOf } from '../../../src/calendar/civil-day.ts';
import type { IsoDate } from '../../../src/contracts/period.ts';
import type { SampleRow } from '../../../src/sample/write-records.ts';

/** Sum of a metric over each whole Monday week in which one member of a dimension has rows on all seven days of data. */
export function sumWeeks(
  rows: readonly SampleRow[],
  metric: string,
  [dimension, member]: readonly [string, string],
): ReadonlyMap<IsoDate, number> {
  const own = rows.filter((row) => row.metric === metric && row.dims[dimension] === member);
  const first = own[0]?.day ?? '';
  const last = own.at(-1)?.day ?? '';
  const weeks = new Map<IsoDate, number>();
  for (const { day, value } of own) {
    const monday = addDays(day, -weekdayOf(day));
    if (monday >= first && addDays(monday, 6) <= last) weeks.set(monday, (weeks.get(monday) ?? 0) + value);
  }
  return weeks;
}
