import type { IsoDate } from '../../../contracts/period.ts';

/** One week or month of a product's past. */
export interface PricePoint {
  /** First day of the period. */
  readonly t: IsoDate;
  /** Average price per unit that was paid, in the company's currency. */
  readonly price: number;
  /** Units sold; null when nothing is known. */
  readonly units: number | null;
  /** Days of trade in the period; units are compared per day. Leave out when all periods have the same. */
  readonly openDays?: number;
  /** Something else moved sales (sold out, a fair next door): the period is left out. */
  readonly unusual?: boolean;
}

export interface PriceHistory {
  readonly productId: string;
  /** In order of time, one a period, none missing. */
  readonly points: readonly PricePoint[];
  /** Products whose price may move this one's sales, with their price in each of the periods. */
  readonly others?: readonly { readonly productId: string; readonly prices: readonly number[] }[];
}

/**
 * Per cent of sales gained for each per cent of price added; negative for nearly everything. The truth is taken to be
 * normal around `mean` with deviation `sd`.
 */
export interface ElasticityBelief {
  readonly mean: number;
  readonly sd: number;
}

export interface ElasticityRange extends ElasticityBelief {
  readonly low80: number;
  readonly high80: number;
}

/** The same for the price of another product: positive when the two replace each other. */
export interface CrossElasticity extends ElasticityRange {
  readonly onPriceOf: string;
}

export type ElasticityRefusal =
  /** Fewer periods with sales than it takes. */
  | { readonly code: 'short-history'; readonly have: number; readonly needed: number }
  /** The price has hardly moved: `spread` is highest over lowest, less one. */
  | { readonly code: 'price-never-moved'; readonly spread: number }
  /** Too few units a period for a pattern to show. */
  | { readonly code: 'too-few-sales'; readonly perPeriod: number }
  /** Price moved together with the season, the trend or another price: nothing tells them apart. */
  | { readonly code: 'moves-with-the-rest' }
  /** An answer comes out, but too wide to plan with, or not surely negative. */
  | { readonly code: 'too-uncertain'; readonly seen: ElasticityRange };

export type ElasticityEstimate =
  | (ElasticityRange & {
      readonly kind: 'estimated';
      readonly productId: string;
      /** Periods it rests on, and how often the price moved by more than 1% in them. */
      readonly periods: number;
      readonly moves: number;
      readonly lowestPrice: number;
      readonly highestPrice: number;
      /** Only those that are very likely not zero. */
      readonly cross: readonly CrossElasticity[];
    })
  /** From the company's other products; its own history cannot tell. */
  | (ElasticityRange & { readonly kind: 'borrowed'; readonly productId: string; readonly from: number })
  /** A stated range; to be marked as an assumption wherever it is used. */
  | (ElasticityRange & { readonly kind: 'assumed'; readonly productId: string })
  | { readonly kind: 'cannot-tell'; readonly productId: string; readonly refusal: ElasticityRefusal };
