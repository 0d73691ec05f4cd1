import { addDays } from '../../src/calendar/civil-day.ts';
import type { Grain, IsoDate, Period, WeekStart } from '../../src/contracts/period.ts';
import { countDays, endOfBucket, periodBefore, startOfGrain } from '../../src/metrics/calendar.ts';

export interface ChosenPeriods {
  readonly period: Period;
  readonly compare: Period;
  /** `compare` is longer: its average per stretch of `period`'s length is what is compared. */
  readonly beforeScale: number;
  /** `default`: none was named, so the last complete week against the average of the four before. */
  readonly chosen: 'asked' | 'before' | 'default';
  /** The period is not over, or the data ends inside it: both are cut to the same number of days. */
  readonly cut: boolean;
}

interface Asked {
  readonly period?: Period;
  readonly compare?: Period;
  /** Last day with data, at most yesterday or today. */
  readonly end: IsoDate;
  readonly grain: Grain;
  readonly weekStart: WeekStart;
}

const WEEKS_BEFORE = 4;

export function choosePeriods(asked: Asked): ChosenPeriods {
  if (asked.period === undefined) return lastComplete(asked);
  const compare = asked.compare ?? periodBefore(asked.period);
  const chosen = asked.compare === undefined ? 'before' : 'asked';
  const uncut = { period: asked.period, compare, beforeScale: 1, chosen, cut: false } as const;
  if (asked.period.end <= asked.end || asked.period.start > asked.end) return uncut;
  // A week that has three days so far is held against the first three of the week before.
  const period = { start: asked.period.start, end: asked.end };
  const end = addDays(compare.start, countDays(period) - 1);
  return { ...uncut, period, compare: { start: compare.start, end: end < compare.end ? end : compare.end }, cut: true };
}

/** The last complete week (or month, where there are only months) against what came before it. */
function lastComplete({ end, grain, weekStart }: Asked): ChosenPeriods {
  const unit: Grain = grain === 'month' ? 'month' : 'week';
  const current = startOfGrain(end, unit, weekStart);
  const last = endOfBucket(current, unit) === end ? current : startOfGrain(addDays(current, -1), unit, weekStart);
  const period = { start: last, end: endOfBucket(last, unit) };
  if (unit === 'month') return { period, compare: periodBefore(period), beforeScale: 1, chosen: 'default', cut: false };
  return {
    period,
    compare: { start: addDays(last, -7 * WEEKS_BEFORE), end: addDays(last, -1) },
    beforeScale: 1 / WEEKS_BEFORE,
    chosen: 'default',
    cut: false,
  };
}
