import type { ResponseCurve } from './response-curve.ts';

export interface BudgetChannel {
  readonly id: string;
  readonly name: string;
  readonly curve: ResponseCurve;
  /** What one unit of result is worth, in money; default 1. */
  readonly value?: number;
  /** Least and most to spend in each period; default 0 and no limit but the total. */
  readonly min?: number;
  readonly max?: number;
  /** When anything is spent in a period, at least this much. */
  readonly minIfUsed?: number;
  /** Least and most over all periods. */
  readonly minTotal?: number;
  readonly maxTotal?: number;
  /** Share of one period's effect that lasts into the next, 0 ≤ share < 1; default 0. */
  readonly carryOver?: number;
  /** How strong each period is, 1 for usual; default 1 throughout. */
  readonly strength?: readonly number[];
  /** Spend a period today. */
  readonly current?: number;
}

/** A limit over the sum of spend · perUnit over channels and periods: reach, a share for local papers. */
export interface SpendLimit {
  readonly id: string;
  readonly name: string;
  readonly min?: number;
  readonly max?: number;
  readonly perUnit: readonly { readonly channelId: string; readonly value: number }[];
}

export interface BudgetInput {
  readonly channels: readonly BudgetChannel[];
  /** Most to spend over all channels and periods. */
  readonly total: number;
  /** Least to spend over all; default 0. The same as `total` to have it spent. */
  readonly leastTotal?: number;
  /** Default 1. */
  readonly periods?: number;
  /** Most to spend in each period, one a period. */
  readonly periodMax?: readonly number[];
  /** Most that a channel's spend may differ from today's in each period, as a share of today's. */
  readonly maxChange?: number;
  readonly spendLimits?: readonly SpendLimit[];
  /** result (default): the most value from the total. profit: value less spend, so that the total need not be spent. */
  readonly aim?: 'result' | 'profit';
  /** What "the next bit of money" is in the marginal returns; default 100. */
  readonly nextStep?: number;
}

export interface BudgetRow {
  readonly channelId: string;
  /** One a period. */
  readonly spend: readonly number[];
  /** Units of result, one a period. */
  readonly result: readonly number[];
  readonly totalSpend: number;
  readonly totalResult: number;
}

export interface BudgetScore {
  readonly rows: readonly BudgetRow[];
  readonly spend: number;
  /** Σ result · value. */
  readonly value: number;
  /** What is maximised: value, less spend when the aim is profit. */
  readonly objective: number;
}

export interface BudgetPlan extends BudgetScore {
  /** Today's split in the same model; null when it is not known for every channel. */
  readonly today: BudgetScore | null;
}

/** A figure over the draws of the curves: 80% lie between. */
export interface DrawnInterval {
  readonly mean: number;
  readonly low80: number;
  readonly high80: number;
}

/** What a little more or less in one channel would bring, spread evenly over the periods. */
export interface MarginalReturn {
  readonly channelId: string;
  /** Value of the next and of the last `nextStep` of money. */
  readonly next: number;
  readonly last: number;
  /** Over the draws; null when the curve is taken as certain. */
  readonly interval: DrawnInterval | null;
  /** True when the channel is at its limit, so that the next step could not be spent here. */
  readonly full: boolean;
}

export type BudgetLimitCode =
  | 'total'
  | 'leastTotal'
  | 'periodMax'
  | 'min'
  | 'max'
  | 'minIfUsed'
  | 'minTotal'
  | 'maxTotal'
  | 'maxChange'
  | 'spendLimitMin'
  | 'spendLimitMax';

/** A limit that keeps the plan from being better. */
export interface BudgetBinding {
  readonly code: BudgetLimitCode;
  /** Channel or limit it belongs to. */
  readonly id?: string;
  readonly words: string;
  /** By how much it was eased when it was solved again, and what that brought. */
  readonly step: number;
  readonly worth: number;
}

export interface BudgetAlternative {
  readonly code: 'closest-to-today' | 'fewest-channels' | 'least-spend';
  readonly words: string;
  readonly plan: BudgetPlan;
}

export interface BudgetExplanation {
  /** Objective of the plan less today's, over the draws; null when one of the two is not known. */
  readonly gain: (DrawnInterval & { readonly chance: number }) | null;
  readonly marginals: readonly MarginalReturn[];
  readonly binding: readonly BudgetBinding[];
  readonly alternatives: readonly BudgetAlternative[];
}
