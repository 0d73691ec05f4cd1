import type { IsoDate } from '../../../contracts/period.ts';
import type { CurveShape } from './response-curve.ts';

export interface ResponseHistory {
  /** First day of each period (week or month), in order, none missing. */
  readonly dates: readonly IsoDate[];
  /** What the channels are to move, each period; null where unknown or moved by something else. */
  readonly result: readonly (number | null)[];
  readonly channels: readonly { readonly id: string; readonly spend: readonly number[] }[];
  /** For the draws. Default 1. */
  readonly seed?: number;
}

export interface ResultRange {
  readonly mean: number;
  readonly low80: number;
  readonly high80: number;
}

export type ResponseRefusal =
  | { readonly code: 'short-history'; readonly have: number; readonly needed: number }
  /** Spend was (nearly) always the same. */
  | { readonly code: 'spend-never-moved' }
  | { readonly code: 'never-used' }
  /** Spend moved together with another channel, the season or the trend: nothing tells them apart. */
  | { readonly code: 'moves-with-the-rest' }
  /** An answer comes out, but too wide to plan with. */
  | { readonly code: 'too-uncertain' }
  | { readonly code: 'history-not-usable' };

/** What the past says of one channel. */
export type ResponseEstimate =
  | (ChannelResponse & { readonly kind: 'estimated' })
  | (Partial<ChannelResponse> & {
      readonly kind: 'cannot-tell';
      readonly channelId: string;
      readonly refusal: ResponseRefusal;
    })
  /** A stated range; to be marked as an assumption wherever it is used. */
  | (ChannelResponse & { readonly kind: 'assumed' });

export interface ChannelResponse {
  readonly channelId: string;
  /** Equally likely curves: result a period at a steady spend a period. Draw i of all channels belongs together. */
  readonly draws: readonly CurveShape[];
  /** Share of the effect that lasts into the next period, 0–1. */
  readonly carryOver: number;
  /** Average spend of the periods with spend, and the result that comes of it. */
  readonly usualSpend: number;
  readonly usualResult: ResultRange;
  /** Highest spend that was ever tried; a plan beyond it rests on the curve's shape alone. */
  readonly highestSpend: number;
}
