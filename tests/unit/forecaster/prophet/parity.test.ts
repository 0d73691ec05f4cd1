import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fitProphet } from '../../../../src/engines/forecaster/prophet/fit-prophet.ts';
import { makeFixtureSeries } from './make-fixture-series.ts';

/** Computed by R's prophet 1.0, see prophet-fixtures.R. */
const Fixture = z.object({ firstValue: z.number(), mape: z.number(), forecast: z.array(z.number()) });
const fixtures = z
  .record(z.string(), Fixture)
  .parse(JSON.parse(readFileSync(new URL('./prophet-fixtures.json', import.meta.url), 'utf8')));

describe('beside R’s Prophet', () => {
  it.each(Object.keys(fixtures))('%s: the error on the holdout is within .1 percentage points', (name) => {
    const fixture = Fixture.parse(fixtures[name]);
    const series = makeFixtureSeries(name);
    const length = series.y.length - series.holdout;
    const actual = series.y.subarray(length);
    expect(series.y[0]).toBeCloseTo(fixture.firstValue, 5);

    const model = fitProphet({ ...series, y: series.y.subarray(0, length) });
    if (!model.ok) throw new Error(model.reason);
    const forecast = model.predict(length, series.holdout);
    expect(Math.abs(findMape(actual, forecast) - fixture.mape)).toBeLessThanOrEqual(0.1);
    // Step by step too: within 1% of the level, where the seasons alone move by a fifth.
    forecast.forEach((value, h) => {
      expect(Math.abs(value / (fixture.forecast[h] ?? Number.NaN) - 1)).toBeLessThan(0.01);
    });
  });
});

function findMape(actual: Float64Array, forecast: Float64Array): number {
  const errors = Array.from(actual, (value, h) => Math.abs((value - (forecast[h] ?? 0)) / value)).filter(
    Number.isFinite,
  );
  return (100 * errors.reduce((sum, error) => sum + error, 0)) / errors.length;
}
