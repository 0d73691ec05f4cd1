import { describe, expect, it } from 'vitest';
import { forecast } from '../../../src/engines/forecaster/forecast.ts';
import type { ForecastInput } from '../../../src/engines/forecaster/types.ts';
import { fill, findFaults, makeHostileCase } from './hostile-series.ts';
import { makePoints } from './make-points.ts';
import { seededRandom } from './seeded-random.ts';

/** Many more, with all that can be asked for: `npm run eval:forecast-hostile`. */
describe.each([0, 1, 2, 3])('hostile series, part %i', (part) => {
  it('end in finite, ordered, possible numbers or in a refusal with its reason', () => {
    let forecasts = 0;
    for (let seed = part * 80; seed < (part + 1) * 80; seed += 1) {
      const { name, input } = makeHostileCase(seed);
      const output = forecast(input);
      if (output.ok) forecasts += 1;
      expect(findFaults(input, output), `${name}, seed ${seed}`).toEqual([]);
      expect(JSON.parse(JSON.stringify(output))).toEqual(output);
    }
    // The check above would be empty if everything were refused.
    expect(forecasts).toBeGreaterThan(40);
  }, 60_000);
});

describe('hostile series with regressors, levels and single models', () => {
  it('end as well', () => {
    for (let seed = 50_000; seed < 50_060; seed += 1) {
      const { name, input } = makeHostileCase(seed, { full: true });
      if (input.points.length > 400) continue;
      expect(findFaults(input, forecast(input)), `${name}, seed ${seed}`).toEqual([]);
    }
  }, 60_000);
});

describe('long series', () => {
  it('of 10,000 days and a year ahead are forecast from their newest part', () => {
    const random = seededRandom(3);
    const points = makePoints(fill(10_000, (t) => 200 + 60 * Math.sin((2 * Math.PI * t) / 7) + 20 * random()));
    const input: ForecastInput = {
      points,
      grain: 'day',
      horizon: 365,
      nonNegative: true,
      windows: [{ from: 1, to: 365 }],
    };
    expect(findFaults(input, forecast(input))).toEqual([]);
  });
});
