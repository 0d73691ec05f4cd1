import { describe, expect, it } from 'vitest';
import { forecast } from '../../../src/engines/forecaster/forecast.ts';
import type {
  ForecastInput,
  ForecastOutput,
  ForecastProgress,
  ModelName,
  Regressor,
} from '../../../src/engines/forecaster/types.ts';
import { makePoints } from './make-points.ts';
import { seededNormal, seededRandom } from './seeded-random.ts';

const WEEK = [80, 90, 95, 100, 130, 180, 60];

function shop(days: number, seed = 3): number[] {
  const normal = seededNormal(seededRandom(seed));
  return Array.from({ length: days }, (_, t) => Math.max(1, (WEEK[t % 7] ?? 0) + 8 * normal()));
}

type Done = Extract<ForecastOutput, { ok: true }>;

function run(input: Partial<ForecastInput> & Pick<ForecastInput, 'points'>): Done {
  const output = forecast({ grain: 'day', horizon: 7, nonNegative: true, ...input });
  if (!output.ok) throw new Error(`refused: ${output.reason}`);
  return output;
}

const points = makePoints(shop(150));

describe('one model by name', () => {
  it.each<ModelName>([
    'ets',
    'theta',
    'boosting',
    'mstl',
    'arima',
    'prophet',
    'seasonal-naive',
    'croston',
    'sba',
    'tsb',
  ])('%s answers alone, beside the yardstick', (model) => {
    const heard: ForecastProgress[] = [];
    const output = forecast(
      { points, grain: 'day', horizon: 7, nonNegative: true, model },
      { onModel: (progress) => heard.push(progress) },
    );
    expect(output).toMatchObject({ ok: true, model, weights: [{ name: model, weight: 1 }], leftOut: [] });
    const names = model === 'seasonal-naive' ? [model] : ['seasonal-naive', model];
    if (!output.ok) return;
    expect(output.backtest.models.map(({ name }) => name)).toEqual(names);
    expect(heard.map((progress) => progress.model)).toEqual(names);
    expect(Object.keys(output.parameters).length).toBeGreaterThan(0);
  });

  it('that cannot hold the data gives way to the yardstick, and that is said', () => {
    const output = run({ points: makePoints(new Array<number>(60).fill(0)), model: 'croston' });
    expect(output.model).toBe('seasonal-naive');
    expect(output.leftOut).toEqual([{ name: 'croston', reason: 'too-short' }]);
    expect(output.points.every(({ y }) => y === 0)).toBe(true);
  });
});

describe('the ensemble', () => {
  it('says what it is mixed of and what was too weak', () => {
    const output = run({ points });
    expect(output.model).toBe('ensemble');
    expect(output.weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    const named = [...output.weights, ...output.leftOut].map(({ name }) => name).sort();
    expect(named).toEqual(['boosting', 'ets', 'mstl', 'seasonal-naive', 'theta']);

    // A trend that the last week knows nothing of: naive is hopeless.
    const growing = run({ points: makePoints(shop(150).map((value, t) => value * 0.2 + 4 * t)), horizon: 21 });
    expect(growing.leftOut).toContainEqual({ name: 'seasonal-naive', reason: 'too-weak' });
    expect(growing.weights.map(({ name }) => name)).not.toContain('seasonal-naive');
  });
});

describe('further levels', () => {
  const output = run({ points, levels: [60, 99], windows: [{ from: 1, to: 7 }] });

  it('stand in their place between the usual ones, in days and totals', () => {
    for (const interval of [...output.points, ...output.windowTotals]) {
      const [sixty, most] = interval.bands ?? [];
      expect([sixty?.level, most?.level]).toEqual([60, 99]);
      const lows = [most?.low, interval.low95, interval.low80, sixty?.low, interval.low50];
      const highs = [interval.high50, sixty?.high, interval.high80, interval.high95, most?.high];
      expect([...lows, ...highs]).toEqual([...lows, ...highs].sort((a, b) => (a ?? 0) - (b ?? 0)));
    }
  });

  it('change nothing else', () => {
    const plain = run({ points, windows: [{ from: 1, to: 7 }] });
    expect(output.points.map(({ bands: _, ...step }) => step)).toEqual(plain.points);
  });
});

describe('a replay', () => {
  it('lines up with the dates and values that came', () => {
    const holes = points.map((point, t) => (t >= 147 || t < 3 ? { ...point, y: null, state: 'gap' as const } : point));
    const output = run({ points: holes, replay: true });
    const known = new Map(holes.map(({ t, y }) => [t, y]));
    expect(output.replay.length).toBeGreaterThan(3);
    for (const { madeAt, points: said } of output.replay) {
      expect(known.has(madeAt)).toBe(true);
      for (const { t, y, low80, high80, actual } of said) {
        expect(t > madeAt).toBe(true);
        expect(actual).toBeCloseTo(known.get(t) ?? Number.NaN, 9);
        expect(low80).toBeLessThanOrEqual(y);
        expect(high80).toBeGreaterThanOrEqual(y);
      }
    }
    expect(output.replay.at(-1)?.points.at(-1)?.t).toBe(holes[146]?.t);
  });
});

describe('quarters', () => {
  const normal = seededNormal(seededRandom(11));
  const values = Array.from(
    { length: 32 },
    (_, t) => (300 + 4 * t) * ([0.8, 1, 1.3, 0.9][t % 4] ?? 1) * (1 + 0.03 * normal()),
  );
  const output = run({ points: makePoints(values, 'quarter'), grain: 'quarter', horizon: 6 });

  it('have four in a season, and their dates', () => {
    expect(output.season).toBe(4);
    expect(output.points.map(({ t }) => t)).toEqual([
      '2032-01-01',
      '2032-04-01',
      '2032-07-01',
      '2032-10-01',
      '2033-01-01',
      '2033-04-01',
    ]);
  });

  it('follow season and growth', () => {
    output.points.forEach(({ y }, h) => {
      const truth = (300 + 4 * (32 + h)) * ([0.8, 1, 1.3, 0.9][h % 4] ?? 1);
      expect(Math.abs(y / truth - 1)).toBeLessThan(0.06);
    });
    expect(output.backtest.gainOverNaive).toBeGreaterThan(0.2);
  });

  it('that end early are said to: two are half a year', () => {
    const late = values.map((value, t) => (t < 30 ? value : undefined));
    const { warnings } = run({ points: makePoints(late, 'quarter'), grain: 'quarter' });
    expect(warnings).toContainEqual({ code: 'data-ends-early', t: '2031-04-01', steps: 2 });
  });
});

describe('the same input', () => {
  const normal = seededNormal(seededRandom(23));
  const number = (steps: number): Regressor => ({
    name: 'Warmth',
    kind: 'number',
    values: Array.from({ length: steps }, () => normal()),
  });
  const all = { levels: [60], explain: true, replay: true, windows: [{ from: 1, to: 3 }] };
  const cases: Record<string, ForecastInput> = {
    'days with everything': {
      points: makePoints(shop(440)),
      grain: 'day',
      horizon: 20,
      nonNegative: true,
      regressors: [number(460)],
      ...all,
    },
    'a year of months': {
      points: makePoints(shop(60), 'month'),
      grain: 'month',
      horizon: 12,
      nonNegative: false,
      ...all,
    },
    'sales now and then': {
      points: makePoints(shop(120).map((value, t) => (t % 5 === 0 ? value : 0))),
      grain: 'day',
      horizon: 7,
      nonNegative: true,
      ...all,
    },
  };

  it.each(Object.entries(cases))('gives the same answer to the last digit: %s', (_, input) => {
    const first = JSON.stringify(forecast(input));
    // Something else in between: no forecast leaves anything behind for the next.
    run({ points: makePoints(shop(90, 77)) });
    expect(JSON.stringify(forecast(structuredClone(input)))).toBe(first);
  });
});
