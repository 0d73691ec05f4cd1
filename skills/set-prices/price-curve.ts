import { scorePrices } from '../../src/engines/optimizer/pricing/score-prices.ts';
import type { PricingInput } from '../../src/engines/optimizer/pricing/types.ts';
import type { MadePrices } from './maker-types.ts';

/** Enough to see the shape, few enough to read. */
const MOST_POINTS = 7;

export interface CurvePoint {
  readonly price: number;
  readonly isNow: boolean;
  readonly isPlan: boolean;
  /** A week. */
  readonly units: number;
  readonly profit: number;
  /** Profit of all products of the plan against today, and the range of what is not known about this product's customers. */
  readonly gain: number;
  readonly low80: number;
  readonly high80: number;
}

/** What each of a few prices of one product brings while the others are as planned; cheapest first. */
export function drawCurve({ problem, basis, outcome }: MadePrices, name: string): readonly CurvePoint[] {
  const at = problem.products.findIndex(({ id }) => id === name);
  const product = problem.products[at];
  const belief = basis.products.find((each) => each.name === name)?.belief;
  if (!product || !belief) return [];
  const plan = outcome.plan.rows.map(({ price }) => price);
  const chosen = plan[at] ?? product.price;
  const others = plan.with(at, product.price);
  const within = (price: number) =>
    product.anyStep === true || Math.abs(price / product.price - 1) <= (problem.limits?.maxChange ?? 1) + 1e-9;
  const offered = product.options.map(({ price }) => price).filter(within);
  return pickPrices([...new Set([...offered, product.price, chosen])], [product.price, chosen]).map((price) => {
    const prices = plan.with(at, price);
    const gains = [belief.low80, belief.high80].map((elasticity) => gainAt(problem, prices, others, at, elasticity));
    const score = scorePrices(problem, prices)[at];
    return {
      price,
      isNow: price === product.price,
      isPlan: price === chosen,
      units: (score?.sales ?? 0) / basis.weeks,
      profit: (score?.profit ?? 0) / basis.weeks,
      gain: gainAt(problem, prices, others, at) / basis.weeks,
      low80: Math.min(...gains) / basis.weeks,
      high80: Math.max(...gains) / basis.weeks,
    };
  });
}

function gainAt(
  problem: PricingInput,
  prices: readonly number[],
  before: readonly number[],
  at: number,
  elasticity?: number,
): number {
  const drawn =
    elasticity === undefined
      ? undefined
      : problem.products.map((_, i) => (i === at ? Math.min(0, elasticity) : undefined));
  const profit = (of: readonly number[]) => scorePrices(problem, of, drawn).reduce((sum, each) => sum + each.profit, 0);
  return profit(prices) - profit(before);
}

/** Evenly spread ones, and always those that must be seen. */
function pickPrices(prices: readonly number[], always: readonly number[]): readonly number[] {
  const sorted = prices.toSorted((a, b) => a - b);
  if (sorted.length <= MOST_POINTS) return sorted;
  const room = MOST_POINTS - new Set(always).size;
  const rest = sorted.filter((price) => !always.includes(price));
  const even = Array.from(
    { length: room },
    (_, i) => rest[Math.round((i * (rest.length - 1)) / Math.max(1, room - 1))],
  );
  return [...new Set([...even.flatMap((price) => price ?? []), ...always])].sort((a, b) => a - b);
}

/** Gain a week of the very plan if every product's customers minded prices `factor` times as much as believed. */
export function gainIf({ problem, basis, outcome }: MadePrices, factor: number): number {
  const elasticities = problem.products.map(({ elasticity }) => elasticity && elasticity.mean * factor);
  const profit = (prices: readonly number[]) =>
    scorePrices(problem, prices, elasticities).reduce((sum, each) => sum + each.profit, 0);
  const now = problem.products.map(({ price }) => price);
  return (profit(outcome.plan.rows.map(({ price }) => price)) - profit(now)) / basis.weeks;
}
