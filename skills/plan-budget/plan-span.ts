import { addDays } from '../../src/calendar/civil-day.ts';
import type { IsoDate, Period, WeekStart } from '../../src/contracts/period.ts';
import { countDays, nextBucket, startOfGrain } from '../../src/metrics/calendar.ts';

const USUAL_WEEKS = 4;
/** A longer plan repeats itself: the curves do not change with time. */
const MOST_MODEL_WEEKS = 8;

export interface PlanSpan {
  readonly period: Period;
  /** Weeks in the period, a fraction where it is not made of whole ones. */
  readonly weeks: number;
  /** Weeks the model plans; the period is `weeks / modelWeeks` of them. */
  readonly modelWeeks: number;
}

/** The days a plan is for: those asked about that are still to come, else the next four whole weeks. */
export function choosePlanSpan(asked: Period | undefined, today: IsoDate, weekStart: WeekStart): PlanSpan {
  const nextWeek = nextBucket(startOfGrain(today, 'week', weekStart), 'week');
  const usual = { start: nextWeek, end: addDays(nextWeek, USUAL_WEEKS * 7 - 1) };
  const period =
    asked && asked.end >= today ? { start: asked.start < today ? today : asked.start, end: asked.end } : usual;
  const weeks = countDays(period) / 7;
  const whole = Math.max(1, Math.round(weeks));
  return { period, weeks, modelWeeks: whole <= MOST_MODEL_WEEKS ? whole : USUAL_WEEKS };
}

/** First days of the plan's weeks, counted from its first day. */
export function weeksOf({ start }: Period, count: number): readonly IsoDate[] {
  return Array.from({ length: count }, (_, week) => addDays(start, 7 * week));
}
