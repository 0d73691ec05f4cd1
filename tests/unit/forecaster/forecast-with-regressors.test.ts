import { describe, expect, it } from 'vitest';
import { forecast } from '../../../src/engines/forecaster/forecast.ts';
import type { ForecastInput, ForecastOutput, ForecastPoint, Regressor } from '../../../src/engines/forecaster/types.ts';
import { makePoints } from './make-points.ts';
import { seededNormal, seededRandom } from './seeded-random.ts';

const WEEK = [80, 90, 95, 100, 130, 180, 60];
const DAYS = 400;
const HORIZON = 14;
const steps = (days: number) => Array.from({ length: days + HORIZON }, (_, t) => t);

type Done = Extract<ForecastOutput, { ok: true }>;

function run(input: Partial<ForecastInput> & Pick<ForecastInput, 'points'>): Done {
  const output = forecast({ grain: 'day', horizon: HORIZON, nonNegative: true, annual: false, ...input });
  if (!output.ok) throw new Error(`refused: ${output.reason}`);
  return output;
}

function shop(days: number, times: (t: number) => number, seed = 7): number[] {
  const normal = seededNormal(seededRandom(seed));
  return Array.from({ length: days }, (_, t) => (WEEK[t % 7] ?? 0) * times(t) * Math.exp(0.07 * normal()));
}

const sum = (output: Done, from = 0, to = HORIZON) =>
  output.points.slice(from, to).reduce((total, { y }) => total + y, 0);

describe('a promotion that was seen before', () => {
  // Three days each 26, and from the 5th to the 8th day ahead.
  const runs = (t: number) => (t < DAYS ? t % 26 < 3 : t >= DAYS + 4 && t < DAYS + 8);
  const points = makePoints(shop(DAYS, (t) => (runs(t) ? 1.4 : 1)));
  const flag = (on: (t: number) => boolean): Regressor => ({
    name: 'Promo',
    kind: 'flag',
    values: steps(DAYS).map((t) => (on(t) ? 1 : 0)),
  });
  const again = run({ points, regressors: [flag(runs)] });
  const never = run({ points, regressors: [flag((t) => t < DAYS && runs(t))] });

  it('moves the days it runs by about its effect, and no others', () => {
    const ratio = sum(again, 4, 8) / sum(never, 4, 8);
    expect(ratio).toBeGreaterThan(1.33);
    expect(ratio).toBeLessThan(1.47);
    expect(sum(again, 0, 4) / sum(never, 0, 4)).toBeCloseTo(1, 2);
    // Days after it may still have it in their lags.
    expect(sum(again, 8) / sum(never, 8)).toBeCloseTo(1, 1);
  });

  it('comes near what the days are worth', () => {
    const level = (t: number) => (WEEK[t % 7] ?? 0) * (runs(t) ? 1.4 : 1);
    const truth = steps(DAYS)
      .slice(DAYS)
      .reduce((total, t) => total + level(t), 0);
    expect(sum(again) / truth).toBeGreaterThan(0.95);
    expect(sum(again) / truth).toBeLessThan(1.05);
  });

  it('is told with its size', () => {
    expect(again.effects).toHaveLength(1);
    const [promo] = again.effects;
    expect(promo).toMatchObject({ name: 'Promo', kind: 'flag', seen: points.filter((_, t) => runs(t)).length });
    expect(promo?.change).toBeGreaterThan(0.33);
    expect(promo?.change).toBeLessThan(0.47);
    expect(promo?.spread).toBeLessThan(0.1);
  });

  it('makes the backtest better', () => {
    const without = run({ points });
    const wape = (output: Done) => output.backtest.models.find(({ name }) => name === 'ensemble')?.wape ?? 0;
    expect(wape(again)).toBeLessThan(0.9 * wape(without));
  });

  it('of an unknown future is taken not to run', () => {
    const values = flag(runs).values.map((value, t) => (t < DAYS ? value : null));
    const unknown = run({ points, regressors: [{ name: 'Promo', kind: 'flag', values }] });
    expect(unknown.points).toEqual(never.points);
  });

  it('stays in its place when data start late and end early', () => {
    const holes = points.map(
      (point, t): ForecastPoint => (t < 9 || t >= DAYS - 5 ? { ...point, y: null, state: 'gap' } : point),
    );
    const late = run({ points: holes, regressors: [flag(runs)], explain: true, replay: true });
    const lateNever = run({ points: holes, regressors: [flag((t) => t < DAYS && runs(t))] });
    expect(late.points.map(({ t }) => t)).toEqual(again.points.map(({ t }) => t));
    late.points.forEach(({ y }, h) => {
      const ratio = y / (lateNever.points[h]?.y ?? 0);
      if (h >= 4 && h < 8) expect(ratio).toBeGreaterThan(1.3);
      else expect(Math.abs(ratio - 1)).toBeLessThan(0.08);
    });
    const effect = late.parts?.parts.find(({ name }) => name === 'effect');
    expect(effect?.past).toHaveLength(DAYS);
    expect(effect?.future.map((amount) => amount > 10)).toEqual(steps(0).map((h) => h >= 4 && h < 8));
    effect?.past.forEach((amount, t) => {
      if (t < 9 || t >= DAYS - 5) expect(amount).toBeNull();
      else expect((amount ?? 0) > 10).toBe(runs(t));
    });
    expect(late.warnings.some(({ code }) => code === 'data-ends-early')).toBe(false);
  });
});

describe('a regressor of pure noise', () => {
  it('changes little', () => {
    const random = seededRandom(99);
    const normal = seededNormal(random);
    const points = makePoints(shop(DAYS, () => 1, 8));
    const plain = run({ points });
    const noise = Array.from(
      { length: 6 },
      (_, k): Regressor => ({
        name: `Noise ${k}`,
        kind: k % 2 === 0 ? 'flag' : 'number',
        values: steps(DAYS).map(() => (k % 2 === 0 ? Number(random() < 0.04) : normal())),
      }),
    );
    const noisy = run({ points, regressors: noise });
    noisy.points.forEach(({ y }, h) => {
      expect(Math.abs(y / (plain.points[h]?.y ?? 0) - 1)).toBeLessThan(0.06);
    });
    noisy.effects.forEach(({ change }) => {
      expect(Math.abs(change)).toBeLessThan(0.08);
    });
  });
});

describe('weather of the past alone', () => {
  it('is not used, and makes the backtest look no better than the forecast can be', () => {
    const normal = seededNormal(seededRandom(12));
    const warm = steps(DAYS).map(() => normal());
    const points = makePoints(shop(DAYS, (t) => Math.exp(0.25 * (warm[t] ?? 0)), 9));
    const number = (known: (t: number) => boolean): Regressor => ({
      name: 'Warmth',
      kind: 'number',
      values: warm.map((value, t) => (known(t) ? value : null)),
    });
    const plain = run({ points });
    const past = run({ points, regressors: [number((t) => t < DAYS)] });
    expect(past.points).toEqual(plain.points);
    expect(past.backtest).toEqual(plain.backtest);
    expect(past.effects).toEqual([]);
    // What is known for the days ahead is used.
    const both = run({ points, regressors: [number(() => true)] });
    expect(both.backtest.models[0]?.wape).toBeLessThan(0.6 * (plain.backtest.models[0]?.wape ?? 0));
    expect(both.effects[0]?.change).toBeGreaterThan(0.2);
    expect(both.effects[0]?.change).toBeLessThan(0.35);
  });
});

describe('a holiday that moves over the calendar', () => {
  // Easter Sundays of 2022 to 2025, as days after 1 January 2022, a Saturday.
  const EASTER = [106, 463, 820, 1205];
  const days = 1198;
  const isEaster = (t: number) => EASTER.some((day) => t >= day - 2 && t <= day + 1);

  it('is followed', () => {
    const values = shop(days, (t) => (isEaster(t) ? 0.4 : 1), 10);
    const points = makePoints(values).map((point, t) => ({
      ...point,
      t: new Date(Date.UTC(2022, 0, 1 + t)).toISOString().slice(0, 10),
    }));
    const easter = {
      name: 'Easter',
      kind: 'flag' as const,
      values: steps(days).map((t) => (isEaster(t) ? 1 : 0)),
    };
    const plain = run({ points, annual: true });
    const output = run({ points, annual: true, regressors: [easter] });
    expect(output.points[7]?.t).toBe('2025-04-20');
    const ratio = (one: Done, h: number) => (one.points[h]?.y ?? 0) / (WEEK[(days + h) % 7] ?? 1);
    for (const h of [5, 6, 7, 8]) {
      // Seen three times only: drawn a little towards none.
      expect(ratio(output, h)).toBeGreaterThan(0.33);
      expect(ratio(output, h)).toBeLessThan(0.62);
      expect(ratio(plain, h)).toBeGreaterThan(0.75);
    }
    for (const h of [0, 1, 2, 11, 12, 13]) expect(Math.abs(ratio(output, h) - 1)).toBeLessThan(0.15);
  });
});
