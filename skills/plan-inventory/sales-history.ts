import type { Filter, MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { IsoDate } from '../../src/contracts/period.ts';

/** Where the company's numbers tell how many of each product are sold. */
export interface SalesSource {
  readonly metric: MetricDefinition;
  /** The dimension whose members are the products. */
  readonly dimension: string;
  /** Name key → member, as the numbers write it. */
  readonly members: ReadonlyMap<string, string>;
}

/** What is expected of one day, or was so. */
export interface ExpectedDay {
  readonly mean: number;
  /** Standard deviation; 0 for days that are over. */
  readonly sd: number;
}

/** Units of one product (or of the whole trade) by day, over the last weeks and to the plan's end. */
export interface ProductSales {
  /** `nameKey` of the product. */
  readonly key: string;
  readonly name: string;
  readonly days: ReadonlyMap<IsoDate, ExpectedDay>;
  /** How much wider the sum of several days spreads than if each missed by itself; 1 or more. */
  readonly carry: number;
  /** Sales of the last year, newest last: what tells which products rise and fall together. */
  readonly past: readonly (number | null)[];
  /** The plan's period as a whole. */
  readonly ahead: { readonly mean: number; readonly low80: number; readonly high80: number };
  readonly metric: string;
  readonly filter: Filter;
  /** Money that one unit brought lately, where that is known. */
  readonly earned: number | null;
}
