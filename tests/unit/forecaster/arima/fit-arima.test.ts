import { describe, expect, it } from 'vitest';
import { fitArima } from '../../../../src/engines/forecaster/arima/fit-arima.ts';
import type { ArimaInput, ArimaModel } from '../../../../src/engines/forecaster/arima/types.ts';
import { AIR_PASSENGERS } from '../air-passengers.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';

function fit(input: ArimaInput): ArimaModel {
  const model = fitArima(input);
  if (!model.ok) throw new Error(model.reason);
  return model;
}

const WEEK = [100, 110, 120, 130, 180, 220, 150];

/** A shop's days: a weekly season, and noise with a standard deviation of ten. */
function makeDays(length: number, seed: number): number[] {
  const normal = seededNormal(seededRandom(seed));
  return Array.from({ length }, (_, t) => (WEEK[t % 7] ?? 0) + 10 * normal());
}

describe('automatic ARIMA', () => {
  it('finds the airline model of log(AirPassengers) (Box & Jenkins 1976, §9.2)', () => {
    const model = fit({ y: [...AIR_PASSENGERS], season: 12 });
    expect(model.lambda).toBe(0);
    expect(model.parameters.order).toBe('(0,1,1)(0,1,1)12');
    expect(model.parameters.ma1).toBeCloseTo(-0.4018, 3);
    expect(model.parameters.sma1).toBeCloseTo(-0.5569, 3);
    // −2 × 244.6965 + 2 × 3 + 24/127, by the likelihood above and n = 131.
    expect(model.aicc).toBeCloseTo(-483.204, 3);
  });

  it('forecasts with that model as its difference equation says', () => {
    const model = fit({ y: [...AIR_PASSENGERS], season: 12 });
    const theta = Number(model.parameters.ma1);
    const seasonal = Number(model.parameters.sma1);
    const z = (t: number) => Math.log(AIR_PASSENGERS[t] ?? Number.NaN);
    const shock = (t: number) => z(t) - Math.log(model.fitted[t] ?? Number.NaN);
    // ẑ(n+1) = z(n) + z(n−11) − z(n−12) + θ·e(n) + Θ·e(n−11) + θΘ·e(n−12)
    const next = z(143) + z(132) - z(131) + theta * shock(143) + seasonal * shock(132) + theta * seasonal * shock(131);
    const { mean, variance } = model.predictWithVariance(2);
    // To three decimals: eleven years in, Θ¹¹ of the start is left in the filter's shocks.
    expect(mean[0]).toBeCloseTo(Math.exp(next), 3);
    // Error variance σ² for one step, σ²(1 + (1 + θ)²) for two; a lognormal's variance from it.
    const sigma2 = Number(model.parameters.sigma2);
    [sigma2, sigma2 * (1 + (1 + theta) ** 2)].forEach((logs, h) => {
      const expected = (mean[h] ?? 0) ** 2 * Math.exp(logs) * (Math.exp(logs) - 1);
      expect((variance[h] ?? 0) / expected).toBeCloseTo(1, 5);
    });
  });

  it('sees its own forecasts as fitted values one step at a time', () => {
    const days = makeDays(120, 1);
    const model = fit({ y: days, season: 7 });
    const errors = days.map((value, t) => value - (model.fitted[t] ?? Number.NaN)).filter(Number.isFinite);
    expect(errors.length).toBeGreaterThan(100);
    const size = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
    expect(size).toBeGreaterThan(8);
    expect(size).toBeLessThan(14);
  });

  it('goes on with the week where a weekday is never open and other days are missing', () => {
    const y = makeDays(210, 2).map((value, t) => (t % 7 === 0 || t % 31 === 5 ? null : value));
    const { mean, variance } = fit({ y, season: 7 }).predictWithVariance(14);
    for (let h = 0; h < 14; h += 1) {
      if (h % 7 === 0) continue;
      expect(Math.abs((mean[h] ?? 0) - (WEEK[h % 7] ?? 0))).toBeLessThan(12);
      expect(Math.sqrt(variance[h] ?? 0)).toBeLessThan(16);
    }
  });

  it('uses what is known of the future', () => {
    const random = seededRandom(3);
    const promotion = Array.from({ length: 200 }, () => (random() < 0.15 ? 1 : 0));
    const y = makeDays(200, 4).map((value, t) => value + 60 * (promotion[t] ?? 0));
    const model = fit({ y, season: 7, regressors: [promotion] });
    const without = model.predict(7, [[0, 0, 0, 0, 0, 0, 0]]);
    const withIt = model.predict(7, [[0, 0, 1, 0, 0, 0, 0]]);
    withIt.forEach((value, h) => {
      const effect = value - (without[h] ?? 0);
      if (h === 2) expect(Math.abs(effect - 60)).toBeLessThan(12);
      else expect(effect).toBe(0);
    });
  });

  it('names coefficients in the units of the series', () => {
    const price = Array.from({ length: 120 }, (_, t) => (t * 7) % 5);
    const normal = seededNormal(seededRandom(8));
    const y = price.map((x) => -4000 + 300 * x + 10 * normal());
    const { parameters } = fit({ y, season: 1, regressors: [price] });
    expect(parameters.order).toBe('(0,0,0)');
    // Three standard errors: 10/√120 = 0.9 for the mean of x, 10/(√2·√120) = 0.65 for the slope.
    expect(Math.abs(Number(parameters.xreg1) - 300)).toBeLessThan(2);
    expect(Math.abs(Number(parameters.intercept) + 4000)).toBeLessThan(5);
    expect(Math.abs(Number(parameters.sigma2) - 100)).toBeLessThan(39);
  });

  it('draws a season of 52 weeks by Fourier terms', () => {
    const normal = seededNormal(seededRandom(5));
    const wave = (t: number) => 1000 + 200 * Math.sin((2 * Math.PI * t) / 52);
    const model = fit({ y: Array.from({ length: 156 }, (_, t) => wave(t) + 30 * normal()), season: 52 });
    expect(Number(model.parameters.harmonics)).toBeGreaterThan(0);
    model.predict(52).forEach((value, h) => {
      expect(Math.abs(value - wave(156 + h))).toBeLessThan(60);
    });
  });

  it('gives the same answer twice', () => {
    const input = { y: makeDays(150, 6), season: 7 };
    const [one, two] = [fit(input), fit(input)];
    expect(one.parameters).toEqual(two.parameters);
    expect(one.predictWithVariance(30)).toEqual(two.predictWithVariance(30));
  });

  it('says what it would take where too little is known', () => {
    expect(fitArima({ y: [1, 2, null, 4, Number.NaN, 6], season: 7 })).toEqual({
      ok: false,
      reason: 'too-short',
      needed: 8,
      have: 4,
    });
    expect(fitArima({ y: [], season: 12 })).toMatchObject({ ok: false, have: 0 });
  });
});
