import { describe, expect, it } from 'vitest';
import { fitBoosting } from '../../../../src/engines/forecaster/boosting/fit-boosting.ts';
import type { BoostingInput } from '../../../../src/engines/forecaster/boosting/types.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';

function fit(input: BoostingInput) {
  const model = fitBoosting(input);
  if (!model.ok) throw new Error(model.reason);
  return model;
}

const series = (length: number, value: (t: number) => number) => Array.from({ length }, (_, t) => value(t));

describe('boosting on a series', () => {
  it('refuses what is too short or too large', () => {
    const short = { ok: false, reason: 'too-short', needed: 10, have: 2 };
    expect(fitBoosting({ y: [1, null, Number.NaN, Number.POSITIVE_INFINITY, 2], season: 7 })).toEqual(short);
    expect(fitBoosting({ y: [], season: 1 })).toMatchObject({ ok: false, have: 0 });
    expect(fitBoosting({ y: series(20, () => 1e301), season: 1 })).toMatchObject({ ok: false, reason: 'too-large' });
  });

  it('forecasts a constant as itself', () => {
    for (const value of [0, 5, -3, 1e-200, 1e300]) {
      for (const length of [10, 40]) {
        const forecast = fit({ y: series(length, () => value), season: 7 }).predict(10);
        for (const step of forecast) expect(step / (value || 1)).toBeCloseTo(value === 0 ? 0 : 1, 9);
      }
    }
  });

  it('goes on with a trend beyond all that was seen', () => {
    const forecast = fit({ y: series(60, (t) => 50 + 2 * t), season: 1 }).predict(6);
    const highest = 50 + 2 * 59;
    expect(forecast[0]).toBeGreaterThan(highest);
    expect(forecast[5]).toBeGreaterThan((forecast[0] ?? 0) + 4);
    // The line goes on to 180; learned on logarithms, a forecast bends upwards a little.
    expect(Math.abs((forecast[5] ?? 0) - 180)).toBeLessThan(0.03 * 180);
  });

  it('repeats a season', () => {
    const week = [10, 12, 11, 13, 20, 30, 25];
    const forecast = fit({ y: series(70, (t) => week[t % 7] ?? 0), season: 7 }).predict(14);
    forecast.forEach((value, h) => {
      expect(Math.abs(value - (week[h % 7] ?? 0))).toBeLessThan(0.5);
    });
  });

  it('learns what a regressor does, and forecasts with and without it', () => {
    const normal = seededNormal(seededRandom(2));
    const random = seededRandom(3);
    const promotion = series(365, () => (random() < 0.15 ? 1 : 0));
    const y = promotion.map((on, t) => 100 + (t % 7 === 5 ? 30 : 0) + 60 * on + 4 * normal());
    const model = fit({ y, season: 7, regressors: [promotion] });
    const without = model.predict(1, [[0]])[0] ?? 0;
    const withIt = model.predict(1, [[1]])[0] ?? 0;
    expect(withIt - without).toBeGreaterThan(45);
    expect(withIt - without).toBeLessThan(75);
    expect(model.parameters.trust).toBeGreaterThan(0.9);
  });

  it('goes by the year where one is known', () => {
    const year = (t: number) => 200 + 80 * Math.sin((2 * Math.PI * t) / 52.18);
    const y = series(160, year);
    const errorOf = (stepsPerYear?: number) => {
      const forecast = fit({ y, season: 1, ...(stepsPerYear === undefined ? {} : { stepsPerYear }) }).predict(13);
      return forecast.reduce((sum, value, h) => sum + Math.abs(value - year(160 + h)), 0) / 13;
    };
    expect(errorOf(52.18)).toBeLessThan(0.8 * errorOf());
  });

  it('stands holes in values and regressors', () => {
    const y = series(120, (t) => 50 + 10 * (t % 7)).map((value, t) => (t % 11 === 3 ? null : value));
    const weather = series(120, (t) => (t % 5 === 0 ? Number.NaN : t % 3));
    const model = fit({ y, season: 7, regressors: [weather] });
    expect(Number.isNaN(model.fitted[58])).toBe(true);
    expect(Number.isFinite(model.fitted[59])).toBe(true);
    // No future regressors at all: they are missing.
    const forecast = model.predict(7);
    forecast.forEach((value, h) => {
      expect(Math.abs(value - (50 + 10 * ((120 + h) % 7)))).toBeLessThan(3);
    });
  });

  it('gives the same forecast again, and by project from the whole history', () => {
    const normal = seededNormal(seededRandom(8));
    const y = series(90, (t) => 40 + 5 * (t % 4) + normal());
    const model = fit({ y, season: 4 });
    expect(fit({ y, season: 4 }).predict(8)).toEqual(model.predict(8));
    expect(model.project(Float64Array.from(y), 90, 8)).toEqual(model.predict(8));
    // What comes after the origin is not looked at.
    const changed = y.map((value, t) => (t < 70 ? value : 1e6));
    expect(model.project(Float64Array.from(changed), 70, 8)).toEqual(model.project(Float64Array.from(y), 70, 8));
  });

  it('goes on from newer values that are zero or less, though it learned from positive ones', () => {
    const model = fit({ y: series(60, (t) => 20 + (t % 7)), season: 7 });
    expect(model.parameters.scale).toBe('log');
    const newer = Float64Array.from({ length: 67 }, (_, t) => (t < 60 ? 20 + (t % 7) : t % 2 === 0 ? 0 : -4));
    const forecast = model.project(newer, 67, 14);
    expect(forecast.every((value) => Number.isFinite(value) && value > 0)).toBe(true);
    expect(forecast[0]).toBeLessThan(model.predict(1)[0] ?? 0);
  });

  it('stays finite on hostile series', () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const random = seededRandom(seed);
      const size = 10 ** Math.floor(random() * 40 - 20);
      const kind = seed % 5;
      let walk = 0;
      const y = series(10 + Math.floor(random() * 60), (t) => {
        walk += random() - 0.5;
        if (kind === 0) return size * walk;
        if (kind === 1) return random() < 0.05 ? size * 1e6 : size;
        if (kind === 2) return random() < 0.8 ? 0 : size;
        if (kind === 3) return size * Math.exp(t / 4);
        return t % 3 === 0 && t > 30 ? Number.NaN : -size * random();
      });
      const model = fitBoosting({ y, season: [1, 4, 7, 12, 52][seed % 5] ?? 1, stepsPerYear: 30 });
      if (!model.ok) continue;
      expect(model.predict(40).every(Number.isFinite), `seed ${seed}`).toBe(true);
    }
  });
});
