import type { IsoDate } from '../../../contracts/period.ts';

const YEAR_DAYS = 365.2425;
const DAY_MS = 86_400_000;

/** Days since 1970-01-01. */
export function dayNumber(date: IsoDate): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/**
 * What goes on in the background of a series: a straight trend and, where the history spans a year and a half, two
 * harmonics of the year. Each column has about unit size.
 * @param days days since 1970-01-01 of each step, rising
 */
export function backgroundColumns(days: readonly number[], length: number): Float64Array[] {
  const first = days[0] ?? 0;
  const span = (days.at(-1) ?? 0) - first;
  const make = (value: (day: number) => number) => Float64Array.from(days, value);
  const columns: Float64Array[] = [];
  if (length >= 30 && span > 0) columns.push(make((day) => (2 * (day - first)) / span - 1));
  if (span < 1.5 * YEAR_DAYS) return columns;
  for (const harmonic of [1, 2]) {
    const angle = (day: number) => (2 * Math.PI * harmonic * day) / YEAR_DAYS;
    columns.push(
      make((day) => Math.sin(angle(day))),
      make((day) => Math.cos(angle(day))),
    );
  }
  return columns;
}
