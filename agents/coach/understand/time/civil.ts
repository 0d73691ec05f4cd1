import { Temporal } from 'temporal-polyfill';
import type { IsoDate, Period, WeekStart } from '../../../../src/contracts/period.ts';

export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const FIRST_WEEKDAY: Readonly<Record<WeekStart, number>> = { monday: 1, saturday: 6, sunday: 7 };

const date = (day: IsoDate) => Temporal.PlainDate.from(day);

export function addDays(day: IsoDate, days: number): IsoDate {
  return date(day).add({ days }).toString();
}

/** Calendar steps; the last day of a month stays inside the shorter month. */
export function addUnits(day: IsoDate, unit: CalendarUnit, count: number): IsoDate {
  if (unit === 'quarter')
    return date(day)
      .add({ months: count * 3 })
      .toString();
  if (unit === 'day') return addDays(day, count);
  if (unit === 'week') return addDays(day, count * 7);
  return date(day)
    .add(unit === 'month' ? { months: count } : { years: count })
    .toString();
}

export function daysBetween(from: IsoDate, to: IsoDate): number {
  return date(from).until(date(to), { largestUnit: 'day' }).days;
}

/** Monday is 1, Sunday is 7. */
export function weekdayOf(day: IsoDate): number {
  return date(day).dayOfWeek;
}

export function yearOf(day: IsoDate): number {
  return date(day).year;
}

export function monthOf(day: IsoDate): number {
  return date(day).month;
}

/** A day of a year; days beyond the month's end become its last. */
export function dayOf(year: number, month: number, day: number): IsoDate {
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }).toString();
}

/** The whole calendar unit that a day lies in. */
export function unitAround(day: IsoDate, unit: CalendarUnit, weekStart: WeekStart): Period {
  const at = date(day);
  if (unit === 'day') return { start: day, end: day };
  if (unit === 'week') {
    const start = addDays(day, -((at.dayOfWeek - FIRST_WEEKDAY[weekStart] + 7) % 7));
    return { start, end: addDays(start, 6) };
  }
  if (unit === 'year') return { start: dayOf(at.year, 1, 1), end: dayOf(at.year, 12, 31) };
  const first = unit === 'month' ? at.month : Math.floor((at.month - 1) / 3) * 3 + 1;
  return monthsFrom(at.year, first, unit === 'month' ? 1 : 3);
}

/** A run of whole months. */
export function monthsFrom(year: number, month: number, count: number): Period {
  const start = dayOf(year, month, 1);
  return { start, end: addDays(addUnits(start, 'month', count), -1) };
}

/** The same stretch a number of units earlier or later; whole calendar units stay whole. */
export function shiftPeriod(period: Period, unit: CalendarUnit, count: number, weekStart: WeekStart): Period {
  const days = daysBetween(period.start, period.end) + 1;
  if (unit === 'year' && days === 7) {
    // Weeks are compared with the week at the same place of the year: 52 weeks keep the weekdays together.
    return { start: addDays(period.start, count * 364), end: addDays(period.end, count * 364) };
  }
  const start = addUnits(period.start, unit, count);
  const whole = wholeUnit(period, weekStart);
  if (whole !== undefined && whole !== 'day' && whole !== 'week') return unitAround(start, whole, weekStart);
  const monthEnd = addDays(period.end, 1).endsWith('-01') && period.start.endsWith('-01');
  const end = monthEnd ? addDays(addUnits(addDays(period.end, 1), unit, count), -1) : addUnits(period.end, unit, count);
  return { start, end };
}

/** Which calendar unit a period is exactly, if any. */
export function wholeUnit(period: Period, weekStart: WeekStart): CalendarUnit | undefined {
  const units: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year'];
  return units.find((unit) => {
    const around = unitAround(period.start, unit, weekStart);
    return around.start === period.start && around.end === period.end;
  });
}

/** The stretch of the same kind just before: the week before a week, the ten days before ten days. */
export function periodBefore(period: Period, weekStart: WeekStart): Period {
  const unit = wholeUnit(period, weekStart);
  if (unit !== undefined) return shiftPeriod(period, unit, -1, weekStart);
  const days = daysBetween(period.start, period.end) + 1;
  return { start: addDays(period.start, -days), end: addDays(period.end, -days) };
}
