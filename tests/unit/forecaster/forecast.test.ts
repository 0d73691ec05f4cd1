import { describe, expect, it } from 'vitest';
import { forecast } from '../../../src/engines/forecaster/forecast.ts';
import type { ForecastInput, ForecastOutput } from '../../../src/engines/forecaster/types.ts';
import { makePoints } from './make-points.ts';
import { seededNormal, seededRandom } from './seeded-random.ts';

const normal = seededNormal(seededRandom(7));
const WEEK = [80, 90, 95, 100, 130, 180, 60];
const shop = (days: number) => Array.from({ length: days }, (_, t) => Math.max(1, (WEEK[t % 7] ?? 0) + 8 * normal()));

function run(input: Partial<ForecastInput> & Pick<ForecastInput, 'points'>): Extract<ForecastOutput, { ok: true }> {
  const output = forecast({ grain: 'day', horizon: 7, nonNegative: true, ...input });
  if (!output.ok) throw new Error(`refused: ${output.reason}`);
  return output;
}

const codes = (output: Extract<ForecastOutput, { ok: true }>) => output.warnings.map(({ code }) => code);

describe('a weekly pattern', () => {
  const points = makePoints(shop(182));
  const output = run({
    points,
    horizon: 14,
    windows: [
      { from: 1, to: 7 },
      { from: 8, to: 14 },
    ],
  });

  it('comes back in the forecast, and beats the week before', () => {
    output.points.forEach(({ y }, h) => {
      expect(Math.abs(y - (WEEK[h % 7] ?? 0))).toBeLessThan(10);
    });
    expect(output.season).toBe(7);
    // The week before carries its own noise: √2 times the error of the true mean, so about 29% is to be gained.
    expect(output.backtest.gainOverNaive).toBeGreaterThan(0.15);
    expect(output.backtest.gainOverNaive).toBeLessThan(0.4);
    expect(codes(output)).toEqual([]);
  });

  it('continues the dates', () => {
    expect(output.points[0]?.t).toBe('2024-07-01');
    expect(output.points.at(-1)?.t).toBe('2024-07-14');
  });

  it('gives totals that add up in the middle and are narrower than added bounds', () => {
    output.windowTotals.forEach((total) => {
      const steps = output.points.slice(total.from - 1, total.to);
      const sum = (pick: (step: (typeof steps)[number]) => number) => steps.reduce((all, step) => all + pick(step), 0);
      expect(total.mean).toBeCloseTo(
        sum(({ y }) => y),
        6,
      );
      const added = sum(({ low80, high80 }) => high80 - low80);
      expect(total.high80 - total.low80).toBeLessThan(0.8 * added);
      // Independent days: √7 times one day's width; the calibrated one is somewhere near, never at zero.
      expect(total.high80 - total.low80).toBeGreaterThan(0.2 * added);
    });
  });

  it('is the same on every run', () => {
    expect(forecast({ points, grain: 'day', horizon: 14, nonNegative: true })).toEqual(
      forecast({ points: structuredClone(points), grain: 'day', horizon: 14, nonNegative: true }),
    );
  });
});

describe('closed days', () => {
  const open = shop(182);
  const values = open.map((value, t) => (t % 7 === 6 || (t >= 100 && t < 107) ? null : value));

  it('are not zeros: the open days are forecast as if nothing had happened', () => {
    const output = run({ points: makePoints(values), closedWeekdays: [6] });
    output.points.slice(0, 6).forEach(({ y }, h) => {
      expect(Math.abs(y - (WEEK[h] ?? 0))).toBeLessThan(12);
    });
  });

  it('ahead are zero and marked, by weekday and by date', () => {
    const points = makePoints(values);
    const output = run({ points, closedWeekdays: [6], knownClosed: ['2024-07-03'], windows: [{ from: 1, to: 7 }] });
    const shut = { y: 0, low80: 0, high80: 0, low95: 0, high95: 0, closed: true };
    // 182 days from a Monday end on a Sunday; the Sunday is closed and trailing, the horizon starts on the Monday.
    expect(output.points[2]).toMatchObject({ t: '2024-07-03', ...shut });
    expect(output.points[6]).toMatchObject({ t: '2024-07-07', ...shut });
    expect(output.points.filter(({ closed }) => closed)).toHaveLength(2);
    const total = output.windowTotals[0]?.mean ?? 0;
    expect(total).toBeCloseTo(
      output.points.reduce((sum, { y }) => sum + y, 0),
      6,
    );
  });

  it('and gaps do not change what is forecast beyond their own missing news', () => {
    const holes = open.map((value, t) => (t % 13 === 5 ? undefined : value));
    const full = run({ points: makePoints(open) });
    const output = run({ points: makePoints(holes) });
    output.points.forEach(({ y }, h) => {
      expect(Math.abs(y - (full.points[h]?.y ?? 0))).toBeLessThan(6);
    });
  });
});

describe('refusals', () => {
  const refuse = (values: readonly (number | null | undefined)[], grain: ForecastInput['grain'] = 'day') =>
    forecast({ points: makePoints(values, grain), grain, horizon: 7, nonNegative: true });

  it('say how much history it takes and how much there is', () => {
    expect(refuse(shop(27))).toEqual({ ok: false, reason: 'too-short', needed: 28, have: 27 });
    expect(refuse(shop(11), 'week')).toEqual({ ok: false, reason: 'too-short', needed: 12, have: 11 });
    expect(refuse(shop(11), 'month')).toEqual({ ok: false, reason: 'too-short', needed: 12, have: 11 });
    expect(refuse([])).toEqual({ ok: false, reason: 'too-short', needed: 28, have: 0 });
  });

  it('count open days only', () => {
    const values = shop(40).map((value, t) => (t % 2 === 0 ? null : value));
    expect(refuse(values)).toEqual({ ok: false, reason: 'too-short', needed: 28, have: 20 });
    expect(refuse(new Array<null>(60).fill(null))).toEqual({ ok: false, reason: 'all-closed', needed: 28, have: 0 });
  });

  it('name values no company has', () => {
    expect(refuse(shop(40).map((value) => value * 1e301))).toMatchObject({ ok: false, reason: 'too-large' });
  });

  it('accept exactly the least history', () => {
    expect(run({ points: makePoints(shop(28)) }).points).toHaveLength(7);
    expect(run({ points: makePoints(shop(12), 'month'), grain: 'month' }).points).toHaveLength(7);
    expect(run({ points: makePoints(shop(12), 'week'), grain: 'week' }).points).toHaveLength(7);
  });

  it('are errors where the caller is wrong', () => {
    const points = makePoints(shop(60));
    expect(() => run({ points, horizon: 367 })).toThrow(/horizon/);
    expect(() => run({ points, horizon: 7, windows: [{ from: 1, to: 8 }] })).toThrow(/window/);
    expect(() => run({ points: points.toSpliced(20, 1) })).toThrow(/point 20/);
    expect(() => run({ points, horizon: 7, levels: [100] })).toThrow(/level/);
    const promo = { name: 'Promo', kind: 'flag', values: [1, 0] } as const;
    expect(() => run({ points, horizon: 7, regressors: [promo] })).toThrow(/Promo/);
  });
});

describe('warnings', () => {
  it('name a level that moved lately, with date and size', () => {
    const values = shop(182).map((value, t) => (t >= 154 ? value * 1.5 : value));
    const warning = run({ points: makePoints(values) }).warnings.find(({ code }) => code === 'level-break');
    if (warning?.code !== 'level-break') throw new Error('no level break was seen');
    expect(warning.change).toBeGreaterThan(0.35);
    expect(warning.change).toBeLessThan(0.65);
    // Day 154 is 3 June 2024.
    expect(Math.abs(Date.parse(warning.t) - Date.parse('2024-06-03')) / 86_400_000).toBeLessThanOrEqual(5);
  });

  it('name a last value that is unlike the rest', () => {
    const values = shop(182).with(-1, 400);
    expect(codes(run({ points: makePoints(values) }))).toContain('unusual-last-value');
  });

  it('name a short history, a horizon that could not be checked, and data that end early', () => {
    expect(codes(run({ points: makePoints(shop(40)) }))).toContain('short-history');
    expect(codes(run({ points: makePoints(shop(60)), horizon: 200 }))).toContain('beyond-backtest');
    const stale = run({ points: makePoints([...shop(120), ...new Array<undefined>(20).fill(undefined)]) });
    expect(stale.warnings).toContainEqual({ code: 'data-ends-early', t: '2024-04-29', steps: 20 });
    expect(stale.points[0]?.t).toBe('2024-05-20');
  });

  it('say so when nothing beats the last value: a random walk', () => {
    const step = seededNormal(seededRandom(11));
    let level = 500;
    const walk = Array.from({ length: 150 }, () => {
      level += 10 * step();
      return level;
    });
    const output = run({ points: makePoints(walk, 'week'), grain: 'week', horizon: 4 });
    expect(output.backtest.gainOverNaive).toBeLessThan(0.1);
    expect(Math.abs(output.points[0]?.y ?? 0) - level).toBeLessThan(25);
  });
});

describe('long patterns', () => {
  it('uses a yearly pattern where two years of days show it, and not when told not to', () => {
    const values = Array.from({ length: 900 }, (_, t) => {
      const year = Math.exp(0.5 * Math.sin((2 * Math.PI * t) / 365.25));
      return (WEEK[t % 7] ?? 0) * year * (1 + 0.05 * normal());
    });
    const truth = (t: number) => (WEEK[t % 7] ?? 0) * Math.exp(0.5 * Math.sin((2 * Math.PI * t) / 365.25));
    const miss = (output: Extract<ForecastOutput, { ok: true }>) =>
      output.points.reduce((sum, { y }, h) => sum + Math.abs(y - truth(900 + h)), 0);
    const points = makePoints(values);
    const withYear = run({ points, horizon: 120 });
    const without = run({ points, horizon: 120, annual: false });
    expect(miss(withYear)).toBeLessThan(0.5 * miss(without));
  });

  it('finds the twelve months of a year', () => {
    const values = Array.from({ length: 60 }, (_, t) => 100 + t + 30 * Math.sin((2 * Math.PI * t) / 12) + normal());
    const output = run({ points: makePoints(values, 'month'), grain: 'month', horizon: 12 });
    output.points.forEach(({ y }, h) => {
      expect(Math.abs(y - (160 + h + 30 * Math.sin((2 * Math.PI * h) / 12)))).toBeLessThan(8);
    });
  });
});
