import type { Filter, Unit } from '../../src/contracts/catalogue.ts';
import type { RowSource } from '../../src/contracts/fact.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { ElasticityRange, ElasticityRefusal } from '../../src/engines/optimizer/pricing/elasticity-types.ts';
import type { CommonBasis } from '../planning/plan-maker.ts';

/** A metric as a kept plan needs it. */
export interface MeasureName {
  readonly key: string;
  readonly label: string;
  readonly unit: Unit;
}

/** What is believed of how sales answer to price, and where that comes from. */
export interface Belief extends ElasticityRange {
  /**
   * estimated: from the product's own past. borrowed: from the other products. said: somebody told it. assumed: a
   * usual range, because nothing tells.
   */
  readonly how: 'estimated' | 'borrowed' | 'said' | 'assumed';
  /** Why the product's own past does not tell; null where it does, or was not asked. */
  readonly refusal: ElasticityRefusal | null;
}

/** One product of the plan. Its name is its id in the problem. */
export interface ProductBasis {
  readonly name: string;
  /** Its price may change; the others are there because their sales answer to it, or for the order of prices. */
  readonly planned: boolean;
  readonly belief: Belief;
  readonly costFrom: 'list' | 'recipe' | 'numbers' | 'assumed';
  readonly priceFrom: 'list' | 'price-metric' | 'sales';
  /** What was paid on average over the last weeks, as a share of the price: less than 1 with discounts. */
  readonly paidShare: number;
  /** Units in the whole period at today's price, with their range. */
  readonly units: { readonly value: number; readonly low80: number; readonly high80: number };
  readonly unitsFrom: 'forecast' | 'lately';
  /** Weeks (or months) of sales behind the estimate, and how often the price moved in them. */
  readonly periods: number;
  readonly moves: number;
  readonly lowestPrice: number;
  readonly highestPrice: number;
  /** Rows behind its sales of the last weeks. */
  readonly sources: readonly RowSource[];
}

/** today: today's prices break the order already. said: a price that somebody wants does. */
export interface BrokenOrder {
  readonly cheaper: string;
  readonly dearer: string;
  readonly why: 'today' | 'said';
}

/** What a price plan is said from. */
export interface PricingBasis extends CommonBasis {
  /** Location and the like; never the product. */
  readonly filter: Filter;
  /** Key of the dimension whose members are the products. */
  readonly dimension: string;
  readonly quantity: MeasureName;
  readonly revenue: MeasureName | null;
  /** Weeks in the period; may be a fraction. All figures are said a week. */
  readonly weeks: number;
  readonly grain: 'week' | 'month';
  readonly products: readonly ProductBasis[];
  /** The one product that was asked about. */
  readonly focus: string | null;
  /** Most that one price may change, a fraction. */
  readonly maxChange: number;
  /** Products sold lately that are not in the plan, and why. */
  readonly leftOut: readonly { readonly name: string; readonly why: 'no-cost' | 'said' | 'small' }[];
  /** The list's price and what customers paid lately are far apart. */
  readonly staleLists: readonly { readonly name: string; readonly list: number; readonly paid: number }[];
  /** Pairs that are not held to the order of their group. */
  readonly brokenOrders: readonly BrokenOrder[];
  /** A place to try prices at first, where the company has several. */
  readonly testPlace: string | null;
}

export function productOf(basis: PricingBasis, name: string): ProductBasis | undefined {
  return basis.products.find((product) => product.name === name);
}

/** First day of the period to its last, in weeks. */
export const weeksOf = ({ start, end }: Period): number =>
  (Date.parse(end) - Date.parse(start) + 86_400_000) / 604_800_000;
