import { describe, expect, it } from 'vitest';
import type { ChangeSource, SeriesChange } from '../../../src/engines/forecaster/models/adjust-model.ts';
import { adjustModel, rememberChange } from '../../../src/engines/forecaster/models/adjust-model.ts';
import type { ForecastModel, ModelSample } from '../../../src/engines/forecaster/models/forecast-model.ts';
import { createSeasonalNaive } from '../../../src/engines/forecaster/models/seasonal-naive.ts';

const LENGTH = 28;
const HORIZON = 7;
const UNTIL = LENGTH + HORIZON;
const series = (value: (t: number) => number, length = UNTIL) => Float64Array.from({ length }, (_, t) => value(t));
const weekly = (t: number) => 10 + (t % 7);
const sampleOf = (y: Float64Array): ModelSample => ({
  y,
  length: LENGTH,
  period: 7,
  stepsPerYear: null,
  regressors: [],
  dates: null,
});

function ahead(model: ForecastModel, y: Float64Array, origins: readonly number[] = [LENGTH]): number[] {
  const fitted = model.fit(sampleOf(y));
  if (fitted === null) throw new Error('no fit');
  const out = new Float64Array(origins.length * HORIZON);
  fitted.project(y, origins, HORIZON, out, 0);
  return [...out];
}

const promo = (t: number) => (t % 11 === 3 ? 1 : 0);
const factors: SeriesChange = { factor: series((t) => 1 + 0.4 * promo(t)), offset: series(() => 0) };
const amounts: SeriesChange = { factor: series(() => 1), offset: series((t) => 5 * promo(t)) };

describe('a change that is taken out', () => {
  it.each([
    ['factors', [factors], (t: number) => weekly(t) * (1 + 0.4 * promo(t))],
    ['amounts', [amounts], (t: number) => weekly(t) + 5 * promo(t)],
    ['factors, then amounts', [factors, amounts], (t: number) => weekly(t) * (1 + 0.4 * promo(t)) + 5 * promo(t)],
    ['amounts, then factors', [amounts, factors], (t: number) => (weekly(t) + 5 * promo(t)) * (1 + 0.4 * promo(t))],
  ])('is put back exactly: %s', (_, changes, value) => {
    // Naive sees a clean week only where every change is out of its way.
    const y = series(value, LENGTH);
    const model = adjustModel(
      createSeasonalNaive(),
      changes.map(
        (change): ChangeSource =>
          () =>
            change,
      ),
    );
    ahead(model, y).forEach((found, h) => {
      expect(found).toBeCloseTo(value(LENGTH + h), 10);
    });
    expect(ahead(createSeasonalNaive(), y)).not.toEqual(ahead(model, y));
  });

  it('is put back at each origin where it belongs', () => {
    const value = (t: number) => weekly(t) * (1 + 0.4 * promo(t));
    const model = adjustModel(createSeasonalNaive(), [() => factors]);
    ahead(model, series(value, LENGTH), [14, 20, 28]).forEach((found, i) => {
      const origin = [14, 20, 28][Math.floor(i / HORIZON)] ?? 0;
      expect(found).toBeCloseTo(value(origin + (i % HORIZON)), 10);
    });
  });

  it('leaves gaps gaps, and the history as it was', () => {
    const y = series((t) => (t === 25 ? Number.NaN : weekly(t) + 5 * promo(t)), LENGTH);
    const before = y.slice();
    const found = ahead(adjustModel(createSeasonalNaive(), [() => amounts]), y);
    expect(found.every(Number.isFinite)).toBe(true);
    expect(y).toEqual(before);
  });
});

describe('a model without a change', () => {
  it('stays itself', () => {
    const model = createSeasonalNaive();
    expect(adjustModel(model, [])).toBe(model);
    const y = series(weekly, LENGTH);
    expect(ahead(adjustModel(model, [() => null]), y)).toEqual(ahead(model, y));
  });
});

describe('what is remembered', () => {
  it('is learned once for each moment, nothing included', () => {
    const asked: number[] = [];
    const source = rememberChange((length) => {
      asked.push(length);
      return length < 20 ? null : factors;
    });
    expect([source(10), source(10), source(28), source(28)]).toEqual([null, null, factors, factors]);
    expect(asked).toEqual([10, 28]);
  });
});
