import { quantileOf } from '../estimation/normal.ts';
import { seedRandom } from '../estimation/seeded-random.ts';
import { scorePrices } from './score-prices.ts';
import type { GainInterval, PriceSensitivity, PricingInput, PricingPlan } from './types.ts';

const DRAWS = 1000;

/**
 * Gain of the plan over today's prices for elasticities drawn from what is believed about them. Elasticities above
 * zero are drawn as zero. Null when nothing is said about how sure the elasticities are.
 */
export function simulateGain(input: PricingInput, plan: PricingPlan): GainInterval | null {
  if (!input.products.some(({ elasticity }) => elasticity && elasticity.sd > 0)) return null;
  const random = seedRandom(input.seed ?? 1);
  const gains = new Float64Array(DRAWS);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    gains[draw] = gainAt(
      input,
      plan,
      input.products.map(
        ({ elasticity }) => elasticity && Math.min(0, elasticity.mean + elasticity.sd * random.normal()),
      ),
    );
  }
  gains.sort();
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / DRAWS;
  const chance = gains.filter((gain) => gain > 0).length / DRAWS;
  return { mean, low80: quantileOf(gains, 0.1), high80: quantileOf(gains, 0.9), chance };
}

/** The gain of this plan when customers mind price more (negative) or less than believed, all products alike. */
export function findSensitivity(input: PricingInput, plan: PricingPlan): readonly PriceSensitivity[] {
  if (!input.products.some(({ elasticity }) => elasticity && elasticity.sd > 0)) return [];
  return [-2, -1, 0, 1, 2].map((shift) => {
    const shifted = input.products.map(
      ({ elasticity }) => elasticity && Math.min(0, elasticity.mean + shift * elasticity.sd),
    );
    return { shift, gain: gainAt(input, plan, shifted) };
  });
}

function gainAt(input: PricingInput, plan: PricingPlan, elasticities: readonly (number | undefined)[]): number {
  const then = scorePrices(
    input,
    plan.rows.map(({ price }) => price),
    elasticities,
  );
  const now = scorePrices(
    input,
    input.products.map(({ price }) => price),
    elasticities,
  );
  return then.reduce((sum, { profit }, i) => sum + profit - (now[i]?.profit ?? 0), 0);
}
