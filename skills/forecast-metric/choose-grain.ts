import type { ForecastAssumption } from '../../src/contracts/forecast.ts';
import type { Grain, IsoDate, NativeGrain, Period } from '../../src/contracts/period.ts';
import { countDays } from '../../src/metrics/calendar.ts';
import { isWholeMonths } from './plan-window.ts';

/** From here on single days are no longer what somebody wants to see: a quarter and a bit. */
const MOST_DAYS_ASKED = 100;
/** The engine looks ahead this many days at most. */
const MOST_DAYS = 366;
/** Months that a forecast by month should know: two of each. */
const MONTHS_FOR_MONTHS = 24;

export interface ChosenGrain {
  readonly grain: Grain;
  /** Why it is not what was asked for, or not the data's own; null: nothing to say. */
  readonly why: 'far' | 'single-days' | 'own-is-coarser' | null;
}

const RANK: Readonly<Record<Grain, number>> = { day: 0, week: 1, month: 2, quarter: 3 };

/**
 * How wide the steps of a forecast are. What was asked for, unless something assumed is about single days, or the data
 * are not that fine; else the data's own, and wider steps for what is far ahead.
 * @param known the stretch the metric's data covers
 */
export function chooseGrain(
  asked: { readonly grain?: Grain; readonly period: Period; readonly assume: readonly ForecastAssumption[] },
  native: NativeGrain,
  known: Period,
): ChosenGrain {
  const { grain, period } = asked;
  const ahead = countDays({ start: known.end, end: period.end }) - 1;
  if (native === 'day' && ahead <= MOST_DAYS && asked.assume.some(isAboutDays))
    return { grain: 'day', why: grain === undefined || grain === 'day' ? null : 'single-days' };
  if (grain !== undefined)
    return RANK[grain] < RANK[native] ? { grain: native, why: 'own-is-coarser' } : { grain, why: null };
  if (native !== 'day' || ahead <= MOST_DAYS_ASKED) return { grain: native, why: null };
  if (isWholeMonths(period) && countDays(known) >= MONTHS_FOR_MONTHS * 30.4) return { grain: 'month', why: 'far' };
  return ahead <= 2 * MOST_DAYS_ASKED && !isNextDays(period, known.end)
    ? { grain: 'day', why: null }
    : { grain: 'week', why: 'far' };
}

/** Metrics can be assumed for weeks and months too; days of the calendar cannot. */
const isAboutDays = ({ what }: ForecastAssumption): boolean => what !== 'metric';

/** Everything from now on, and not a stretch with a beginning and an end of its own, which weeks would not meet. */
const isNextDays = ({ start }: Period, last: IsoDate): boolean => countDays({ start: last, end: start }) <= 10;
