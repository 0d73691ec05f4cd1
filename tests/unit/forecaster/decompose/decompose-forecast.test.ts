import { describe, expect, it } from 'vitest';
import type { DecomposeInput } from '../../../../src/engines/forecaster/decompose/decompose-forecast.ts';
import { decomposeForecast } from '../../../../src/engines/forecaster/decompose/decompose-forecast.ts';
import { logarithmicMean } from '../../../../src/engines/forecaster/decompose/logarithmic-mean.ts';
import type { Decomposition } from '../../../../src/engines/forecaster/decompose/types.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';

const series = (length: number, value: (t: number) => number) => Float64Array.from({ length }, (_, t) => value(t));

function partOf({ parts }: Decomposition, name: string, regressor?: string) {
  const found = parts.find((part) => part.name === name && part.regressor === regressor);
  if (found === undefined) throw new Error(`no part ${name}`);
  return found;
}

/** Parts add up, to rounding beside the largest of them. */
function expectSums({ y, forecast }: DecomposeInput, { parts }: Decomposition) {
  const check = (amounts: readonly number[], value: number) => {
    const sum = amounts.reduce((a, b) => a + b, 0);
    const largest = amounts.reduce((most, amount) => Math.max(most, Math.abs(amount)), Math.abs(value));
    expect(amounts.every(Number.isFinite)).toBe(true);
    expect(Math.abs(sum - value)).toBeLessThanOrEqual(1e-12 * largest);
  };
  y.forEach((value, t) => {
    const amounts = parts.flatMap(({ past }) => past[t] ?? []);
    if (Number.isFinite(value)) check(amounts, value);
    else expect(amounts).toEqual([]);
    expect(amounts.length).toBe(Number.isFinite(value) ? parts.length : 0);
  });
  forecast.forEach((value, h) => {
    check(
      parts.map(({ future }) => future[h] ?? Number.NaN),
      Number.isFinite(value) ? value : 0,
    );
  });
}

describe('the logarithmic mean', () => {
  it('lies between geometric and arithmetic mean, and turns factors into amounts that add up', () => {
    expect(logarithmicMean(8, 2)).toBeCloseTo(6 / Math.log(4), 12);
    expect(logarithmicMean(3, 3)).toBe(3);
    expect(logarithmicMean(3, 3 * (1 + 1e-7))).toBeCloseTo(3, 6);
    expect(logarithmicMean(-8, -2)).toBeCloseTo(-6 / Math.log(4), 12);
    for (const [a, b] of [
      [0, 2],
      [2, 0],
      [-1, 1],
    ] as const)
      expect(logarithmicMean(a, b)).toBe(0);
    const mean = logarithmicMean(100 * 1.3 * 0.8 * 1.1, 100);
    const amounts = [1.3, 0.8, 1.1].map((factor) => mean * Math.log(factor));
    expect(100 + amounts.reduce((x, y) => x + y, 0)).toBeCloseTo(100 * 1.3 * 0.8 * 1.1, 10);
  });
});

describe('what a forecast is made of', () => {
  const week = (t: number) => (t % 7 >= 5 ? 1.4 : 0.84);
  const year = (t: number) => 1 + 0.25 * Math.sin((2 * Math.PI * t) / 365.25);
  const trend = (t: number) => 200 + 0.1 * t;
  const n = 1096;

  it('finds trend, week and year that went in', () => {
    const value = (t: number) => trend(t) * week(t) * year(t);
    const input = {
      y: series(n, value),
      period: 7,
      stepsPerYear: 365.25,
      forecast: series(90, (h) => value(n + h)),
    };
    const found = decomposeForecast(input);
    expect(found.kind).toBe('multiplicative');
    expect(found.parts.map(({ name }) => name)).toEqual(['trend', 'week', 'year', 'rest']);
    expectSums(input, found);
    for (let h = 0; h < 90; h += 1) {
      const t = n + h;
      // The week's factors average one only in the logarithm.
      const ratio = (partOf(found, 'week').future[h] ?? 0) / (input.forecast[h] ?? 1);
      expect(Math.sign(ratio)).toBe(week(t) > 1 ? 1 : -1);
      expect(Math.abs(partOf(found, 'rest').future[h] ?? 0)).toBeLessThan(0.02 * trend(t));
      const expected = logarithmicMean(input.forecast[h] ?? 1, trend(t)) * Math.log(year(t));
      expect(Math.abs((partOf(found, 'year').future[h] ?? 0) - expected)).toBeLessThan(0.04 * trend(t));
    }
  });

  it('gives each effect its own amount, whatever their order', () => {
    const off = (t: number) => (t % 90 === 50 ? 0.2 : 1);
    const promotion = (t: number) => (t % 30 < 3 ? 1.5 : 1);
    const value = (t: number) => trend(t) * week(t) * off(t) * promotion(t);
    const length = n + 60;
    const byRegressor = [
      { name: 'holiday', share: series(length, off) },
      { name: 'promotion', share: series(length, promotion) },
    ];
    const input = { y: series(n, value), period: 7, stepsPerYear: null, forecast: series(60, (h) => value(n + h)) };
    const kind = 'multiplicative' as const;
    const found = decomposeForecast({ ...input, effects: { kind, byRegressor } });
    const turned = decomposeForecast({ ...input, effects: { kind, byRegressor: byRegressor.toReversed() } });
    expectSums(input, found);
    for (const name of ['holiday', 'promotion']) {
      const amounts = partOf(found, 'effect', name).future;
      partOf(turned, 'effect', name).future.forEach((amount, h) => {
        expect(amount).toBeCloseTo(amounts[h] ?? 0, 9);
      });
    }
    partOf(found, 'effect', 'promotion').future.forEach((amount, h) => {
      if (promotion(n + h) === 1) expect(amount).toBe(0);
      else expect(amount / (input.forecast[h] ?? 1)).toBeGreaterThan(0.25);
    });
  });

  it('keeps effects given as amounts, and values below zero', () => {
    const amount = series(120, (t) => (t % 20 === 3 ? -7 : 0));
    const value = (t: number) => 3 * Math.sin((2 * Math.PI * t) / 12) + (amount[t] ?? 0);
    const input: DecomposeInput = {
      y: series(96, value),
      period: 12,
      stepsPerYear: null,
      forecast: series(24, (h) => value(96 + h)),
      effects: { kind: 'additive', byRegressor: [{ name: 'fees', share: amount }] },
    };
    const found = decomposeForecast(input);
    expect(found.kind).toBe('additive');
    expectSums(input, found);
    expect(partOf(found, 'effect', 'fees').future).toEqual(Array.from(amount.subarray(96)));
    expect(partOf(found, 'year').future[3]).toBeCloseTo(3, 1);
  });

  it('does not credit the year with what the forecast does not hold', () => {
    const value = (t: number) => trend(t) * year(t);
    const flat = series(365, () => trend(n));
    const { parts } = decomposeForecast({ y: series(n, value), period: 1, stepsPerYear: 365.25, forecast: flat });
    const size = (name: string) =>
      Math.max(...(parts.find((part) => part.name === name)?.future ?? []).map((amount) => Math.abs(amount)));
    expect(size('year')).toBeLessThan(0.03 * trend(n));
  });

  it('leaves closed and missing days without an amount', () => {
    const y = series(200, (t) => (t % 7 === 0 || t === 100 ? Number.NaN : 20 + (t % 7)));
    const forecast = series(14, (h) => ((200 + h) % 7 === 0 ? Number.NaN : 20 + ((200 + h) % 7)));
    const input = { y, period: 7, stepsPerYear: null, forecast };
    const found = decomposeForecast(input);
    expectSums(input, found);
    expect(found.parts.every(({ past }) => past[100] === null)).toBe(true);
  });

  it('adds up and stays finite on hostile input', () => {
    for (let seed = 1; seed <= 120; seed += 1) {
      const random = seededRandom(seed);
      const normal = seededNormal(random);
      const size = 10 ** Math.floor(random() * 560 - 280);
      const odd = () => (random() < 0.1 ? Number.NaN : random() < 0.05 ? 0 : size * Math.exp(normal()));
      const value = [() => size, odd, () => -odd(), () => 0, () => size * normal(), () => Number.NaN][seed % 6] ?? odd;
      const y = series(Math.floor(random() * 80), value);
      const forecast = series(Math.floor(random() * 40), value);
      const share = series(
        120,
        () => [1, 0, Number.NaN, Number.POSITIVE_INFINITY, random(), -3][Math.floor(random() * 6)] ?? 1,
      );
      const kind = seed % 2 === 0 ? ('multiplicative' as const) : ('additive' as const);
      const amounts = kind === 'additive' ? share.map((one) => one * size) : share;
      const effects = {
        kind,
        byRegressor: [
          { name: 'a', share: amounts },
          { name: 'b', share: new Float64Array(3) },
        ],
      };
      const input = { y, period: [1, 4, 7, 12][seed % 4] ?? 1, stepsPerYear: seed % 3 === 0 ? 30.5 : null, forecast };
      expectSums(input, decomposeForecast({ ...input, ...(seed % 5 === 0 ? {} : { effects }) }));
    }
  });
});
