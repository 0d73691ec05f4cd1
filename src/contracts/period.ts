/** A civil date of the company's own calendar, `YYYY-MM-DD`. It has no time zone: a shop's day is its own. */
export type IsoDate = string;

/** An inclusive range of days. */
export interface Period {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/** How wide one point of a series is. A point is named by the first day it covers. */
export type Grain = 'day' | 'week' | 'month' | 'quarter';

/** How finely numbers come in and are kept; quarters are only ever made of these. */
export type NativeGrain = Exclude<Grain, 'quarter'>;

export type WeekStart = 'monday' | 'sunday' | 'saturday';
