import { dayNumber } from '../calendar/civil-day.ts';
import type { Grain, IsoDate } from '../contracts/period.ts';
import { badRequest } from './read-request.ts';

/** Days between two of these that a month may not be shorter than. */
const SHORTEST_MONTH = 28;
const WEEK = 7;

/**
 * How wide the steps between dates are: quarters and months where all stand on the same day of the month (or on its
 * last), weeks where all stand on the same weekday, else days.
 * @param dates ascending, none twice
 * @throws UserError `bad-forecast-request` where that cannot be told, or the steps are years
 */
export function detectGrain(dates: readonly IsoDate[]): Grain {
  if (dates.length < 2) throw unclear('one date alone does not tell how wide a step is');
  const gaps = dates.slice(1).map((date, i) => dayNumber(date) - dayNumber(dates[i] ?? date));
  const smallest = gaps.reduce((least, gap) => Math.min(least, gap));
  if (smallest >= SHORTEST_MONTH && isSameDayOfMonth(dates)) {
    const months = dates.slice(1).map((date, i) => monthNumber(date) - monthNumber(dates[i] ?? date));
    if (months.every((count) => count % 12 === 0)) throw unclear('the dates are a year apart, and I forecast no years');
    return months.every((count) => count % 3 === 0) ? 'quarter' : 'month';
  }
  if (gaps.every((gap) => gap % WEEK === 0)) return 'week';
  const median = gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 1;
  if (median >= WEEK - 1) throw unclear(`the dates are about ${median} days apart, but not evenly`);
  return 'day';
}

/** Months since year 0. */
export const monthNumber = (date: IsoDate): number => 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7)) - 1;

export const isLastOfMonth = (date: IsoDate): boolean =>
  new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate() === Number(date.slice(8, 10));

function isSameDayOfMonth(dates: readonly IsoDate[]): boolean {
  return new Set(dates.map((date) => date.slice(8, 10))).size === 1 || dates.every(isLastOfMonth);
}

const unclear = (why: string) =>
  badRequest(`I cannot tell the grain of the series: ${why}. Say it with "grain": day, week, month or quarter`);
