import { describe, expect, it } from 'vitest';
import { seedRandom } from '../../../src/engines/optimizer/estimation/seeded-random.ts';
import { runOptimization } from '../../../src/engines/optimizer/model/run-optimization.ts';
import { buildLadder } from '../../../src/engines/optimizer/pricing/build-ladder.ts';
import { pricingModel } from '../../../src/engines/optimizer/pricing/pricing-model.ts';
import type { PricedProduct, PricingInput } from '../../../src/engines/optimizer/pricing/types.ts';
import { verifyPricing } from '../../../src/engines/optimizer/pricing/verify-pricing.ts';
import { enumeratePricing, makeRandomPricing } from './random-pricing.ts';

const product = (id: string, more: Partial<PricedProduct> = {}): PricedProduct => ({
  id,
  name: id,
  price: 4,
  unitCost: 1,
  units: 100,
  options: [3.5, 3.75, 4.25, 4.5, 4.75].map((price) => ({ price })),
  elasticity: { mean: -1.2, sd: 0.3 },
  ...more,
});

function plan(input: PricingInput) {
  const outcome = runOptimization(pricingModel, input);
  if (!('plan' in outcome)) throw new Error(`no plan: ${JSON.stringify(outcome)}`);
  return outcome;
}

describe('pricing', () => {
  it('finds the best of every combination of prices, on 300 random small problems', () => {
    const random = seedRandom(11).uniform;
    const bare = { ...pricingModel, explain: () => null, findRemedies: () => [] };
    let solved = 0;
    for (let i = 0; i < 300; i += 1) {
      const input = makeRandomPricing(random);
      const outcome = runOptimization(bare, input);
      if (outcome.status === 'invalid') continue;
      const best = enumeratePricing(input);
      if (best === null) expect(outcome.status).toBe('infeasible');
      else {
        expect(outcome.status).toBe('optimal');
        if ('objective' in outcome)
          expect(Math.abs(outcome.objective - best)).toBeLessThan(2e-6 * Math.max(1, Math.abs(best)));
        solved += 1;
      }
    }
    expect(solved).toBeGreaterThan(120);
  });

  it('keeps the order of a group, and says what the order costs', () => {
    const small = product('small', { price: 3, options: [{ price: 4.5 }] });
    const large = product('large', { price: 4, options: [{ price: 4.25 }], elasticity: { mean: -3, sd: 0.1 } });
    const orders = [{ id: 'latte', name: 'latte', cheapestFirst: ['small', 'large'] }];
    const { plan: free } = plan({ products: [small, large] });
    expect(free.rows.map(({ price }) => price)).toEqual([4.5, 4]);
    const kept = plan({ products: [small, large], orders });
    expect(kept.plan.rows.map(({ price }) => price)).toEqual([3, 4]);
    const worth = kept.explanation.binding.find(({ code }) => code === 'order')?.worth;
    expect(worth).toBeCloseTo(free.totals.profit - kept.plan.totals.profit, 6);
  });

  it('sells no more than there is', () => {
    const { plan: made } = plan({ products: [product('cake', { stock: 60, elasticity: { mean: -2.5, sd: 0 } })] });
    const row = made.rows[0];
    expect(row?.price).toBe(4.75);
    expect(row?.sales).toBe(60);
  });

  it('offers alternatives that are different and lose at most 1%', () => {
    const products = Array.from({ length: 12 }, (_, i) =>
      product(`p${i}`, { units: 50 + 30 * i, unitCost: 1 + (i % 5) / 4 }),
    );
    const { objective, plan: made, explanation } = plan({ products, limits: { maxChanges: 8 } });
    expect(explanation.alternatives.length).toBeGreaterThan(0);
    for (const { plan: other } of explanation.alternatives) {
      expect(other.totals.profit).toBeGreaterThanOrEqual(0.99 * objective - 1e-6);
      expect(other.rows.map(({ price }) => price)).not.toEqual(made.rows.map(({ price }) => price));
      expect(verifyPricing({ products, limits: { maxChanges: 8 } }, other).violations).toEqual([]);
    }
    const fewest = explanation.alternatives.find(({ code }) => code === 'fewest-changes');
    expect(fewest?.plan.changes).toBeLessThan(made.changes);
  });

  it('says how sure the gain is, and what it would be if customers minded more', () => {
    const { plan: made, explanation } = plan({ products: [product('a'), product('b', { units: 300 })] });
    const { gain, sensitivity } = explanation;
    const expected = made.totals.profit - made.today.profit;
    expect(gain?.mean).toBeCloseTo(expected, -1);
    expect(gain?.low80).toBeLessThan(expected);
    expect(gain?.high80).toBeGreaterThan(expected);
    const gains = sensitivity.map((each) => each.gain);
    expect(gains).toEqual(gains.toSorted((a, b) => a - b));
  });

  it('names the smallest changes that make an impossible input possible, and they do', () => {
    const products = [product('a', { mustChange: true }), product('b', { mustChange: true })];
    const input: PricingInput = { products, limits: { maxChanges: 1, minRevenue: 900 } };
    const outcome = runOptimization(pricingModel, input);
    expect(outcome.status).toBe('infeasible');
    const remedies = 'remedies' in outcome ? outcome.remedies : [];
    expect(remedies.length).toBeGreaterThan(0);
    const amount = (code: string) => remedies.find((each) => each.code === code)?.amount ?? 0;
    const stays = new Set(remedies.flatMap(({ code, values }) => (code === 'mustChange' ? [values?.id] : [])));
    const eased: PricingInput = {
      products: products.map((each) => (stays.has(each.id) ? { ...each, mustChange: false } : each)),
      limits: { maxChanges: 1 + amount('maxChanges'), minRevenue: 900 - amount('minRevenue') - 1e-6 },
    };
    expect(runOptimization(pricingModel, eased).status).toBe('optimal');
  });

  it('marks prices that were never asked before', () => {
    const { plan: made } = plan({ products: [product('a', { tried: { lowest: 3.8, highest: 4.2 } })] });
    expect(made.rows[0]?.untried).toBe(true);
  });

  it.each<[string, Partial<PricingInput>]>([
    ['no-products', { products: [] }],
    ['price-not-positive', { products: [product('a', { price: Number.NaN })] }],
    ['cost-negative', { products: [product('a', { unitCost: -1 })] }],
    ['units-negative', { products: [product('a', { units: Number.NaN })] }],
    ['elasticity-positive', { products: [product('a', { elasticity: { mean: 1, sd: 0.1 } })] }],
    ['units-unknown', { products: [product('a', { elasticity: undefined })] }],
    ['product-twice', { products: [product('a'), product('a')] }],
    ['limit-negative', { limits: { maxUnits: Number.NaN } }],
    ['units-contradict', { limits: { minUnits: 10, maxUnits: 5 } }],
    ['cross-unknown', { crossEffects: [{ productId: 'a', onPriceOf: 'zzz', elasticity: 1 }] }],
    ['order-unknown', { orders: [{ id: 'o', name: 'o', cheapestFirst: ['a', 'zzz'] }] }],
    ['too-many-products', { products: Array.from({ length: 10_000 }, (_, i) => product(`p${i}`)) }],
  ])('refuses %s in words', (code, change) => {
    const outcome = runOptimization(pricingModel, { products: [product('a')], ...change });
    expect(outcome.status).toBe('invalid');
    const findings = 'findings' in outcome ? outcome.findings : [];
    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it('makes ladders with the wanted endings inside the wanted range', () => {
    const prices = buildLadder(4.2, { maxChange: 0.2, endings: [0.5, 0.95], most: 9 }).map(({ price }) => price);
    expect(prices).toEqual([3.5, 3.95, 4.5, 4.95]);
    const dear = buildLadder(1990, { maxChange: 0.1, endings: [0], most: 5 }).map(({ price }) => price);
    expect(dear).toHaveLength(5);
    expect(Math.min(...dear)).toBeGreaterThanOrEqual(1791);
    expect(Math.max(...dear)).toBeLessThanOrEqual(2189);
  });
});
