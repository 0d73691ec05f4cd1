import type { DayNumber } from '../calendar/civil-day.ts';

const HALF_HOUR = 1_800;

/**
 * The civil day of an instant in a time zone. Offsets change on half hours at the finest, so each half hour is asked
 * of `Intl` once.
 * @param timezone IANA name.
 * @returns a function from seconds since 1970-01-01 UTC to the day.
 */
export function localDayOf(timezone: string): (epochSeconds: number) => DayNumber {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const known = new Map<number, DayNumber>();
  return (epochSeconds) => {
    const slot = Math.floor(epochSeconds / HALF_HOUR);
    const before = known.get(slot);
    if (before !== undefined) return before;
    const part = { year: 0, month: 1, day: 1 };
    for (const { type, value } of format.formatToParts(slot * HALF_HOUR * 1_000)) {
      if (type === 'year' || type === 'month' || type === 'day') part[type] = Number(value);
    }
    const day = Date.UTC(part.year, part.month - 1, part.day) / 86_400_000;
    known.set(slot, day);
    return day;
  };
}
