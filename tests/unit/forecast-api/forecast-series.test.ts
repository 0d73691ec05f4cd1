import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../../src/calendar/civil-day.ts';
import type { ForecastReport } from '../../../src/contracts/forecast-report.ts';
import { createEnginePool, type EnginePool } from '../../../src/engines/pool.ts';
import { forecastSeries } from '../../../src/forecast-api/forecast-series.ts';
import { readForecastRequest } from '../../../src/forecast-api/read-request.ts';

let pool: EnginePool;
beforeAll(async () => {
  pool = createEnginePool({ threads: 1 });
  await pool.warm();
});
afterAll(() => pool.close());

const WEEK = [10, 12, 14, 16, 20, 30, 0];

/** A shop with a clear week from Monday, 1 January 2024, shut on Sundays; a little noise that repeats. */
const shop = (days: number) =>
  Array.from({ length: days }, (_, i) => ({
    t: addDays('2024-01-01', i),
    value: (WEEK[i % 7] ?? 0) * (1 + 0.05 * Math.sin(i * 7.3)),
  })).filter((_, i) => i % 7 !== 6);

async function ask(body: object, stages: string[] = []): Promise<ForecastReport> {
  const read = readForecastRequest(body);
  if (read.source.kind !== 'series') throw new Error('not a series');
  return forecastSeries(
    pool,
    { ...read, source: read.source },
    { onStage: ({ text, done }) => stages.push(`${text} ${done?.toFixed(2)}`) },
  );
}

describe('a forecast of a series', () => {
  it('has a value, ranges and a date for each step, and says how it was made', async () => {
    const stages: string[] = [];
    const report = await ask({ series: shop(140), horizon: 7, levels: [80, 90, 95] }, stages);
    expect(report).toMatchObject({ metric: null, grain: 'day', lastKnown: '2024-05-18', season: 7 });
    expect(report.points.map(({ t }) => t)).toEqual(Array.from({ length: 7 }, (_, i) => addDays('2024-05-19', i)));
    const [sunday, monday] = report.points;
    expect(sunday).toMatchObject({ t: '2024-05-19', closed: true, mean: 0 });
    expect(monday?.mean).toBeGreaterThan(8);
    expect(monday?.mean).toBeLessThan(12);
    for (const { mean, intervals } of report.points) {
      expect(intervals.map(({ level }) => level)).toEqual([80, 90, 95]);
      const lows = intervals.map(({ low }) => low);
      const highs = intervals.map(({ high }) => high);
      expect(lows).toEqual(lows.toSorted((a, b) => b - a));
      expect(highs).toEqual(highs.toSorted((a, b) => a - b));
      expect((lows[0] ?? 0) <= mean && mean <= (highs[0] ?? 0)).toBe(true);
    }
    expect(report.weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(report.models.map(({ name }) => name)).toContain('seasonal-naive');
    expect(report.total?.mean).toBeCloseTo(
      report.points.reduce((sum, { mean }) => sum + mean, 0),
      6,
    );
    expect(report.warnings.map(({ code }) => code)).toContain('closed-weekdays');
    for (const { message } of report.warnings) expect(message).toMatch(/^[A-Z].*\.$/);
    expect(stages[0]).toBe('reading the series 0.00');
    expect(stages.some((stage) => stage.startsWith('trying Theta 0.'))).toBe(true);
    expect(stages.length).toBeGreaterThan(4);
  });

  it('is the same for the same values, in whatever order they come', async () => {
    const series = shop(100);
    const first = await ask({ series, horizon: 10 });
    expect(await ask({ series: series.toReversed(), horizon: 10 })).toEqual(first);
  });

  it('uses a promotion that is known ahead', async () => {
    const promotions = new Set([20, 41, 60, 83, 103, 124, 141].map((i) => addDays('2024-01-01', i)));
    const series = shop(140).map(({ t, value }) => ({ t, value: promotions.has(t) ? 2 * value : value }));
    const values = [...promotions].map((t) => ({ t, value: 1 }));
    const report = await ask({ series, horizon: 7, regressors: [{ name: 'Promotion', values }] });
    expect(report.effects).toMatchObject([{ name: 'Promotion', kind: 'flag' }]);
    expect(report.effects[0]?.change).toBeGreaterThan(0.5);
    // 21 May 2024, step 141, is a Tuesday: 12 on others.
    expect(report.points[2]?.mean).toBeGreaterThan(18);
  });

  it('says that a number which is not known ahead could not be used', async () => {
    const series = shop(100);
    const values = series.map(({ t }, i) => ({ t, value: 15 + (i % 9) }));
    const report = await ask({ series, horizon: 7, regressors: [{ name: 'Temperature', values }] });
    expect(report.warnings).toContainEqual({
      code: 'unknown-ahead',
      message: expect.stringMatching(/^Temperature has too few values for the time ahead/),
    });
  });

  it('takes a country’s holidays when asked, and refuses a country that is none', async () => {
    const series = shop(800).map(({ t, value }) => ({
      t,
      value: /-(?:12-2[56]|01-01|05-01|10-03)$/.test(t) ? 1 : value,
    }));
    const report = await ask({ series, horizon: 14, holidays: 'de' });
    expect(report.effects.map(({ name }) => name)).toContain('Christmas Day');
    await expect(ask({ series, horizon: 14, holidays: 'ZZ' })).rejects.toMatchObject({ code: 'unknown-country' });
  });

  it('makes a single model when one is named', async () => {
    const report = await ask({ series: shop(100), horizon: 3, model: 'prophet' });
    expect(report).toMatchObject({ model: 'prophet', weights: [{ name: 'prophet', weight: 1 }] });
  });

  it('of too little says how much it takes, of too far how far one can see', async () => {
    await expect(ask({ series: shop(20), horizon: 3 })).rejects.toMatchObject({
      code: 'too-little-history',
      message: expect.stringMatching(/at least 28 days with a value, and there are 18/),
    });
    await expect(ask({ series: shop(100), horizon: 367 })).rejects.toMatchObject({ code: 'too-far' });
    const huge = shop(100).map(({ t }) => ({ t, value: 1.5e308 }));
    await expect(ask({ series: huge, horizon: 3 })).rejects.toMatchObject({ code: 'values-too-large' });
  });
});
