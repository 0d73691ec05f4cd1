import type { Filter } from '../../src/contracts/catalogue.ts';
import type { IsoDate, Period } from '../../src/contracts/period.ts';
import type { CommonBasis, MadePlan, PlanMaker } from '../planning/plan-maker.ts';

/** What a roster is said from, beside the problem itself. People, roles and places go by their names. JSON. */
export interface StaffingBasis extends CommonBasis {
  /** Days that were asked about; the answer begins with them. Empty: the whole roster. */
  readonly asked: readonly IsoDate[];
  /** For how many people a wage is known. With `none`, hours are planned and no money is said. */
  readonly wages: 'all' | 'some' | 'none';
  /** Days without work, by place; absent: all places. */
  readonly closed: readonly { readonly day: IsoDate; readonly place?: string; readonly label: string }[];
  /** Hours in which the forecast asks for more people than the list does. */
  readonly busy: readonly BusyHour[];
  /** What people do today, to hold the roster against. */
  readonly today: Today | null;
  /** Set when a roster that people know is changed as little as can be. */
  readonly replan: { readonly title: string; readonly away: readonly string[] } | null;
  /** Where the wages will be seen. */
  readonly wageMetric: { readonly key: string; readonly label: string; readonly filter: Filter } | null;
}

export interface BusyHour {
  readonly day: IsoDate;
  readonly place?: string;
  readonly from: number;
  readonly to: number;
  /** People the list has there, and people the forecast asks for. */
  readonly listed: number;
  readonly wanted: number;
}

export type Today =
  /** An approved roster, its days moved to those of the plan, counted as this one is. */
  | {
      readonly kind: 'roster';
      readonly title: string;
      /** For the same days, or for days before. */
      readonly same: boolean;
      readonly wages: number;
      /** Shifts left open, and rules broken. */
      readonly short: number;
      readonly broken: number;
    }
  /** What was paid in the newest stretch of as many days. */
  | { readonly kind: 'paid'; readonly label: string; readonly period: Period; readonly value: number };

export type StaffingMaker = PlanMaker<'staffing', StaffingBasis>;
export type MadeRoster = MadePlan<'staffing', StaffingBasis>;
