import { describe, expect, it } from 'vitest';
import { mixAhead, mixRows, weighModels } from '../../../src/engines/forecaster/backtest/weigh-models.ts';
import { makeBacktest } from './make-backtest.ts';

const y = Float64Array.from({ length: 200 }, (_, t) => 10 + (t % 7));
const weigh = (count: number, errors: Parameters<typeof makeBacktest>[3]) =>
  weighModels(y, makeBacktest(y, count, 5, errors), ['ets', 'theta', 'mstl']);
const of = (weights: ReturnType<typeof weigh>, name: string) => weights.find((one) => one.name === name)?.weight ?? 0;

describe('weights of a mixed forecast', () => {
  it('are equal where the errors are', () => {
    const weights = weigh(20, { ets: 1, theta: 1, mstl: -1 });
    weights.forEach(({ weight }) => {
      expect(weight).toBeCloseTo(1 / 3, 12);
    });
  });

  it('add up to one, the best first', () => {
    const weights = weigh(20, { ets: 1.2, theta: 1, mstl: 1.1 });
    expect(weights.map(({ name }) => name)).toEqual(['theta', 'mstl', 'ets']);
    expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('are none for a hopeless model', () => {
    expect(weigh(20, { ets: 1, theta: 1.49, mstl: 1.51 }).map(({ name }) => name)).toEqual(['ets', 'theta']);
  });

  it('are flatter the fewer forecasts of the past there are', () => {
    const [few, some, many] = [1, 6, 36].map((count) => of(weigh(count, { ets: 1, theta: 1.3 }), 'ets'));
    expect(few).toBeGreaterThan(0.5);
    expect(some).toBeGreaterThan(few ?? 1);
    expect(many).toBeGreaterThan(some ?? 1);
    // The power of a long past, eight: 1.3⁸ ≈ 8.2 to one at most.
    expect(many).toBeLessThan(8.16 / 9.16);
  });

  it('are shared by those that hit everything', () => {
    expect(weigh(20, { ets: 0, theta: 0, mstl: 1e-9 })).toEqual([
      { name: 'ets', weight: 0.5 },
      { name: 'theta', weight: 0.5 },
    ]);
  });

  it('are of those only that were asked for and tried', () => {
    expect(weigh(20, { arima: 0.1, ets: 1 })).toEqual([{ name: 'ets', weight: 1 }]);
    expect(weigh(20, {})).toEqual([]);
  });

  it('count no closed step, and no origin without an open one', () => {
    const closed = y.map((value, t) => (t >= 195 || t % 7 === 6 ? Number.NaN : value));
    const backtest = makeBacktest(y, 20, 5, { ets: 1, theta: 1 });
    weighModels(closed, backtest, ['ets', 'theta']).forEach(({ weight }) => {
      expect(weight).toBe(0.5);
    });
  });
});

describe('the mix', () => {
  it('is the weighted mean of past and future', () => {
    const backtest = makeBacktest(y, 4, 5, { ets: 1, theta: -1 });
    const weights = [
      { name: 'ets', weight: 0.75 },
      { name: 'theta', weight: 0.25 },
    ] as const;
    const rows = mixRows(backtest, weights);
    expect(rows[0]).toBeCloseTo((y[180] ?? 0) + 0.5, 12);
    expect([...mixAhead(backtest, weights)]).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
  });
});
