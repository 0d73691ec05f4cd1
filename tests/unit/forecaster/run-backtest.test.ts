import { describe, expect, it } from 'vitest';
import { planOrigins } from '../../../src/engines/forecaster/backtest/plan-origins.ts';
import { runBacktest } from '../../../src/engines/forecaster/backtest/run-backtest.ts';
import type { ForecastModel } from '../../../src/engines/forecaster/models/forecast-model.ts';
import { createSeasonalNaive } from '../../../src/engines/forecaster/models/seasonal-naive.ts';
import { createTheta } from '../../../src/engines/forecaster/models/theta.ts';
import type { ForecastProgress } from '../../../src/engines/forecaster/types.ts';

const y = Float64Array.from({ length: 120 }, (_, t) => 0.5 + 0.05 * (t % 7) + 0.02 * Math.sin(t * t));
const plan = planOrigins(y, 7, 10);
const settings = { period: 7, stepsPerYear: null, regressors: [], dates: null };
const LIMITS = { low: 0, high: 3 };

/** A model of this name that does the same as naive, but for what is given. */
function breakNaive(name: ForecastModel['name'], broken: Partial<ForecastModel>): ForecastModel {
  return { ...createSeasonalNaive(), name, ...broken };
}

const run = (models: readonly ForecastModel[], onModel?: (progress: ForecastProgress) => void) =>
  runBacktest(y, plan, models, settings, LIMITS, onModel);

/** Naive, whose forecasts are replaced by a value where the condition says. */
const saying = (name: ForecastModel['name'], value: number, when: (origins: readonly number[]) => boolean) =>
  breakNaive(name, {
    fit: (sample) => {
      const fitted = createSeasonalNaive().fit(sample);
      if (fitted === null) return null;
      return {
        ...fitted,
        project(values, origins, horizon, out, row) {
          fitted.project(values, origins, horizon, out, row);
          if (when(origins)) out[row * horizon] = value;
        },
      };
    },
  });

describe('a model that cannot', () => {
  const throwing = breakNaive('arima', {
    fit: () => {
      throw new TypeError('broken');
    },
  });

  it.each([
    ['throws', throwing, 'failed'],
    ['refuses', breakNaive('arima', { fit: () => null }), 'too-short'],
    ['says NaN of the past', saying('arima', Number.NaN, () => true), 'not-finite'],
    ['says NaN of the future only', saying('arima', Number.NaN, ([first]) => first === y.length), 'not-finite'],
    ['says Infinity', saying('arima', Number.POSITIVE_INFINITY, () => true), 'not-finite'],
  ] as const)('and %s is left out with the reason, and the rest goes on', (_, model, reason) => {
    const { tried, leftOut } = run([createSeasonalNaive(), model, createTheta()]);
    expect([...tried.keys()]).toEqual(['seasonal-naive', 'theta']);
    expect(leftOut).toEqual([{ name: 'arima', reason }]);
  });

  it('because WebAssembly broke takes the thread with it', () => {
    const trapped = breakNaive('arima', {
      fit: () => {
        throw Object.assign(new Error('unreachable'), { name: 'RuntimeError' });
      },
    });
    expect(() => run([trapped])).toThrow('unreachable');
  });
});

describe('a backtest', () => {
  it('shows a model nothing but what came before the origin', () => {
    const lengths: number[] = [];
    const spying = breakNaive('ets', {
      fit(sample) {
        lengths.push(sample.length);
        return createSeasonalNaive().fit(sample);
      },
    });
    run([spying]);
    expect(lengths).toEqual([...plan.refits.map((k) => plan.origins[k]), y.length]);

    // A future that turns out otherwise changes no forecast that was made before it.
    const turn = plan.origins[plan.origins.length >> 1] ?? 0;
    const other = y.map((value, t) => (t >= turn ? 2.5 * value : value));
    const rowsOf = (values: Float64Array) =>
      runBacktest(values, plan, [createTheta(), createSeasonalNaive()], settings, LIMITS).tried;
    for (const name of ['theta', 'seasonal-naive'] as const) {
      const before = rowsOf(y)
        .get(name)
        ?.rows.subarray(0, plan.checked * (plan.origins.length >> 1));
      const after = rowsOf(other)
        .get(name)
        ?.rows.subarray(0, plan.checked * (plan.origins.length >> 1));
      expect(before?.length).toBeGreaterThan(50);
      expect(after).toEqual(before);
    }
  });

  it('keeps past and future within the limits', () => {
    const { tried } = run([saying('ets', 1e9, () => true), saying('theta', -1e9, () => true)]);
    for (const { rows, ahead } of tried.values()) {
      for (const value of [...rows, ...ahead]) {
        expect(value).toBeGreaterThanOrEqual(LIMITS.low);
        expect(value).toBeLessThanOrEqual(LIMITS.high);
      }
    }
    expect(tried.get('ets')?.ahead[0]).toBe(3);
    expect(tried.get('theta')?.ahead[0]).toBe(0);
  });

  it('says whose turn it is', () => {
    const heard: ForecastProgress[] = [];
    run([createSeasonalNaive(), createTheta()], (progress) => heard.push(progress));
    expect(heard).toEqual([
      { model: 'seasonal-naive', tried: 0, of: 2 },
      { model: 'theta', tried: 1, of: 2 },
    ]);
  });
});
