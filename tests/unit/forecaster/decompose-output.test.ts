import { describe, expect, it } from 'vitest';
import { forecast } from '../../../src/engines/forecaster/forecast.ts';
import type { ForecastInput, ForecastOutput, ForecastPoint } from '../../../src/engines/forecaster/types.ts';
import { makePoints } from './make-points.ts';
import { seededNormal, seededRandom } from './seeded-random.ts';

const WEEK = [80, 90, 95, 100, 130, 180, null];
const HORIZON = 14;

function explain(points: readonly ForecastPoint[], input: Partial<ForecastInput> = {}) {
  const output = forecast({
    points,
    grain: 'day',
    horizon: HORIZON,
    nonNegative: true,
    closedWeekdays: [6],
    explain: true,
    ...input,
  });
  if (!output.ok || output.parts === null) throw new Error('no parts');
  return { output, parts: output.parts.parts };
}

/** Parts add up to each value and to each step of the forecast; nothing where there is no value. */
function expectSums({ output, parts }: ReturnType<typeof explain>, values: readonly (number | null)[]) {
  for (const { past, future } of parts) {
    expect(past).toHaveLength(values.length);
    expect(future).toHaveLength(output.points.length);
  }
  values.forEach((value, t) => {
    const amounts = parts.map(({ past }) => past[t] ?? null);
    if (value === null) expect(amounts.every((amount) => amount === null)).toBe(true);
    else expect(amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)).toBeCloseTo(value, 6);
  });
  output.points.forEach(({ y }, h) => {
    expect(parts.reduce((sum, { future }) => sum + (future[h] ?? 0), 0)).toBeCloseTo(y, 6);
  });
}

function shop(days: number): (number | null)[] {
  const normal = seededNormal(seededRandom(17));
  return Array.from({ length: days }, (_, t) => {
    const usual = WEEK[t % 7] ?? null;
    return usual === null ? null : usual * Math.exp(0.08 * normal()) * (t % 26 < 3 ? 1.5 : 1);
  });
}

const promo = (steps: number) =>
  ({ name: 'Promo', kind: 'flag', values: Array.from({ length: steps }, (_, t) => Number(t % 26 < 3)) }) as const;

describe('what a forecast is made of', () => {
  it('adds up day by day, closed days being nothing', () => {
    const values = shop(200);
    const one = explain(makePoints(values), { regressors: [promo(200 + HORIZON)] });
    expectSums(one, values);
    expect(one.parts.map(({ name, regressor }) => regressor ?? name)).toEqual(['trend', 'week', 'Promo', 'rest']);
    one.output.points.forEach(({ closed }, h) => {
      if (closed) expect(one.parts.every(({ future }) => future[h] === 0)).toBe(true);
    });
    expect(one.output.points.some(({ closed }) => closed)).toBe(true);
  });

  it('says nothing of days before the first value and after the last', () => {
    const values = shop(200).map((value, t) => (t < 12 || t >= 188 ? null : value));
    const points = makePoints(values.map((value, t) => (t < 12 || t >= 188 ? undefined : value)));
    const one = explain(points, { regressors: [promo(200 + HORIZON)] });
    expectSums(one, values);
    expect(one.output.points[0]?.t).toBe('2024-07-19');
  });

  it('says nothing of days too long ago to be read', () => {
    const values = shop(1500);
    const one = explain(makePoints(values), { annual: false });
    // The newest 1,461 days are read; the 39 before them have a value, and no parts.
    for (const { past } of one.parts) {
      expect(past.slice(0, 39).every((amount) => amount === null)).toBe(true);
    }
    expectSums(
      one,
      values.map((value, t) => (t < 39 ? null : value)),
    );
  });

  it('leaves a regressor out that does nothing', () => {
    const idle = { name: 'Never', kind: 'flag', values: new Array<number>(200 + HORIZON).fill(0) } as const;
    const { parts } = explain(makePoints(shop(200)), { regressors: [promo(200 + HORIZON), idle] });
    expect(parts.some(({ regressor }) => regressor === 'Never')).toBe(false);
    expect(parts.some(({ regressor }) => regressor === 'Promo')).toBe(true);
  });

  it('is left out unless asked for', () => {
    const output: ForecastOutput = forecast({
      points: makePoints(shop(60)),
      grain: 'day',
      horizon: 7,
      nonNegative: true,
    });
    expect(output).toMatchObject({ ok: true, parts: null, replay: [] });
  });
});
