import type { IsoDate } from '../../../contracts/period.ts';
import type { Assignment, Wish } from './types.ts';

/** A roster that can be used as it stands, with everything that is said about it counted from the raw data. */
export interface RosterPlan {
  readonly lines: readonly RosterLine[];
  readonly people: readonly PersonTotal[];
  /** Needs that are not filled, in the order of `input.cover`. */
  readonly short: readonly ShortNeed[];
  readonly unmetWishes: readonly Wish[];
  /** Against the published roster; absent when there is none. */
  readonly changes?: RosterChanges;
  readonly cost: RosterCost;
}

/** Times are minutes after midnight of `day`; `to` passes 1440 when the shift ends the next day. */
export interface RosterLine extends Assignment {
  readonly from: number;
  readonly to: number;
  readonly paidMinutes: number;
  /** Suggested start of the unpaid break, `to − from − paidMinutes` long; absent when there is none. */
  readonly breakFrom?: number;
}

export interface PersonTotal {
  readonly employee: string;
  readonly shifts: number;
  readonly paidMinutes: number;
  readonly overtimeMinutes: number;
  /** Unpopular shifts and shifts on weekends. */
  readonly unpopularShifts: number;
  /** Wages with premium. */
  readonly pay: number;
}

export interface ShortNeed {
  /** Place in `input.cover`. */
  readonly need: number;
  readonly day: IsoDate;
  readonly shift?: string;
  readonly from: number;
  readonly to: number;
  readonly skill?: string;
  readonly wanted: number;
  readonly there: number;
}

export interface RosterChanges {
  readonly kept: readonly Assignment[];
  readonly added: readonly Assignment[];
  readonly removed: readonly Assignment[];
}

/** The objective in its parts; `total` is their sum. All but wages and overtime are prices for choosing, not money. */
export interface RosterCost {
  readonly wages: number;
  readonly overtime: number;
  readonly short: number;
  readonly beyond: number;
  readonly wishes: number;
  readonly changes: number;
  readonly fairness: number;
  readonly total: number;
}
