import { weekdayOf } from '../../src/calendar/civil-day.ts';
import { WEEKDAY_NAMES } from '../../src/datasets/words.ts';
import type { Outlook } from './make-outlook.ts';

const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** One weekday or month, and what it adds to an average step, in the metric's unit. */
export interface ProfileStep {
  readonly name: string;
  readonly value: number;
}

/** Years of the past a profile is the average of: seasons move. */
const NEWEST: Readonly<Record<Outlook['series']['grain'], number>> = { day: 365, week: 52, month: 24, quarter: 8 };

/** What each weekday or each month adds, on average over the newest year; only those that were open. */
export function profileOf({ forecast, series }: Outlook, name: 'week' | 'year'): readonly ProfileStep[] {
  const part = forecast.parts?.parts.find((one) => one.name === name);
  if (part === undefined || (name === 'week' && series.grain !== 'day')) return [];
  const names: readonly string[] = name === 'week' ? WEEKDAY_NAMES : MONTH_NAMES;
  const placeOf = (t: string) => (name === 'week' ? weekdayOf(t) : Number(t.slice(5, 7)) - 1);
  const from = Math.max(0, series.points.length - NEWEST[series.grain]);
  const sums = names.map(() => ({ sum: 0, count: 0 }));
  const add = (t: string, value: number | null | undefined) => {
    const place = sums[placeOf(t)];
    if (place === undefined || value === null || value === undefined) return;
    place.sum += value;
    place.count += 1;
  };
  series.points.forEach(({ t }, i) => {
    if (i >= from) add(t, part.past[i]);
  });
  return names.flatMap((label, i) => {
    const { sum = 0, count = 0 } = sums[i] ?? {};
    return count === 0 ? [] : [{ name: label, value: sum / count }];
  });
}

/** Best and worst month must lie this far apart, as a share of the average, to call it a season. */
const SEASON = 0.04;

/** Does the time of year matter to it? */
export function isSeasonal(outlook: Outlook): boolean {
  const values = profileOf(outlook, 'year').map(({ value }) => value);
  const known = outlook.series.points.flatMap(({ y }) => (y === null ? [] : [Math.abs(y)]));
  const average = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  if (values.length < 2) return false;
  return Math.max(...values) - Math.min(...values) >= SEASON * average;
}
