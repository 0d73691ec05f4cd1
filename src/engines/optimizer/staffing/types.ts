import type { IsoDate } from '../../../contracts/period.ts';

/**
 * What a roster is planned from. Times of day are whole minutes after midnight, lengths are whole minutes, money is in
 * the company's currency. The plan's weeks are blocks of seven days from `firstDay`.
 */
export interface StaffingInput {
  readonly firstDay: IsoDate;
  /** Days to plan, 1–28. */
  readonly days: number;
  readonly shifts: readonly Shift[];
  readonly employees: readonly Employee[];
  readonly cover: readonly CoverNeed[];
  /** Absent: `EUROPEAN_UNION` of `labour-profiles.ts`. */
  readonly profile?: LabourProfile;
  readonly wishes?: readonly Wish[];
  /** Assignments that stay as they are. */
  readonly pinned?: readonly Assignment[];
  /** A roster that people already know: the new one differs from it as little as it can. */
  readonly published?: PublishedRoster;
  readonly costs?: StaffingCosts;
  readonly fairness?: Fairness;
}

/** A shift belongs to the day it starts on, also when it ends after midnight. */
export interface Shift {
  readonly id: string;
  readonly name: string;
  /** Where it is; absent: nowhere in particular. */
  readonly place?: string;
  /** 0–1439. */
  readonly start: number;
  /** From start to end, break included, up to 1440. */
  readonly minutes: number;
  /** Unpaid. Absent: what the labour profile asks for at this length. */
  readonly breakMinutes?: number;
  /** Shifts that nobody may work on the day after this one, beside those that the daily rest rules out. */
  readonly notNextDay?: readonly string[];
  /** Shared out by `Fairness.unpopular`. */
  readonly unpopular?: boolean;
}

export interface Employee {
  readonly id: string;
  readonly name: string;
  readonly skills?: readonly string[];
  /** Where they work: they get shifts of these places, and shifts of no place. Absent: anywhere. */
  readonly places?: readonly string[];
  /** Absent: 0. */
  readonly wagePerHour?: number;
  readonly hours?: ContractHours;
  /** Shifts in the whole plan. */
  readonly minShifts?: number;
  readonly maxShifts?: number;
  /** At most so many of one shift in the whole plan, by shift id. */
  readonly maxShiftsOf?: Readonly<Record<string, number>>;
  readonly maxDaysPerWeek?: number;
  /** The stricter of this and the profile's counts. */
  readonly maxConsecutiveDays?: number;
  /** Work comes in runs of at least so many days. Runs that touch either end of the plan are let be. */
  readonly minConsecutiveDays?: number;
  /** Free time comes in runs of at least so many days. Runs that touch either end of the plan are let be. */
  readonly minConsecutiveDaysOff?: number;
  /** Weekends of the plan on which at least one day is worked. */
  readonly maxWeekends?: number;
  readonly away?: readonly Absence[];
  /** When given, every shift lies wholly inside one of these. */
  readonly available?: readonly TimeWindow[];
  readonly before?: BeforeThePlan;
}

/** Paid minutes a week or in the whole plan. A last week of fewer than seven days keeps `max` and has no `min`. */
export interface ContractHours {
  readonly per: 'week' | 'plan';
  readonly min?: number;
  /** Paid at the plain wage. */
  readonly max?: number;
  /** Minutes beyond `max` that may be asked for, paid with the overtime premium. Absent: 0. */
  readonly overtime?: number;
}

/** The whole day (no shift starts on it), or a time of it (no shift overlaps it). */
export interface Absence {
  readonly day: IsoDate;
  readonly from?: number;
  readonly to?: number;
}

/** `to` is after `from` and may pass midnight: 1320 to 1800 is from ten in the evening to six the next morning. */
export interface TimeWindow {
  readonly day: IsoDate;
  readonly from: number;
  readonly to: number;
}

/** What the last days before the plan leave behind. */
export interface BeforeThePlan {
  /** Days worked without a day off, up to the day before the plan. */
  readonly daysWorkedInARow?: number;
  /** End of the last shift, in minutes after midnight of the day before the plan. */
  readonly lastShiftEnd?: number;
  /** Unpopular shifts of the past weeks, counted with those of the plan. */
  readonly unpopularShifts?: number;
}

/**
 * People wanted on a shift, or through a time of the day (who works the whole of it counts). With a skill: people who
 * work there in that skill. Without: all who are there.
 */
export type CoverNeed = CoverBase &
  (
    | { readonly shift: string }
    | {
        readonly from: number;
        readonly to: number;
        /** Only who works a shift of this place counts. Absent: everybody. */
        readonly place?: string;
      }
  );

interface CoverBase {
  readonly day: IsoDate;
  readonly skill?: string;
  readonly people: number;
  /** Never more than so many. */
  readonly atMost?: number;
  /** Cost of each person missing. Absent: `costs.shortPerHour` for each hour of the need. */
  readonly shortCost?: number;
  /** Cost of each person beyond `people`. Absent: 0. */
  readonly overCost?: number;
}

export interface Wish {
  readonly employee: string;
  readonly day: IsoDate;
  /** Absent: the day as a whole. */
  readonly shift?: string;
  readonly kind: 'on' | 'off';
  /** Cost of not meeting it; stays well below a shift's wage when wishes are not to cost money. */
  readonly weight: number;
}

export interface Assignment {
  readonly employee: string;
  readonly day: IsoDate;
  readonly shift: string;
  /** The skill in which they work; absent: a general hand. */
  readonly skill?: string;
}

export interface PublishedRoster {
  readonly assignments: readonly Assignment[];
  /** Cost of each shift that somebody loses or gets. Absent: more than the dearest shift's wage. */
  readonly changeCost?: number;
}

export interface StaffingCosts {
  /** Of one person missing for an hour. Absent: ten times the highest wage, at least 100. */
  readonly shortPerHour?: number;
}

/** Absent parts count for nothing. */
export interface Fairness {
  /** Cost of each unpopular shift (or weekend day) of the person who has most of them. */
  readonly unpopular?: number;
  /** Cost of one whole contract between the fullest and the emptiest, as minutes over contract `max`. */
  readonly hours?: number;
}

/** The law or the house's own rules, as data. `labour-profiles.ts` has some; write your own in the same shape. */
export interface LabourProfile {
  readonly id: string;
  readonly name: string;
  /** Between the end of a shift and the start of the next. */
  readonly minRestMinutes: number;
  /** Days worked without a day off. */
  readonly maxConsecutiveDays: number;
  /** Paid minutes of one shift. */
  readonly maxMinutesPerShift?: number;
  /** Paid minutes in a week of the plan, overtime included. */
  readonly maxMinutesPerWeek?: number;
  /** Shifts longer than `over` minutes hold at least `minutes` of unpaid break; the longest that applies. */
  readonly breaks: readonly { readonly over: number; readonly minutes: number }[];
  /** 0.5: an hour of overtime costs one and a half hours. */
  readonly overtimePremium: number;
  /** Paid minutes a week from which on the premium is due for those whose contract says no `max`. */
  readonly overtimeAfterPerWeek?: number;
  /** 0 = Monday … 6 = Sunday. */
  readonly weekend: readonly number[];
}
