import { describe, expect, it } from 'vitest';
import { fitArima } from '../../../../src/engines/forecaster/arima/fit-arima.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';

const random = seededRandom(99);
const normal = seededNormal(random);
const many = (length: number, make: (t: number) => number | null) => Array.from({ length }, (_, t) => make(t));
let walk = 0;

const series: Readonly<Record<string, (number | null)[]>> = {
  constant: many(60, () => 5),
  'all zero': many(60, () => 0),
  line: many(60, (t) => 3 * t + 2),
  'perfect season': many(90, (t) => [1, 5, 2, 8, 3, 9, 4][t % 7] ?? 0),
  'zeros and ones': many(61, (t) => t % 2),
  spike: many(100, (t) => (t === 50 ? 1e12 : normal())),
  'spike at the end': many(100, (t) => (t === 99 ? 1e12 : normal())),
  huge: many(80, (t) => 1e300 * (1 + (t % 7) + random())),
  'both signs of the largest': many(80, (t) => (t % 2 === 0 ? 1.7e308 : -1.7e308)),
  tiny: many(80, (t) => 1e-300 * (1 + (t % 7) + random())),
  'below normal numbers': many(80, () => 5e-324),
  exponential: many(100, (t) => Math.exp(t / 5)),
  'level break': many(100, (t) => (t < 80 ? 10 : 1000) + normal()),
  'random walk': many(300, () => {
    walk += normal();
    return walk;
  }),
  'mostly missing': many(500, (t) => (t % 60 === 0 ? t : null)),
  'missing ends': many(100, (t) => (t < 20 || t > 80 ? null : 10 + normal())),
  'not numbers': many(100, (t) => [Number.NaN, Number.POSITIVE_INFINITY, 5, 7, Number.NEGATIVE_INFINITY][t % 5] ?? 0),
  'eight values': many(8, (t) => (t * 5) % 3),
  sparse: many(200, () => (random() < 0.1 ? 3 : 0)),
};

describe('hostile series', () => {
  for (const [name, y] of Object.entries(series)) {
    it.each([1, 7, 12, 52])(`${name}: finite forecasts at a season of %i`, (season) => {
      const model = fitArima({ y, season });
      if (!model.ok) throw new Error(`${model.reason}: ${model.have}`);
      const { mean, variance } = model.predictWithVariance(30);
      expect(mean.every(Number.isFinite)).toBe(true);
      expect(variance.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      expect(model.fitted.length).toBe(y.length);
      expect(model.fitted.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY)).toBe(false);
    });
  }

  it('takes odd seasons as none', () => {
    for (const season of [0, -3, Number.NaN, Number.POSITIVE_INFINITY, 1e9]) {
      const model = fitArima({ y: many(40, () => 10 + normal()), season });
      expect(model.ok && model.predict(3).every(Number.isFinite)).toBe(true);
    }
  });

  it('stands regressors that are constant, doubled, missing or endless', () => {
    const y = many(80, () => 10 + normal());
    const column = many(80, (t) => t % 4).map(Number);
    const odd = column.map((value, t) => (t === 7 ? Number.NaN : t === 9 ? Number.POSITIVE_INFINITY : value));
    const regressors = [column, column, column.map(() => 1), odd, [1, 2, 3].concat(column.slice(3)), []];
    const usable = regressors.slice(0, 5);
    const model = fitArima({ y, season: 7, regressors: usable });
    expect(model.ok && model.predict(10, [[1, Number.NaN]]).every(Number.isFinite)).toBe(true);
    // A regressor without any value leaves no step to learn from.
    expect(fitArima({ y, season: 7, regressors })).toMatchObject({ ok: false, have: 0 });
  });

  it('learns from the end of ten thousand days', () => {
    const model = fitArima({ y: many(10_000, (t) => 100 + 10 * (t % 7) + normal()), season: 7 });
    if (!model.ok) throw new Error(model.reason);
    model.predict(7).forEach((value, h) => {
      expect(Math.abs(value - 100 - 10 * ((10_000 + h) % 7))).toBeLessThan(2);
    });
  });
});
