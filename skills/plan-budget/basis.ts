import type { Filter, Unit } from '../../src/contracts/catalogue.ts';
import type { RowSource } from '../../src/contracts/fact.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { ResponseRefusal } from '../../src/engines/optimizer/budget/response-types.ts';
import type { CommonBasis } from '../planning/plan-maker.ts';

/** A metric as a kept plan needs it. */
export interface MeasureName {
  readonly key: string;
  readonly label: string;
  readonly unit: Unit;
}

/** Why the past does not tell what a channel brings. */
export type WhyUnknown = ResponseRefusal | { readonly code: 'kept-by-the-month' };

/** One way to spend on marketing. Money and results are a week's. */
export interface ChannelBasis {
  /** As the data name it; also its id in the problem. */
  readonly name: string;
  /** kept: nothing is known of what it brings, so its spend stays as it is. */
  readonly how: 'estimated' | 'assumed' | 'kept';
  readonly refusal: WhyUnknown | null;
  /** Set with `how: 'assumed'`: what it is taken to bring at that spend, in eight cases of ten. */
  readonly assumed: AssumedRange | null;
  /** Average of the last whole weeks. */
  readonly now: number;
  readonly nowSources: readonly RowSource[];
  /** Results as they were counted for the channel; null when they are known for the whole company only. */
  readonly counted: { readonly mean: number; readonly noise: number } | null;
  readonly highestSpend: number;
  /** Why it can have no more than its `max`. */
  readonly limitFrom: 'tried' | 'list' | 'said' | 'kept';
}

export interface AssumedRange {
  readonly from: 'own-results' | 'other-channels';
  readonly spend: number;
  readonly low: number;
  readonly high: number;
}

/** What one result is worth in money; `value` null when nothing tells. */
export interface Worth {
  readonly value: number | null;
  readonly from: 'said' | 'setting' | 'order' | 'share-kept' | 'money' | 'unknown';
}

/** What a budget plan is said from. */
export interface BudgetBasis extends CommonBasis {
  readonly spend: MeasureName;
  readonly result: MeasureName;
  /** Other results the company counts, by label: a plan can be asked for by each. */
  readonly otherResults: readonly string[];
  readonly dimension: string;
  /** Is the result known for each channel, or only for all together? */
  readonly perChannel: boolean;
  readonly filter: Filter;
  /** Weeks in the period; may be a fraction. */
  readonly weeks: number;
  /** Weeks the model plans; amounts of its whole time are for `weeks / modelWeeks` of them. */
  readonly modelWeeks: number;
  /** The round amount of money, over the whole plan, that channels are compared by. */
  readonly nextStep: number;
  /** Whole weeks with data that "today's spend" is the average of. */
  readonly lastWeeks: Period;
  /** Weeks of history behind the curves. */
  readonly history: Period;
  readonly channels: readonly ChannelBasis[];
  /** Smaller channels that are not in the plan. */
  readonly leftOut: number;
  readonly worth: Worth;
  /** The spend a week at which the last bit of money just pays, with what it brings; null when nothing tells. */
  readonly bestTotal: { readonly spend: number; readonly result: number } | null;
  /** A channel that was asked about: the answer begins with it. */
  readonly focus: string | null;
  /** "Assume what you must" was said. */
  readonly assume: boolean;
}
