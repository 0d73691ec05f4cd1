import { describe, expect, it } from 'vitest';
import { seedRandom } from '../../../src/engines/optimizer/estimation/seeded-random.ts';
import type { PricePoint } from '../../../src/engines/optimizer/pricing/elasticity-types.ts';
import { assumeElasticity, estimateElasticity } from '../../../src/engines/optimizer/pricing/estimate-elasticity.ts';
import { poolElasticities } from '../../../src/engines/optimizer/pricing/pool-elasticities.ts';
import { sumIntoWeeks } from '../../../src/engines/optimizer/pricing/sum-into-weeks.ts';

interface Made {
  readonly elasticity: number;
  readonly seed: number;
  readonly weeks?: number;
  readonly base?: number;
  /** Largest step of price either way, as a share. */
  readonly step?: number;
  readonly wander?: number;
  /** Per cent of sales for each per cent of another price. */
  readonly cross?: number;
}

/** Weekly sales with a season, a trend, a wandering level and noise; the price moves about every twelve weeks. */
function makeHistory({ elasticity, seed, weeks = 104, base = 80, step = 0.15, wander = 0.02, cross = 0 }: Made) {
  const random = seedRandom(seed);
  const other: number[] = [];
  let level = Math.log(base);
  let price = 5;
  let otherPrice = 3;
  const points = Array.from({ length: weeks }, (_, i): PricePoint => {
    if (random.uniform() < 1 / 12) price = 5 * (1 + step * (2 * random.uniform() - 1));
    if (random.uniform() < 1 / 10) otherPrice = 3 * (1 + 0.3 * (2 * random.uniform() - 1));
    other.push(otherPrice);
    level += wander * random.normal();
    const season = 0.15 * Math.sin((2 * Math.PI * i) / 52.18) + 0.002 * i;
    const log =
      level + season + elasticity * Math.log(price / 5) + cross * Math.log(otherPrice / 3) + 0.1 * random.normal();
    const t = new Date(Date.UTC(2024, 10, 4) + i * 7 * 86_400_000).toISOString().slice(0, 10);
    return { t, price, units: Math.round(Math.exp(log)) };
  });
  return { points, other };
}

describe('elasticity', () => {
  it('is inside its 80% range about four times in five, whether or not the level wanders', () => {
    for (const wander of [0, 0.02]) {
      let inside = 0;
      for (let seed = 1; seed <= 150; seed += 1) {
        const found = estimateElasticity({
          productId: 'a',
          points: makeHistory({ elasticity: -1.6, seed, wander, step: 0.25 }).points,
        });
        const range =
          found.kind === 'cannot-tell' && found.refusal.code === 'too-uncertain' ? found.refusal.seen : found;
        if ('low80' in range && range.low80 <= -1.6 && -1.6 <= range.high80) inside += 1;
      }
      // 120 expected; four standard deviations of a binomial are 20.
      expect(inside).toBeGreaterThan(100);
      expect(inside).toBeLessThan(140);
    }
  });

  it('finds the effect of another price, and none where there is none', () => {
    const { points, other } = makeHistory({ elasticity: -1.5, seed: 4, cross: 1, wander: 0, base: 300 });
    const others = [{ productId: 'tea', prices: other }];
    const found = estimateElasticity({ productId: 'coffee', points, others });
    const cross = found.kind === 'estimated' ? found.cross[0] : undefined;
    expect(cross?.onPriceOf).toBe('tea');
    expect(Math.abs((cross?.mean ?? 0) - 1)).toBeLessThan(3 * (cross?.sd ?? 0));
    const without = makeHistory({ elasticity: -1.5, seed: 5, wander: 0, base: 300 });
    const none = estimateElasticity({
      productId: 'coffee',
      points: without.points,
      others: [{ productId: 'tea', prices: without.other }],
    });
    expect(none.kind === 'estimated' && none.cross).toEqual([]);
  });

  it.each([
    ['short-history', makeHistory({ elasticity: -1.5, seed: 1, weeks: 15 }).points],
    ['price-never-moved', makeHistory({ elasticity: -1.5, seed: 1, step: 0.004 }).points],
    ['too-few-sales', makeHistory({ elasticity: -1.5, seed: 1, base: 1 }).points],
    ['too-uncertain', makeHistory({ elasticity: 0, seed: 1 }).points],
  ])('is refused when the past cannot tell: %s', (code, points) => {
    const found = estimateElasticity({ productId: 'a', points });
    expect(found.kind === 'cannot-tell' && found.refusal.code).toBe(code);
  });

  it('is not fooled by a price that moved exactly with the trend', () => {
    const points = makeHistory({ elasticity: -1.5, seed: 2 }).points.map((point, i) => ({
      ...point,
      price: Math.exp(i / 500),
    }));
    const found = estimateElasticity({ productId: 'a', points });
    expect(found.kind === 'cannot-tell' && found.refusal.code).toBe('moves-with-the-rest');
  });

  it('leaves out marked periods', () => {
    const { points } = makeHistory({ elasticity: -1.5, seed: 3, wander: 0, step: 0.3, base: 200 });
    const sold = points.map((point, i) => (i % 9 === 4 ? { ...point, units: 3, unusual: true } : point));
    const found = estimateElasticity({ productId: 'a', points: sold });
    expect(found.kind).toBe('estimated');
    if (found.kind === 'estimated') expect(Math.abs(found.mean + 1.5)).toBeLessThan(3 * found.sd);
  });

  it('is borrowed from at least three other products', () => {
    const own = [-1, -1.4, -1.9].map((elasticity, i) =>
      estimateElasticity({
        productId: `p${i}`,
        points: makeHistory({ elasticity, seed: 20 + i, wander: 0, step: 0.3, base: 400 }).points,
      }),
    );
    expect(own.map(({ kind }) => kind)).toEqual(['estimated', 'estimated', 'estimated']);
    const unknown = estimateElasticity({ productId: 'new', points: [] });
    const borrowed = poolElasticities([...own, unknown])[3];
    expect(borrowed?.kind).toBe('borrowed');
    if (borrowed?.kind === 'borrowed') {
      expect(borrowed.mean).toBeGreaterThan(-2.2);
      expect(borrowed.mean).toBeLessThan(-0.8);
      expect(borrowed.sd).toBeGreaterThan(0.15);
    }
    expect(poolElasticities([unknown])[0]?.kind).toBe('cannot-tell');
  });

  it('can be a stated range', () => {
    expect(assumeElasticity('a', -2, -1)).toMatchObject({ kind: 'assumed', mean: -1.5, low80: -2, high80: -1 });
  });

  it('adds days up to Monday weeks by units', () => {
    const day = (t: string, price: number, units: number | null): PricePoint => ({ t, price, units });
    const weeks = sumIntoWeeks([
      day('2026-11-21', 4, 10),
      day('2026-11-22', 5, 30),
      day('2026-11-23', 6, null),
      day('2026-11-24', 6, 7),
    ]);
    expect(weeks).toEqual([
      { t: '2026-11-16', price: 4.75, units: 40, openDays: 2 },
      { t: '2026-11-23', price: 6, units: 7, openDays: 1 },
    ]);
  });
});
