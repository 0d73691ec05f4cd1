import type { ElasticityBelief } from './elasticity-types.ts';

/** A price that could be asked, with the units it would sell in the planning period. */
export interface PriceOption {
  readonly price: number;
  /** Leave out to have it worked out from the product's elasticity. */
  readonly units?: number;
}

export interface PricedProduct {
  readonly id: string;
  readonly name: string;
  /** Today's price, per unit. */
  readonly price: number;
  /** What one unit more costs to make or buy. */
  readonly unitCost: number;
  /** Units in the planning period at today's prices. */
  readonly units: number;
  /** Prices to choose from beside today's. */
  readonly options: readonly PriceOption[];
  /** How sales answer to price; needed for options without units, and for the interval of the gain. */
  readonly elasticity?: ElasticityBelief;
  /** Units there are to sell in the period. */
  readonly stock?: number;
  /** True: today's price is not allowed any more ("the latte must go under $5"). */
  readonly mustChange?: boolean;
  /** True: `limits.maxChange` does not hold for it, because somebody said what it should cost. */
  readonly anyStep?: boolean;
  /** Lowest and highest price this product was ever sold at; a price outside is marked as untried. */
  readonly tried?: { readonly lowest: number; readonly highest: number };
}

/**
 * Sales of `productId` change by (price of the other ÷ its price today)^elasticity. Several such effects on one
 * product are added up, not multiplied: for small price steps the two are the same.
 */
export interface CrossEffect {
  readonly productId: string;
  readonly onPriceOf: string;
  readonly elasticity: number;
}

/** Products whose prices keep their order, cheapest first. */
export interface PriceOrder {
  readonly id: string;
  readonly name: string;
  readonly cheapestFirst: readonly string[];
  /** Least distance from one price to the next; default 0. */
  readonly leastStep?: number;
}

/** Something that products share: minutes of the oven, seats. */
export interface SharedCapacity {
  readonly id: string;
  readonly name: string;
  readonly limit: number;
  /** How much of it one unit takes. */
  readonly use: readonly { readonly productId: string; readonly perUnit: number }[];
}

export interface PricingLimits {
  /** Most products whose price may change. */
  readonly maxChanges?: number;
  /** Most that one price may change, as a share of today's. */
  readonly maxChange?: number;
  /** Least (price − cost) ÷ price of a new price. Today's prices may stay whatever their margin. */
  readonly minMargin?: number;
  /** Most units sold over all products. */
  readonly maxUnits?: number;
  readonly minUnits?: number;
  readonly minRevenue?: number;
  /** Plain average of the prices of all products. */
  readonly maxAveragePrice?: number;
}

export interface PricingInput {
  readonly products: readonly PricedProduct[];
  readonly crossEffects?: readonly CrossEffect[];
  readonly orders?: readonly PriceOrder[];
  readonly capacities?: readonly SharedCapacity[];
  readonly limits?: PricingLimits;
  /** lost (default): what is asked for beyond the stock is not sold. forbidden: no price may ask for more than there is. */
  readonly beyondStock?: 'lost' | 'forbidden';
  /** For the draws behind the interval of the gain. Default 1. */
  readonly seed?: number;
}

export interface PricePlanRow {
  readonly productId: string;
  readonly priceNow: number;
  readonly price: number;
  readonly changed: boolean;
  /** Expected to be asked for, and sold. */
  readonly demand: number;
  readonly sales: number;
  readonly profit: number;
  /** The same at today's prices. */
  readonly salesNow: number;
  readonly profitNow: number;
  /** True when the new price is outside what was ever asked. */
  readonly untried: boolean;
}

export interface PriceTotals {
  readonly profit: number;
  readonly revenue: number;
  readonly units: number;
}

export interface PricingPlan {
  readonly rows: readonly PricePlanRow[];
  readonly totals: PriceTotals;
  /** Today's prices in the same model, whether or not they keep the limits. */
  readonly today: PriceTotals;
  readonly changes: number;
}

/** Gain in profit over today's prices, over what is not known about the elasticities. */
export interface GainInterval {
  readonly mean: number;
  readonly low80: number;
  readonly high80: number;
  /** Share of draws in which the plan earns more than today's prices. */
  readonly chance: number;
}

export type LimitCode = keyof PricingLimits | 'stock' | 'capacity' | 'order';

/** A limit that keeps the profit from being higher. */
export interface BindingLimit {
  readonly code: LimitCode;
  /** Product, capacity or order it belongs to. */
  readonly id?: string;
  readonly words: string;
  /** By how much it was eased when it was solved again, in its own unit, and what that earned. */
  readonly step: number;
  readonly worth: number;
}

export interface PriceAlternative {
  readonly code: 'fewest-changes' | 'smallest-changes' | 'most-sold';
  readonly words: string;
  readonly plan: PricingPlan;
}

/** Gain of this very plan if every product answered to price more or less strongly than thought. */
export interface PriceSensitivity {
  /** Standard deviations that every elasticity is off; negative: customers mind price more. */
  readonly shift: number;
  readonly gain: number;
}

export interface PricingExplanation {
  readonly gain: GainInterval | null;
  readonly binding: readonly BindingLimit[];
  readonly alternatives: readonly PriceAlternative[];
  readonly sensitivity: readonly PriceSensitivity[];
}
