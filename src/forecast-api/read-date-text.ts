import { isCivilDate } from '../calendar/civil-day.ts';
import type { IsoDate } from '../contracts/period.ts';

/** A company has no numbers outside of these years; a date there is a slip of the pen. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

const DAY = /^(\d{4}-\d\d-\d\d)(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/;
const MONTH = /^\d{4}-\d\d$/;
const QUARTER = /^(\d{4})-?Q([1-4])$/i;

/**
 * The day of `2026-11-23`, of `2026-11` (its first), of `2026-Q4` (its first), or of a time of day on it, as it was
 * written: a shop's day has no time zone. Null for anything else.
 */
export function readDateText(text: string): IsoDate | null {
  const day = findDay(text.trim());
  if (day === null || !isCivilDate(day)) return null;
  const year = Number(day.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR ? day : null;
}

function findDay(text: string): string | null {
  const day = DAY.exec(text)?.[1];
  if (day !== undefined) return day;
  if (MONTH.test(text)) return `${text}-01`;
  const [, year, quarter] = QUARTER.exec(text) ?? [];
  return year === undefined ? null : `${year}-${String(3 * Number(quarter) - 2).padStart(2, '0')}-01`;
}
