import { describe, expect, it } from 'vitest';
import type { MstlModel } from '../../../../src/engines/forecaster/mstl/fit-mstl.ts';
import { fitMstl } from '../../../../src/engines/forecaster/mstl/fit-mstl.ts';
import { AIR_PASSENGERS } from '../air-passengers.ts';
import { seededRandom } from '../seeded-random.ts';

function fit(y: Float64Array, length: number, periods: readonly number[]): MstlModel {
  const model = fitMstl(y, length, periods);
  if (model === null) throw new Error('no model');
  return model;
}

function forecast(model: MstlModel, y: Float64Array, origin: number, horizon: number): Float64Array {
  const out = new Float64Array(horizon);
  model.project(y, [origin], horizon, out, 0);
  return out;
}

const series = (length: number, value: (t: number) => number) => Float64Array.from({ length }, (_, t) => value(t));

describe('MSTL as a forecast', () => {
  it('is within 1% of R: exp(forecast(stlm(log(AirPassengers), method = "ets"), 12)$mean)', () => {
    // R draws no pattern towards nothing; here the season is so clear that hardly anything is.
    const published = [
      450.121645833, 429.336865895, 495.344795799, 493.991678021, 507.765778939, 587.400786497, 665.85552745,
      664.169222926, 566.055966293, 499.372143061, 435.962556608, 487.630730183,
    ];
    const model = fit(AIR_PASSENGERS, 144, [12]);
    expect(model.parameters).toMatchObject({ level: 'ETS(A,A,N)', scale: 'log', seasons: '12' });
    forecast(model, AIR_PASSENGERS, 144, 12).forEach((value, h) => {
      expect(Math.abs(value / (published[h] ?? Number.NaN) - 1)).toBeLessThan(0.01);
    });
  });

  it('repeats a week and a year', () => {
    const value = (t: number) => (100 + (t % 7 >= 5 ? 40 : 0)) * (1 + 0.3 * Math.sin((2 * Math.PI * t) / 365.25));
    const y = series(1096, value);
    const model = fit(y, 1096, [7, 365.25]);
    expect(model.parameters.seasons).toBe('7 365.25');
    forecast(model, y, 1096, 60).forEach((found, h) => {
      expect(Math.abs(found / value(1096 + h) - 1)).toBeLessThan(0.03);
    });
  });

  it('moves its level on from a later origin, with the season it learned and nothing from after the origin', () => {
    const y = series(140, (t) => (t < 100 ? 50 : 80) + (t % 7));
    const model = fit(y, 100, [7]);
    const later = forecast(model, y, 140, 7);
    later.forEach((value, h) => {
      expect(Math.abs(value - 80 - (h % 7))).toBeLessThan(4);
    });
    const changed = y.map((value, t) => (t < 120 ? value : 1e6));
    expect(forecast(model, changed, 120, 14)).toEqual(forecast(model, y, 120, 14));
    const both = new Float64Array(42);
    model.project(y, [120, 140], 14, both, 1);
    expect(both.slice(0, 14)).toEqual(new Float64Array(14));
    expect(both.slice(14, 28)).toEqual(forecast(model, y, 120, 14));
    expect(both.slice(28, 42)).toEqual(forecast(model, y, 140, 14));
  });

  it('adds up where values are not positive', () => {
    const y = series(84, (t) => (t % 12) - 6 + 0.1 * t);
    const model = fit(y, 84, [12]);
    expect(model.parameters.scale).toBe('plain');
    forecast(model, y, 84, 12).forEach((value, h) => {
      expect(Math.abs(value - (((84 + h) % 12) - 6 + 0.1 * (84 + h)))).toBeLessThan(0.3);
    });
  });

  it('does without a weekday that never is', () => {
    const y = series(120, (t) => (t % 7 === 0 ? Number.NaN : 30 + 5 * (t % 7)));
    forecast(fit(y, 120, [7]), y, 120, 14).forEach((value, h) => {
      if ((120 + h) % 7 !== 0) expect(Math.abs(value - 30 - 5 * ((120 + h) % 7))).toBeLessThan(1.5);
    });
  });

  it('says nothing of fewer than five values', () => {
    expect(fitMstl(new Float64Array(0), 0, [7])).toBeNull();
    expect(fitMstl(Float64Array.of(1, Number.NaN, 3, 4, Number.POSITIVE_INFINITY), 5, [2])).toBeNull();
  });

  it('stays finite on hostile series', () => {
    let fitted = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seededRandom(seed);
      const size = 10 ** Math.floor(random() * 600 - 300);
      let walk = 0;
      const y = series(5 + Math.floor(random() * 120), (t) => {
        walk += random() - 0.5;
        if (seed % 6 === 0) return size * walk;
        if (seed % 6 === 1) return random() < 0.05 ? Math.min(1e300, size * 1e6) : size;
        if (seed % 6 === 2) return random() < 0.8 ? 0 : size;
        if (seed % 6 === 3) return Math.min(1e300, size * Math.exp(t / 4));
        if (seed % 6 === 4) return size;
        return random() < 0.3 ? Number.NEGATIVE_INFINITY : -size * random();
      });
      const half = y.length - Math.floor(random() * 4);
      const model = fitMstl(y, half, [[4], [7, 30.4], [12], [52.18], [2]][seed % 5] ?? []);
      if (model === null) continue;
      fitted += 1;
      for (const origin of [half, y.length]) {
        expect(forecast(model, y, origin, 40).every(Number.isFinite), `seed ${seed}`).toBe(true);
      }
    }
    expect(fitted).toBeGreaterThan(170);
  });
});
