import { describe, expect, it } from 'vitest';
import { estimateEffects } from '../../../../src/engines/forecaster/effects/estimate-effects.ts';
import type { EffectRegressor, Effects } from '../../../../src/engines/forecaster/effects/types.ts';
import { makeDays, multiplicative, normalDraws } from './simulate.ts';

const DAYS = 730;
const HORIZON = 28;
const STEPS = DAYS + HORIZON;

function flagOn(name: string, ...days: number[]): EffectRegressor {
  const on = new Set(days);
  return { name, kind: 'flag', values: Array.from({ length: STEPS }, (_, t) => (on.has(t) ? 1 : 0)) };
}

function estimate(y: Float64Array, regressors: readonly EffectRegressor[]): Effects {
  const effects = estimateEffects({ y, length: y.length, period: 7, stepsPerYear: 365.25, regressors });
  if (effects === null) throw new Error('no effects');
  return effects;
}

/** The days with `share` taken off on each of `on`. */
function lower(y: Float64Array, share: number, ...on: number[]): Float64Array {
  return y.map((value, t) => (on.includes(t) ? value * (1 - share) : value));
}

describe('effects of flags', () => {
  it('are found at their size when seen often', () => {
    const days = Array.from({ length: 20 }, (_, k) => 15 + 36 * k);
    const y = lower(makeDays(DAYS, 1), -0.4, ...days);
    const { byRegressor, factor } = multiplicative(estimate(y, [flagOn('Promo', ...days, 740)]));
    expect(byRegressor[0]?.coefficient).toBeGreaterThan(Math.log(1.4) - 0.08);
    expect(byRegressor[0]?.coefficient).toBeLessThan(Math.log(1.4) + 0.05);
    expect(byRegressor[0]?.seen).toBe(20);
    expect(factor[740]).toBeGreaterThan(1.3);
    expect(factor[741]).toBe(1);
  });

  it('are believed the more, the more often they agreed', () => {
    const believed = (...days: number[]) => {
      const y = lower(makeDays(DAYS, 2), 0.4, ...days);
      return -Math.log(multiplicative(estimate(y, [flagOn('Easter', ...days)])).factor[days[0] ?? 0] ?? 1);
    };
    const once = believed(400);
    const twice = believed(50, 400);
    const often = believed(50, 120, 200, 300, 400, 500);
    const truth = -Math.log(0.6);
    expect(once).toBeGreaterThan(0.1 * truth);
    expect(once).toBeLessThan(0.85 * truth);
    expect(twice).toBeGreaterThan(once + 0.03);
    expect(often).toBeGreaterThan(twice - 0.02);
    expect(often).toBeGreaterThan(0.85 * truth);
  });

  it('are not believed when their occasions contradict each other', () => {
    const y = lower(lower(makeDays(DAYS, 3), 0.4, 60), -0.6, 430);
    const { factor } = multiplicative(estimate(y, [flagOn('Street fair', 60, 430)]));
    expect(Math.abs(Math.log(factor[60] ?? 0))).toBeLessThan(0.06);
  });

  it('of two weeks in a row are told from a change of level', () => {
    const on = [100, 300, 500].flatMap((from) => Array.from({ length: 14 }, (_, k) => from + k));
    const y = lower(makeDays(DAYS, 4), -0.3, ...on);
    const { byRegressor } = multiplicative(estimate(y, [flagOn('Promo', ...on)]));
    expect(byRegressor[0]?.coefficient).toBeGreaterThan(0.17);
    expect(byRegressor[0]?.coefficient).toBeLessThan(0.32);
    expect(byRegressor[0]?.seen).toBe(3);
  });

  it('stay what they are beside broken days', () => {
    const days = Array.from({ length: 12 }, (_, k) => 20 + 60 * k);
    const y = lower(makeDays(DAYS, 5), -0.4, ...days);
    for (let t = 7; t < DAYS; t += 41) y[t] = (y[t] ?? 0) * (t % 2 === 0 ? 0.05 : 6);
    const { byRegressor } = multiplicative(estimate(y, [flagOn('Promo', ...days)]));
    expect(byRegressor[0]?.coefficient).toBeGreaterThan(Math.log(1.4) - 0.1);
    expect(byRegressor[0]?.coefficient).toBeLessThan(Math.log(1.4) + 0.1);
  });

  it('learn from y[0 … length) alone', () => {
    const days = [60, 425, 740];
    const y = lower(makeDays(STEPS, 6), 0.5, ...days);
    const other = y.map((value, t) => (t < 600 ? value : value * 3 + t));
    const read = (values: Float64Array) =>
      estimateEffects({
        y: values,
        length: 600,
        period: 7,
        stepsPerYear: 365.25,
        regressors: [flagOn('Feast', ...days)],
      });
    expect(read(other)).toEqual(read(y));
  });

  it('come with a factor of one where nothing was seen', () => {
    const y = makeDays(DAYS, 7);
    const effects = multiplicative(estimate(y, [flagOn('Feast', 60, 425), flagOn('Never seen', 740)]));
    expect(effects.byRegressor[1]).toMatchObject({ coefficient: 0, seen: 0 });
    expect(effects.byRegressor[1]?.share.every((value) => value === 1)).toBe(true);
  });
});

describe('flags that do nothing', () => {
  it('are left at next to nothing: 200 of them on ten series', () => {
    const draw = normalDraws(11);
    let sum = 0;
    let largest = 0;
    for (let run = 0; run < 10; run += 1) {
      const regressors = Array.from({ length: 20 }, (_, k) => {
        const times = 1 + (k % 6);
        const days = Array.from({ length: times }, () => Math.floor(Math.abs(draw() * 300)) % DAYS);
        return flagOn(`flag ${k}`, ...days);
      });
      const { byRegressor } = multiplicative(estimate(makeDays(DAYS, 100 + run), regressors));
      for (const { coefficient } of byRegressor) {
        sum += Math.abs(coefficient);
        largest = Math.max(largest, Math.abs(coefficient));
      }
    }
    expect(sum / 200).toBeLessThan(0.01);
    expect(largest).toBeLessThan(0.2);
  });
});

describe('effects of numbers', () => {
  it('find an elasticity, and take an unknown future price to be the last one', () => {
    const prices = Array.from(
      { length: STEPS },
      (_, t) => [2, 2.2, 2, 2.5, 1.8, 2.1, 2.4, 2][Math.floor(t / 95) % 8] ?? 2,
    );
    const y = makeDays(DAYS, 21).map((value, t) => value * ((prices[t] ?? 2) / 2) ** -1.5);
    const known = multiplicative(estimate(y, [{ name: 'Price', kind: 'number', values: prices }]));
    const ratio = Math.log((known.factor[300] ?? 1) / (known.factor[100] ?? 1));
    expect(ratio / Math.log(2.5 / 2.2)).toBeGreaterThan(-2.1);
    expect(ratio / Math.log(2.5 / 2.2)).toBeLessThan(-0.9);
    const gap = prices.map((price, t) => (t >= DAYS && t < DAYS + 10 ? Number.NaN : price));
    const filled = multiplicative(estimate(y, [{ name: 'Price', kind: 'number', values: gap }]));
    expect(filled.factor[DAYS + 5]).toBeCloseTo(filled.factor[DAYS - 1] ?? 0, 6);
  });

  it('bend where both ends keep people away', () => {
    const draw = normalDraws(5);
    const degrees = Array.from(
      { length: STEPS },
      (_, t) => 12 - 10 * Math.cos((2 * Math.PI * t) / 365.25) + 5 * draw(),
    );
    const y = makeDays(DAYS, 22).map((value, t) => value * Math.exp(-(((degrees[t] ?? 0) - 12) ** 2) / 600));
    const { factor } = multiplicative(estimate(y, [{ name: 'Temperature', kind: 'number', values: degrees }]));
    const correlation = correlate(
      degrees.slice(0, DAYS).map((value) => -((value - 12) ** 2)),
      Array.from(factor.subarray(0, DAYS), Math.log),
    );
    expect(correlation).toBeGreaterThan(0.7);
  });

  it('are nothing when their future is not known', () => {
    const draw = normalDraws(6);
    const rain = Array.from({ length: STEPS }, (_, t) => (t < DAYS ? Math.max(0, draw()) : null));
    const y = makeDays(DAYS, 23).map((value, t) => value * (1 - 0.2 * Number((rain[t] ?? 0) > 1)));
    const input = { y, length: DAYS, period: 7, stepsPerYear: 365.25 };
    expect(estimateEffects({ ...input, regressors: [{ name: 'Rain', kind: 'number', values: rain }] })).toBeNull();
  });

  it('that do nothing are left at next to nothing', () => {
    const draw = normalDraws(7);
    let sum = 0;
    for (let run = 0; run < 10; run += 1) {
      const regressors = Array.from({ length: 4 }, (_, k): EffectRegressor => {
        let last = 0;
        const values = Array.from({ length: STEPS }, () => {
          last = (k / 5) * last + draw();
          return last;
        });
        return { name: `number ${k}`, kind: 'number', values };
      });
      const effects = estimate(makeDays(DAYS, 200 + run), regressors);
      for (const value of multiplicative(effects).factor) sum += Math.abs(Math.log(value));
    }
    expect(sum / 10 / STEPS).toBeLessThan(0.012);
  });
});

describe('values below zero', () => {
  it('are given in units of the series, to subtract', () => {
    const draw = normalDraws(8);
    const days = Array.from({ length: 20 }, (_, k) => 15 + 36 * k);
    const y = Float64Array.from({ length: DAYS }, (_, t) => 1000 * draw() * 0.2 + (days.includes(t) ? 800 : 0));
    const effects = estimate(y, [flagOn('Payday', ...days, 740)]);
    if (effects.kind !== 'additive') throw new Error('not additive');
    expect(effects.offset[740]).toBeGreaterThan(650);
    expect(effects.offset[740]).toBeLessThan(950);
    expect(effects.offset[741]).toBe(0);
    expect(effects.byRegressor[0]?.coefficient).toBeCloseTo(effects.offset[740] ?? 0, 6);
  });
});

function correlate(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((x, y) => x + y, 0) / values.length;
  const [p, q] = [mean(a), mean(b)];
  const cross = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, i) => sum + (value - mx) * ((y[i] ?? 0) - my), 0);
  return cross(a, p, b, q) / Math.sqrt(cross(a, p, a, p) * cross(b, q, b, q));
}
