import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../../src/calendar/civil-day.ts';
import { chooseMode } from '../../../../src/engines/forecaster/prophet/choose-mode.ts';
import { fitProphet } from '../../../../src/engines/forecaster/prophet/fit-prophet.ts';
import type { ProphetInput, ProphetModel } from '../../../../src/engines/forecaster/prophet/types.ts';
import { seededRandom } from '../seeded-random.ts';
import { makeFixtureSeries } from './make-fixture-series.ts';

function fit(input: ProphetInput): ProphetModel {
  const model = fitProphet(input);
  if (!model.ok) throw new Error(model.reason);
  return model;
}

describe('fitProphet', () => {
  it('answers the same each time, whatever was fitted in between', () => {
    const input = makeFixtureSeries('regressors');
    const first = fit(input);
    for (const other of ['monthly', 'daily', 'weekly']) fit(makeFixtureSeries(other));
    const again = fit(input);
    expect(again.parameters).toEqual(first.parameters);
    expect(again.predict(0, input.days.length)).toEqual(first.predict(0, input.days.length));
  });

  it('finds the effects that were put in, and its parts add up', () => {
    const input = makeFixtureSeries('regressors');
    const model = fit(input);
    expect(model.parameters['effect feast']).toBeGreaterThan(75);
    expect(model.parameters['effect feast']).toBeLessThan(85);
    const { trend, weekly, yearly, regressors } = model.components(0, input.days.length);
    const { price, feast } = regressors;
    if (!weekly || !price || !feast) throw new Error('a part is missing');
    expect(yearly).toBeUndefined();
    // A price one step (0.3) higher costs 3.6.
    expect((price[1] ?? 0) - (price[0] ?? 0)).toBeCloseTo(-12 * 0.3 * 4, 0);
    expect(feast[3]).toBeCloseTo(80, -1);
    expect(feast[4]).toBe(0);
    const sum = trend.map((value, i) => value + (weekly[i] ?? 0) + (price[i] ?? 0) + (feast[i] ?? 0));
    model.predict(0, sum.length).forEach((value, i) => {
      expect(value).toBeCloseTo(sum[i] ?? 0, 9);
    });
  });

  it('shares of the trend add up as well', () => {
    const input = makeFixtureSeries('weekly');
    const model = fit(input);
    const { trend, yearly } = model.components(250, 23);
    model.predict(250, 23).forEach((value, i) => {
      expect(value).toBeCloseTo((trend[i] ?? 0) + (yearly?.[i] ?? 0), 9);
    });
  });

  it('takes its seasons by the grain and the length', () => {
    const seasonsOf = (input: ProphetInput) => {
      const { weeklyOrder, yearlyOrder } = fit(input).parameters;
      return { weeklyOrder, yearlyOrder };
    };
    const cut = (name: string, length: number) => {
      const made = makeFixtureSeries(name);
      return { ...made, y: made.y.subarray(0, length) };
    };
    expect(seasonsOf(cut('daily', 730))).toEqual({ weeklyOrder: 3, yearlyOrder: 10 });
    expect(seasonsOf(cut('daily', 727))).toEqual({ weeklyOrder: 3, yearlyOrder: undefined });
    expect(seasonsOf(cut('daily', 13))).toEqual({ weeklyOrder: undefined, yearlyOrder: undefined });
    expect(seasonsOf(cut('monthly', 24))).toEqual({ weeklyOrder: undefined, yearlyOrder: 6 });
    expect(seasonsOf(cut('monthly', 23))).toEqual({ weeklyOrder: undefined, yearlyOrder: undefined });
    expect(seasonsOf(cut('quarterly', 8))).toEqual({ weeklyOrder: undefined, yearlyOrder: 2 });
  });

  it('a regressor that never changed in the past changes nothing', () => {
    const input = { ...makeFixtureSeries('gaps'), y: makeFixtureSeries('gaps').y.subarray(0, 400) };
    const values = input.days.map((_, i) => (i < 400 ? 0 : 1));
    const model = fit({ ...input, regressors: [{ name: 'closing sale', values }] });
    expect(model.predict(400, 28)).toEqual(fit(input).predict(400, 28));
    expect(model.components(400, 28).regressors).toEqual({});
  });

  it('a stronger prior holds an effect closer to nothing', () => {
    const input = makeFixtureSeries('regressors');
    const held = { ...input, regressors: input.regressors.map((regressor) => ({ ...regressor, priorScale: 0.001 })) };
    expect(Number(fit(held).parameters['effect feast'])).toBeLessThan(8);
  });
});

describe('chooseMode', () => {
  const random = seededRandom(3);
  const months = (value: (i: number, season: number) => number) =>
    Float64Array.from({ length: 96 }, (_, i) => value(i, Math.sin((2 * Math.PI * i) / 12)) + 0.01 * random());

  it('is multiplicative where the season grows with the level', () => {
    expect(
      chooseMode(
        months((i, season) => (1 + i / 20) * (1 + 0.2 * season)),
        'month',
      ),
    ).toBe('multiplicative');
  });

  it('is additive where it stays as it is, where there is little to see and where a value is not above zero', () => {
    expect(
      chooseMode(
        months((i, season) => 1 + i / 20 + 0.2 * season),
        'month',
      ),
    ).toBe('additive');
    const grows = months((i, season) => (1 + i / 20) * (1 + 0.2 * season));
    expect(chooseMode(grows.subarray(0, 35), 'month')).toBe('additive');
    expect(chooseMode(grows.with(3, 0), 'month')).toBe('additive');
  });

  it('stays with a date far from 1970', () => {
    const days = Array.from({ length: 74 }, (_, i) => dayNumber('2199-01-01') + i);
    const y = Float64Array.from({ length: 60 }, (_, i) => i % 7);
    expect(fitProphet({ y, days, grain: 'day' }).ok).toBe(true);
  });
});
