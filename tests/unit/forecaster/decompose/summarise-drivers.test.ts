import { describe, expect, it } from 'vitest';
import { decomposeForecast } from '../../../../src/engines/forecaster/decompose/decompose-forecast.ts';
import { summariseDrivers } from '../../../../src/engines/forecaster/decompose/summarise-drivers.ts';
import type { Decomposition } from '../../../../src/engines/forecaster/decompose/types.ts';

const shares = (summary: ReturnType<typeof summariseDrivers>) =>
  Object.fromEntries((summary?.drivers ?? []).map(({ name, regressor, share }) => [regressor ?? name, share]));

describe('the drivers of a window', () => {
  const made: Decomposition = {
    kind: 'additive',
    parts: [
      { name: 'trend', past: [100, 100, null, 100], future: [110, 110, 0] },
      { name: 'year', past: [-10, 0, null, 0], future: [20, 20, 0] },
      { name: 'effect', regressor: 'promotion', past: [0, 0, null, 0], future: [0, 10, 0] },
      { name: 'rest', past: [5, 1, null, -1], future: [0, 0, 0] },
    ],
  };

  it('are changes of the mean of an open step, the largest first, adding up to the whole change', () => {
    // Past, the last three steps with a value: mean 100. Future, two open steps: (130 + 140) / 2 = 135.
    const summary = summariseDrivers(made, { from: 1, to: 3 });
    expect(summary?.compared).toBe(2);
    expect(summary?.change).toBeCloseTo(0.35, 12);
    expect(shares(summary)).toEqual({ year: 0.2, trend: 0.1, promotion: 0.05, rest: 0 });
    expect(summary?.drivers.map(({ name }) => name)).toEqual(['year', 'trend', 'effect', 'rest']);
    expect(summary?.drivers[0]?.amount).toBeCloseTo(20, 12);
  });

  it('name the days that are closed, when they are told', () => {
    const open = { past: [true, true, true, true], future: [true, true, false] };
    const summary = summariseDrivers(made, { from: 1, to: 3 }, open);
    // A third of the steps brings nothing: (0 + 130 + 140) / 3 = 90 against 100.
    expect(summary?.change).toBeCloseTo(-0.1, 12);
    const found = shares(summary);
    // −1/3 of the mean of 100 and 135.
    expect(found.closed).toBeCloseTo(-(100 + 135) / 2 / 3 / 100, 12);
    expect(Object.values(found).reduce((a, b) => a + b, 0)).toBeCloseTo(-0.1, 12);
  });

  it('compare with whole weeks', () => {
    const value = (t: number) => 100 + (t % 7 >= 5 ? 50 : 0);
    const y = Float64Array.from({ length: 140 }, (_, t) => value(t));
    const forecast = Float64Array.from({ length: 7 }, (_, h) => value(140 + h));
    const found = decomposeForecast({ y, period: 7, stepsPerYear: null, forecast });
    const weekend = summariseDrivers(found, { from: 6, to: 7 });
    expect(weekend?.compared).toBe(7);
    expect(weekend?.drivers[0]?.name).toBe('week');
    expect(weekend?.change).toBeCloseTo(150 / (800 / 7) - 1, 9);
    expect(summariseDrivers(found, { from: 1, to: 7 })?.change).toBeCloseTo(0, 9);
  });

  it('are none where there is nothing to compare with', () => {
    const nothing: Decomposition = { kind: 'additive', parts: [{ name: 'trend', past: [null, 0], future: [3, 0] }] };
    expect(summariseDrivers(nothing, { from: 1, to: 1 })).toBeNull();
    expect(summariseDrivers({ kind: 'additive', parts: [] }, { from: 1, to: 1 })).toBeNull();
    expect(summariseDrivers(made, { from: 3, to: 3 })).toBeNull();
  });
});
