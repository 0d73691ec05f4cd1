import type { FoundPlan } from '../model/solution.ts';
import type { BuiltPricing } from './built-pricing.ts';
import { scorePrices } from './score-prices.ts';
import type { PricedProduct, PricePlanRow, PriceTotals, PricingInput, PricingPlan } from './types.ts';

/** The plan behind the solver's values. */
export function readPricePlan(
  input: PricingInput,
  built: BuiltPricing,
  { values }: Pick<FoundPlan, 'values'>,
): PricingPlan {
  const prices = built.products.map(({ product, options, choices }) => {
    const at = choices.findIndex((y) => (values[y] ?? 0) > 0.5);
    return options[at]?.price ?? product.price;
  });
  return makePlan(input, prices);
}

/** Any list of prices, one a product, as a plan: what a person typed, today's prices, the solver's. */
export function makePlan(input: PricingInput, prices: readonly number[]): PricingPlan {
  const now = scorePrices(
    input,
    input.products.map(({ price }) => price),
  );
  const then = scorePrices(input, prices);
  const rows = input.products.map((product, i): PricePlanRow => {
    const price = prices[i] ?? product.price;
    return {
      productId: product.id,
      priceNow: product.price,
      price,
      changed: Math.abs(price - product.price) >= 1e-9,
      demand: then[i]?.demand ?? 0,
      sales: then[i]?.sales ?? 0,
      profit: then[i]?.profit ?? 0,
      salesNow: now[i]?.sales ?? 0,
      profitNow: now[i]?.profit ?? 0,
      untried: isUntried(product, price),
    };
  });
  return { rows, totals: addUp(then), today: addUp(now), changes: rows.filter(({ changed }) => changed).length };
}

function isUntried({ tried }: PricedProduct, price: number): boolean {
  return tried !== undefined && (price < tried.lowest - 1e-9 || price > tried.highest + 1e-9);
}

function addUp(
  scores: readonly { readonly profit: number; readonly revenue: number; readonly sales: number }[],
): PriceTotals {
  const sum = (value: (score: (typeof scores)[number]) => number) =>
    scores.reduce((total, each) => total + value(each), 0);
  return {
    profit: sum(({ profit }) => profit),
    revenue: sum(({ revenue }) => revenue),
    units: sum(({ sales }) => sales),
  };
}
