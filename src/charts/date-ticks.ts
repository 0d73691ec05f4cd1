import type { Grain, WeekStart } from '../contracts/period.ts';
import type { WritingStyle } from './chart-style.ts';
import { dateOf, formatDay, formatQuarter } from './format-date.ts';

export interface DateTick {
  readonly day: number;
  readonly label: string;
  /** Under it: the year at the first tick and at the first of each new year; the date under a weekday. */
  readonly below: string;
}

export interface DateTickOptions {
  readonly grain: Grain;
  readonly weekStart: WeekStart;
  readonly maxTicks: number;
  /** Pixels of one day on the axis, and pixels of a label. */
  readonly pixelsPerDay: number;
  readonly measure: (label: string) => number;
  readonly style: WritingStyle;
}

const MIN_GAP = 16;
/** 1970-01-01 was a Thursday; this is the first day number of each kind of week. */
const FIRST_WEEK_DAY: Readonly<Record<WeekStart, number>> = { monday: 4, sunday: 3, saturday: 2 };

/** The densest round ticks whose labels fit: days, weeks on the company's first weekday, months, quarters, years. */
export function layOutDateTicks(first: number, last: number, options: DateTickOptions): DateTick[] {
  for (const ticks of listCandidates(first, last, options)) {
    if (ticks.length > 0 && ticks.length <= options.maxTicks && labelsFit(ticks, options)) return ticks;
  }
  return withYears([first], (d) => formatDay(d, { day: 'numeric', month: 'short' }, options.style), options.style);
}

function* listCandidates(first: number, last: number, options: DateTickOptions): Generator<DateTick[]> {
  const { grain, style, weekStart } = options;
  const dayAndMonth = (d: number) => formatDay(d, { day: 'numeric', month: 'short' }, style);
  if (grain === 'day') {
    const weekday = (day: number) => ({
      day,
      label: formatDay(day, { weekday: 'short' }, style),
      below: dayAndMonth(day),
    });
    for (const step of last - first < 16 ? [1, 2] : []) yield stepDays(first, last, step).map(weekday);
  }
  if (grain === 'day' || grain === 'week') {
    // Weekly points stand on their own first day, whatever the company's week is.
    const anchor = grain === 'week' ? first : FIRST_WEEK_DAY[weekStart];
    for (const weeks of [1, 2, 4]) {
      const start = first + ((((anchor - first) % 7) + 7) % 7);
      yield withYears(stepDays(start, last, 7 * weeks), dayAndMonth, style);
    }
  }
  const month = (d: number) => formatDay(d, { month: 'short' }, style);
  const quarter = (d: number) => formatQuarter(d, style);
  if (grain === 'quarter') {
    for (const months of [3, 6]) yield withYears(stepMonths(first, last, months), quarter, style);
  } else {
    for (const months of [1, 2, 3, 6]) yield withYears(stepMonths(first, last, months), month, style);
  }
  for (const years of [1, 2, 5, 10, 20, 50, 100]) {
    const label = (d: number) => formatDay(d, { year: 'numeric' }, style);
    yield stepMonths(first, last, 12 * years).map((day) => ({ day, label: label(day), below: '' }));
  }
}

function stepDays(start: number, last: number, step: number): number[] {
  const days: number[] = [];
  for (let day = start; day <= last && days.length < 400; day += step) days.push(day);
  return days;
}

/** First days of every nth month of the calendar. */
function stepMonths(first: number, last: number, step: number): number[] {
  const start = dateOf(first);
  const firstMonth = start.getUTCFullYear() * 12 + start.getUTCMonth();
  const days: number[] = [];
  for (let month = Math.ceil(firstMonth / step) * step; days.length < 400; month += step) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000;
    if (day > last) break;
    if (day >= first) days.push(day);
  }
  return days;
}

function withYears(days: readonly number[], label: (day: number) => string, style: WritingStyle): DateTick[] {
  return days.map((day, i) => {
    const before = days[i - 1];
    const isNew = before === undefined || dateOf(before).getUTCFullYear() !== dateOf(day).getUTCFullYear();
    return { day, label: label(day), below: isNew ? formatDay(day, { year: 'numeric' }, style) : '' };
  });
}

function labelsFit(ticks: readonly DateTick[], { measure, pixelsPerDay }: DateTickOptions): boolean {
  const widthOf = (tick: DateTick) => Math.max(measure(tick.label), measure(tick.below));
  return ticks.every((tick, i) => {
    const next = ticks[i + 1];
    if (!next) return true;
    const needed = (widthOf(tick) + widthOf(next)) / 2 + MIN_GAP;
    return (next.day - tick.day) * pixelsPerDay >= needed;
  });
}
