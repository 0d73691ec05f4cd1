import { describe, expect, it } from 'vitest';
import type { ChartSpec } from '../../../src/contracts/chart.ts';
import { draw, textsOf } from './draw-svg.ts';
import { SAMPLES } from './samples.ts';

describe('a forecast in the picture', () => {
  const core = SAMPLES.forecast.forecast.map((f) => ({ ...f, low50: f.y - 40, high50: f.y + 40 }));
  /** Filled areas, by their opacity. */
  const areas = (svg: string) =>
    [...svg.matchAll(/<path[^>]*fill="[^"]+" opacity="([\d.]+)"/g)].map((m) => Number(m[1]));

  it('has a third band where every point has one, and only then', async () => {
    expect(await textsOf({ ...SAMPLES.forecast, forecast: core })).toContain('50% range');
    const [first, ...others] = core.map((f, i) => (i === 0 ? { ...f, low50: undefined } : f));
    const partly = first ? [first, ...others] : others;
    expect(await textsOf({ ...SAMPLES.forecast, forecast: partly })).not.toContain('50% range');
    expect(
      await textsOf({ ...SAMPLES.forecast, forecast: core.map((f) => ({ ...f, high50: Number.NaN })) }),
    ).not.toContain('50% range');
    expect(areas(await draw({ ...SAMPLES.forecast, forecast: core })).length).toBeGreaterThan(
      areas(await draw(SAMPLES.forecast)).length,
    );
  });

  it('marks holidays and closed days, and names days in a row once', async () => {
    const events = ['2026-11-24', '2026-11-25', '2026-11-26'].map((t) => ({
      t,
      label: 'Repairs',
      kind: 'closed' as const,
    }));
    const holiday = { t: '2026-11-28', label: 'Market day', kind: 'holiday' as const };
    const drawn = await textsOf({ ...SAMPLES.forecast, events: [...events, holiday] });
    expect(drawn).toEqual(expect.arrayContaining(['Closed', 'Holiday', 'Market day']));
    expect(drawn.filter((t) => t === 'Repairs')).toHaveLength(1);
    const svg = await draw({ ...SAMPLES.forecast, events });
    // A cross in the key and one for each of the three days, each with its halo.
    expect(svg.match(/M-[\d.]+,-[\d.]+L[\d.]+,[\d.]+M/g)).toHaveLength(8);
    expect(await textsOf(SAMPLES.forecast)).not.toContain('Holiday');
  });

  it('names quarters', async () => {
    const quarters = (from: number, n: number) =>
      Array.from({ length: n }, (_, i) => new Date(Date.UTC(2026, 3 * (from + i), 1)).toISOString().slice(0, 10));
    const spec: ChartSpec = {
      ...SAMPLES.forecast,
      grain: 'quarter',
      history: quarters(-3, 3).map((t) => ({ t, y: 900 })),
      forecast: quarters(0, 4).map((t, i) => ({ t, y: 900 + i, low80: 800, high80: 1000, low95: 700, high95: 1100 })),
      events: [],
    };
    const drawn = await textsOf(spec);
    expect(drawn).toEqual(expect.arrayContaining(['Q2', 'Q1', 'Q4', '2025', '2026', '$903 · Q4 2026']));
    expect(drawn.join(' ')).not.toContain('Jan');
  });

  it('takes a series apart: names, what each says, the week by day, the year by month', async () => {
    expect(await textsOf(SAMPLES.decomposition, { width: 720 })).toEqual(
      expect.arrayContaining([
        'Revenue',
        'Trend',
        'A dollar more each day',
        'Day of the week',
        '+$490',
        '−$210',
        'Sat',
        'Time of year',
        'Holidays',
        'Columbus Day',
        'What is left',
        'Forecast',
        'All parts have the same scale; Revenue has its own.',
      ]),
    );
  });

  it('says how many parts there are more than are drawn', async () => {
    const parts = Array.from({ length: 9 }, (_, i) => ({ ...SAMPLES.decomposition.parts[0], label: `Part ${i}` }));
    const drawn = await textsOf({ ...SAMPLES.decomposition, parts });
    expect(drawn.join(' ')).toContain('6 of 9 parts are drawn');
    expect(drawn).not.toContain('Part 6');
  });

  it('names scenarios at their ends with what they come to', async () => {
    expect(await textsOf(SAMPLES.scenarios)).toEqual(
      expect.arrayContaining([
        'As planned',
        '$11,200 in all',
        'With the promotion',
        '$11,480 in all',
        '80% range, as planned',
        'Forecast',
        'Thanksgiving',
      ]),
    );
    const five = Array.from({ length: 5 }, (_, i) => ({ ...SAMPLES.scenarios.scenarios[0], label: `Way ${i}` }));
    const drawn = (await textsOf({ ...SAMPLES.scenarios, scenarios: five })).join(' ');
    expect(drawn).toContain('4 of 5 are drawn');
    expect(drawn).not.toContain('Way 4');
  });

  it('draws a scenario only where it differs from the first', async () => {
    const [first, second] = SAMPLES.scenarios.scenarios;
    const points = async (line: (typeof SAMPLES.scenarios.scenarios)[number]) => {
      const svg = await draw({ ...SAMPLES.scenarios, scenarios: [first, line], events: [] });
      const dashed = [...svg.matchAll(/<path[^>]* d="(M[^"]+)"[^>]*stroke="#4a86e0"[^>]*stroke-dasharray/g)];
      return dashed.reduce((sum, m) => sum + (m[1]?.match(/[ML]/g)?.length ?? 0), 0);
    };
    // Days 10 to 13 differ; with the day before them five points are drawn.
    expect(await points(second)).toBe(5);
    const same = { ...second, points: first.points.map(({ t, y }) => ({ t, y })) };
    expect(await points(same)).toBe(0);
    const { note: _, ...unsaid } = same;
    expect(await textsOf({ ...SAMPLES.scenarios, scenarios: [first, unsaid] })).toContain('No difference');
  });

  it('marks what came out otherwise than forecast, once a day', async () => {
    const misses = async (spec: ChartSpec) => {
      const svg = await draw(spec);
      return (svg.match(/fill="#b8530a"/g) ?? []).length;
    };
    // Six days of one of the four weeks, and the one in the key.
    expect(await misses(SAMPLES.backtest)).toBe(7);
    expect(await textsOf(SAMPLES.backtest)).toEqual(
      expect.arrayContaining(['What came', 'Forecast', '80% range', 'Forecast made', 'Outside it']),
    );
    const wide = SAMPLES.backtest.forecasts.map((f) => ({
      ...f,
      points: f.points.map((p) => ({ ...p, low80: -1e4, high80: 1e4 })),
    }));
    expect(await misses({ ...SAMPLES.backtest, forecasts: wide })).toBe(0);
    expect(await textsOf({ ...SAMPLES.backtest, forecasts: wide })).not.toContain('Outside it');
  });

  it('draws forecasts of one step each as a range a step', async () => {
    const single = SAMPLES.backtest.forecasts.flatMap(({ madeOn, points }) =>
      points.slice(0, 1).map((p) => ({ madeOn, points: [p] })),
    );
    const drawn = await textsOf({ ...SAMPLES.backtest, forecasts: single });
    expect(drawn).toContain('Forecast before');
    expect(drawn).not.toContain('Forecast made');
  });

  it('draws bars in the order they are given in, from first to last where there are too many', async () => {
    const bars = [3, 9, 5].map((value) => ({ label: `at ${value}`, value }));
    const named = async (spec: ChartSpec) =>
      [...new Set((await textsOf(spec)).filter((t) => t.startsWith('at ')))].map((t) => Number(t.slice(3)));
    expect(await named({ ...SAMPLES.bars, bars })).toEqual([9, 5, 3]);
    expect(await named({ ...SAMPLES.bars, order: 'given', bars })).toEqual([3, 9, 5]);
    const many = Array.from({ length: 50 }, (_, i) => ({ label: `at ${i}`, value: i % 7, accent: i === 31 }));
    const kept = await named({ ...SAMPLES.bars, order: 'given', bars: many });
    expect(kept.length).toBeLessThanOrEqual(20);
    expect(kept).toEqual(kept.toSorted((a, b) => a - b));
    expect(kept).toEqual(expect.arrayContaining([0, 31, 49]));
  });
});
