import { describe, expect, it } from 'vitest';
import { filterEts, projectEts } from '../../../src/engines/forecaster/ets/ets-filter.ts';
import { estimateAllEts, listEtsForms, nameEtsForm, toEtsModel } from '../../../src/engines/forecaster/ets/fit-ets.ts';
import { AIR_PASSENGERS } from './air-passengers.ts';

const SIMPLE = { error: 'A', trend: 'N', season: 'N', period: 1 } as const;
const HOLT = { error: 'A', trend: 'A', season: 'N', period: 1 } as const;

describe('the filter', () => {
  // Hyndman & Athanasopoulos, "Forecasting: Principles and Practice", 1st ed., section 7.1: oil in Saudi Arabia.
  const oil = Float64Array.from([
    446.6565, 454.4733, 455.663, 423.6322, 456.2713, 440.5881, 425.3325, 485.1494, 506.0482, 526.792, 514.2689, 494.211,
  ]);

  it.each([
    [0.2, 484.8],
    [0.6, 501.8],
  ])('gives the published simple smoothing forecast for alpha %s', (alpha, published) => {
    const state = Float64Array.from([446.6565, 0, 0]);
    filterEts(oil, 0, 12, SIMPLE, { alpha, beta: 0, gamma: 0, phi: 1 }, state);
    expect(state[0]).toBeCloseTo(published, 1);
  });

  it('gives the published forecasts of Holt’s method', () => {
    // The same book, section 7.2, table 7.3: Australian air passengers, alpha 0.8, beta* 0.2, so beta = 0.16.
    const air = Float64Array.from([
      17.5534, 21.86, 23.8866, 26.9293, 26.8885, 28.8314, 30.0751, 30.9535, 30.1857, 31.5797, 32.5776, 33.4774, 39.0216,
      41.3864, 41.5966,
    ]);
    const state = Float64Array.from([17.5534, 21.86 - 17.5534, 0]);
    filterEts(air, 0, 15, HOLT, { alpha: 0.8, beta: 0.16, gamma: 0, phi: 1 }, state);
    const out = new Float64Array(5);
    projectEts(state, HOLT, 1, 15, 5, out, 0);
    [43.76, 45.59, 47.43, 49.27, 51.1].forEach((published, h) => {
      expect(out[h]).toBeCloseTo(published, 2);
    });
  });

  it('does one step of each season by hand', () => {
    // Additive: expected 10 + 2 + 3 = 15, error 5; level 12 + 0.5·5, slope 2 + 0.1·5, season 3 + 0.2·5.
    const additive = Float64Array.from([10, 2, 3, -3]);
    const form = { error: 'A', trend: 'A', season: 'A', period: 2 } as const;
    filterEts(Float64Array.of(20), 0, 1, form, { alpha: 0.5, beta: 0.1, gamma: 0.2, phi: 1 }, additive);
    expect(Array.from(additive)).toEqual([14.5, 2.5, 4, -3]);
    // Multiplicative: base 12, expected 12·1.5 = 18, error 3; level 12 + 0.5·3/1.5, slope 2 + 0.1·3/1.5, season 1.5 + 0.2·3/12.
    const multiplicative = Float64Array.from([10, 2, 1.5, 0.5]);
    const relative = { error: 'M', trend: 'A', season: 'M', period: 2 } as const;
    filterEts(Float64Array.of(21), 0, 1, relative, { alpha: 0.5, beta: 0.1, gamma: 0.2, phi: 1 }, multiplicative);
    expect(Array.from(multiplicative)).toEqual([13, 2.2, 1.55, 0.5]);
  });

  it('lets a missing step pass: the trend moves on and nothing is learned', () => {
    const state = Float64Array.from([10, 2, 0]);
    const smoothing = { alpha: 0.5, beta: 0.1, gamma: 0, phi: 0.9 };
    filterEts(Float64Array.of(Number.NaN), 0, 1, { ...HOLT, trend: 'Ad' }, smoothing, state);
    expect(Array.from(state.subarray(0, 2))).toEqual([11.8, 1.8]);
  });
});

describe('the estimate', () => {
  const scale = 622;
  const scaled = AIR_PASSENGERS.map((value) => value / scale);
  const estimates = estimateAllEts(scaled, 144, listEtsForms(12, true, true));
  const find = (name: string) => estimates.find(({ form }) => nameEtsForm(form) === name);
  /** R reports the likelihood of the unscaled series: n·log(scale²) more. */
  const aic = (name: string, parameters: number) =>
    (find(name)?.deviance ?? 0) + 144 * Math.log(scale ** 2) + 2 * parameters;

  it('is the maximum likelihood that R finds for simple smoothing', () => {
    // R forecast::ses(AirPassengers): alpha 0.9999, initial level 111.9892, AIC 1733.787 (rpubs.com/589678).
    expect(find('ETS(A,N,N)')?.smoothing.alpha).toBeCloseTo(0.9999, 4);
    expect((find('ETS(A,N,N)')?.start[0] ?? 0) * scale).toBeCloseTo(112, 0);
    expect(Math.abs(aic('ETS(A,N,N)', 3) - 1733.787)).toBeLessThan(0.05);
  });

  it('is at least as likely as the one R finds for Holt’s method', () => {
    // R forecast::holt(AirPassengers): AIC 1737.295, alpha 0.9999, beta 1e-4 (the same page).
    expect(aic('ETS(A,A,N)', 5)).toBeLessThan(1737.3);
    expect(aic('ETS(A,A,N)', 5)).toBeGreaterThan(1736);
  });

  it('sees that the season of AirPassengers is multiplicative and that there is a trend', () => {
    // HKOS 2008 and every textbook: the swings grow with the level.
    expect(estimates[0]?.form).toMatchObject({ error: 'M', season: 'M' });
    expect(estimates[0]?.form.trend).not.toBe('N');
  });

  it('forecasts from an origin exactly what it forecasts when the series ends there', () => {
    const [best] = estimates;
    if (best === undefined) throw new Error('no estimate');
    const model = toEtsModel(best);
    const both = new Float64Array(24);
    model.project(scaled, [100, 120], 12, both, 0);
    const cut = new Float64Array(12);
    model.project(scaled.slice(0, 120), [120], 12, cut, 0);
    expect(Array.from(both.subarray(12))).toEqual(Array.from(cut));
  });
});
