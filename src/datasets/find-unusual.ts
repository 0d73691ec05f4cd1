import { dayNumber, weekdayOfDay } from '../calendar/civil-day.ts';
import type { IsoDate } from '../contracts/period.ts';

export interface UnusualDay {
  readonly t: IsoDate;
  readonly y: number;
  /** Median of the same weekday in the weeks around. */
  readonly usual: number;
  readonly weekday: number;
  /** How far off, in robust standard deviations. */
  readonly distance: number;
}

const WEEKS_AROUND = 6;
const LEAST_NEIGHBOURS = 6;
/** Farther than this is not the usual up and down (Iglewicz & Hoaglin 1993 take 3.5 for the modified z-score). */
const FAR = 5;

/** The day farthest from the median of its weekday in the weeks around it, in units of their MAD; null when none is far. */
export function findUnusual(points: readonly { readonly t: IsoDate; readonly y: number }[]): UnusualDay | null {
  const byDay = new Map(points.map(({ t, y }) => [dayNumber(t), y]));
  let found: UnusualDay | null = null;
  for (const { t, y } of points) {
    const day = dayNumber(t);
    const around: number[] = [];
    for (let week = -WEEKS_AROUND; week <= WEEKS_AROUND; week += 1) {
      const value = week === 0 ? undefined : byDay.get(day + week * 7);
      if (value !== undefined) around.push(value);
    }
    if (around.length < LEAST_NEIGHBOURS) continue;
    const usual = medianOf(around);
    // 1.4826 makes the MAD of a normal distribution its standard deviation; the floor keeps flat series quiet.
    const spread = Math.max(
      1.4826 * medianOf(around.map((value) => Math.abs(value - usual))),
      Math.abs(usual) * 0.05,
      1e-9,
    );
    const distance = Math.abs(y - usual) / spread;
    if (distance > FAR && distance > (found?.distance ?? 0))
      found = { t, y, usual, weekday: weekdayOfDay(day), distance };
  }
  return found;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
