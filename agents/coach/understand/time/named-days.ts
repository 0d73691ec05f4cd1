import type { IsoDate } from '../../../../src/contracts/period.ts';
import { addDays, dayOf, weekdayOf } from './civil.ts';

/** Where the company trades decides which Mother's Day it keeps; the currency tells. */
export interface Region {
  readonly currency: string;
}

interface NamedDay {
  readonly names: RegExp;
  readonly on: (year: number, region: Region) => IsoDate;
}

/** Easter Sunday, Gregorian: the anonymous algorithm in Meeus, Astronomical Algorithms (1991), p. 67. */
export function easterSunday(year: number): IsoDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayOf(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

/** The nth weekday of a month (Monday 1 … Sunday 7); n = -1 is the last one. */
function nthWeekday(year: number, month: number, weekday: number, n: number): IsoDate {
  if (n > 0) {
    const first = dayOf(year, month, 1);
    return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7);
  }
  const last = dayOf(year, month, 31);
  return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
}

export const NAMED_DAYS: readonly NamedDay[] = [
  { names: /\b(christmas eve|xmas eve)\b/g, on: (year) => dayOf(year, 12, 24) },
  { names: /\b(boxing day)\b/g, on: (year) => dayOf(year, 12, 26) },
  { names: /\b(christmas( day)?|xmas)\b/g, on: (year) => dayOf(year, 12, 25) },
  { names: /\b(new years? eve|nye)\b/g, on: (year) => dayOf(year, 12, 31) },
  { names: /\b(new years? day|new years?)\b/g, on: (year) => dayOf(year, 1, 1) },
  { names: /\b(valentines?( day)?)\b/g, on: (year) => dayOf(year, 2, 14) },
  { names: /\b(st\.? patricks?( day)?|paddys? day)\b/g, on: (year) => dayOf(year, 3, 17) },
  { names: /\b(halloween)\b/g, on: (year) => dayOf(year, 10, 31) },
  { names: /\b(good friday)\b/g, on: (year) => addDays(easterSunday(year), -2) },
  { names: /\b(easter monday)\b/g, on: (year) => addDays(easterSunday(year), 1) },
  { names: /\b(easter( sunday)?)\b/g, on: (year) => easterSunday(year) },
  { names: /\b(thanksgiving( day)?)\b/g, on: (year) => nthWeekday(year, 11, 4, 4) },
  { names: /\b(black friday)\b/g, on: (year) => addDays(nthWeekday(year, 11, 4, 4), 1) },
  { names: /\b(cyber monday)\b/g, on: (year) => addDays(nthWeekday(year, 11, 4, 4), 4) },
  {
    names: /\b(mothers? day|mothering sunday)\b/g,
    on: (year, region) => (region.currency === 'GBP' ? addDays(easterSunday(year), -21) : nthWeekday(year, 5, 7, 2)),
  },
  {
    names: /\b(fathers? day)\b/g,
    on: (year, region) => nthWeekday(year, region.currency === 'AUD' ? 9 : 6, 7, region.currency === 'AUD' ? 1 : 3),
  },
  { names: /\b(memorial day)\b/g, on: (year) => nthWeekday(year, 5, 1, -1) },
  { names: /\b(labor day)\b/g, on: (year) => nthWeekday(year, 9, 1, 1) },
  { names: /\b(independence day|fourth of july)\b/g, on: (year) => dayOf(year, 7, 4) },
];
