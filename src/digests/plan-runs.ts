import { dueBetween, type WeeklyTime } from './next-due.ts';

/** A digest that is not later than this is on time: a busy queue is no outage. */
export const ON_TIME_MS = 10 * 60_000;
/** A later one is still sent, once, while its week is news. */
export const CATCH_UP_MS = 3 * 24 * 3_600_000;

export interface PlannedRun {
  readonly due: Date;
  readonly outcome: 'posted' | 'caught-up' | 'missed' | 'paused';
}

/**
 * What becomes of every due digest after `accounted` up to `now`: each gets exactly one outcome. After an outage only
 * the newest is sent, and only while it is at most three days late.
 * @param accounted everything due up to here has its outcome already
 */
export function planRuns(
  schedule: WeeklyTime & { readonly pausedAt: Date | null },
  accounted: Date,
  now: Date,
): PlannedRun[] {
  const due = dueBetween(schedule, accounted, now);
  const newest = due.at(-1);
  return due.map((at) => {
    if (schedule.pausedAt !== null && at >= schedule.pausedAt) return { due: at, outcome: 'paused' };
    const late = now.getTime() - at.getTime();
    // While it is paused nothing is caught up either.
    if (at !== newest || late > CATCH_UP_MS || schedule.pausedAt !== null) return { due: at, outcome: 'missed' };
    return { due: at, outcome: late <= ON_TIME_MS ? 'posted' : 'caught-up' };
  });
}
