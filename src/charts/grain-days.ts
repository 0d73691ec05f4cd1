import type { Grain } from '../contracts/period.ts';

/** The most days that one point covers, where no other follows it to tell. */
export const GRAIN_DAYS: Readonly<Record<Grain, number>> = { day: 1, week: 7, month: 31, quarter: 92 };
