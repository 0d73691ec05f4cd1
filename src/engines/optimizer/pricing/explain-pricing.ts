import type { Term } from '../model/linear-model.ts';
import type { Solved } from '../model/optimization-model.ts';
import { hasPlan } from '../model/solution.ts';
import { solveModel } from '../model/solve-model.ts';
import { findNearBest } from '../near-best.ts';
import { openPurse } from '../time-purse.ts';
import { buildPricing } from './build-pricing.ts';
import type { BuiltPricing } from './built-pricing.ts';
import { sumSales } from './built-pricing.ts';
import { listEasedLimits } from './list-eased-limits.ts';
import { readPricePlan } from './read-price-plan.ts';
import { findSensitivity, simulateGain } from './simulate-gain.ts';
import type { BindingLimit, PriceAlternative, PricingExplanation, PricingInput, PricingPlan } from './types.ts';

/** At most this many limits are solved again. */
const MOST_LIMITS = 8;

type SolvedPricing = Solved<PricingInput, BuiltPricing, PricingPlan>;

export function explainPricing(solved: SolvedPricing): PricingExplanation {
  const { input, plan } = solved;
  return {
    gain: simulateGain(input, plan),
    binding: findBinding(solved),
    alternatives: findAlternatives(solved),
    sensitivity: findSensitivity(input, plan),
  };
}

/** What one more step of each limit earns, by solving again; the most valuable first. Nothing is said of a plan that is not proven. */
function findBinding({ input, plan, solution, options }: SolvedPricing): readonly BindingLimit[] {
  if (solution.status !== 'optimal') return [];
  const purse = openPurse(shareOf(options.timeLimitMs), options.deadline);
  const worths = listEasedLimits(input, plan)
    .slice(0, MOST_LIMITS)
    .flatMap(({ eased, ...limit }): BindingLimit[] => {
      const timeLimitMs = purse.nextLimitMs();
      if (timeLimitMs === 0) return [];
      const again = purse.spend(solveModel(buildPricing(eased).model, { timeLimitMs, deadline: options.deadline }));
      if (!hasPlan(again) || again.status !== 'optimal') return [];
      const worth = again.objective - solution.objective;
      return worth > 1e-6 * Math.max(1, Math.abs(solution.objective)) ? [{ ...limit, worth }] : [];
    });
  return worths.sort((a, b) => b.worth - a.worth);
}

function findAlternatives(solved: SolvedPricing): readonly PriceAlternative[] {
  const { input, built, plan, solution } = solved;
  const { products } = built;
  const changes = products.flatMap(({ options, choices }) =>
    choices.flatMap((y, k): Term[] => (options[k]?.keep ? [] : [[y, 1]])),
  );
  const moves = products.flatMap(({ product, options, choices }) =>
    choices.map((y, k): Term => [y, Math.abs((options[k]?.price ?? 0) / product.price - 1)]),
  );
  const sold = sumSales(products, () => -1);
  const aims = [
    ['fewest-changes', 'Nearly the same profit with the fewest price changes.', changes],
    ['smallest-changes', 'Nearly the same profit with the smallest steps.', moves],
    ['most-sold', 'Nearly the same profit with the most units sold.', sold],
  ] as const;
  const seen = [plan];
  const purse = openPurse(shareOf(solved.options.timeLimitMs), solved.options.deadline);
  return aims.flatMap(([code, words, terms]): PriceAlternative[] => {
    const timeLimitMs = purse.nextLimitMs();
    if (timeLimitMs === 0) return [];
    const time = { timeLimitMs, deadline: solved.options.deadline };
    const found = findNearBest(built.model, solution.objective, () => addUpTerms(terms), { ...time, gap: 0.01 });
    if (!found) return [];
    purse.spend(found);
    const other = readPricePlan(input, built, found);
    if (seen.some((known) => samePrices(known, other))) return [];
    seen.push(other);
    return [{ code, words, plan: other }];
  });
}

function addUpTerms(terms: readonly Term[]): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const [variable, value] of terms) sums.set(variable, (sums.get(variable) ?? 0) + value);
  return sums;
}

function samePrices(a: PricingPlan, b: PricingPlan): boolean {
  return a.rows.every(({ price }, i) => price === b.rows[i]?.price);
}

/** For the limits and for the alternatives each: a second and a half, or less when there is less. */
function shareOf(timeLimitMs = 10_000): number {
  return Math.min(1500, timeLimitMs / 2);
}
