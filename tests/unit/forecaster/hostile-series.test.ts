import { describe, expect, it } from 'vitest';
import { forecast } from '../../../src/engines/forecaster/forecast.ts';
import type { ForecastInput, ForecastOutput } from '../../../src/engines/forecaster/types.ts';
import { makePoints } from './make-points.ts';
import { seededNormal, seededRandom } from './seeded-random.ts';

type Value = number | null | undefined;
type Maker = (random: () => number, length: number) => Value[];

const fill = (length: number, value: (t: number) => Value): Value[] => Array.from({ length }, (_, t) => value(t));

const MAKERS: readonly Maker[] = [
  (_, n) => fill(n, () => 0),
  (_, n) => fill(n, () => 42),
  (random, n) => fill(n, () => Math.round(random() * 3)),
  (random, n) => fill(n, () => (random() < 0.9 ? 0 : Math.round(random() * 50))),
  (random, n) => fill(n, () => random() * 1e15),
  (random, n) => fill(n, () => random() * 1e-12),
  (random, n) => fill(n, () => random() * 1e299),
  (random, n) => fill(n, () => (random() < 0.03 ? 1e9 : 10 + random())),
  (random, n) =>
    fill(n, () => [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5, 7][Math.floor(random() * 5)]),
  (random, n) => fill(n, () => [null, undefined, 3, 4, 5][Math.floor(random() * 5)]),
  (random, n) => fill(n, (t) => (t % 7 > 4 ? null : 20 + random() * (t % 7))),
  (random, n) => fill(n, (t) => -50 + 30 * random() + t),
  (random, n) => fill(n, (t) => 2 ** (t / 3) + random()),
  (random, n) => fill(n, (t) => 1000 * 0.7 ** t + random() * 1e-6),
  (random, n) => fill(n, (t) => (t < n / 2 ? 5 : 500) + random()),
  (_, n) => fill(n, (t) => (t === n - 1 ? 1e6 : 10)),
  (_, n) => fill(n, (t) => (t === 0 ? 1e12 : 1)),
  (random, n) => fill(n, (t) => (t % 2 === 0 ? 1e-9 : 1e9) * random()),
  (_, n) => fill(n, (t) => t),
  (random, n) => {
    const normal = seededNormal(random);
    return fill(n, (t) => 100 + 20 * Math.sin((2 * Math.PI * t) / 7) + 10 * normal());
  },
];

/** What must hold of every answer, whatever came in. */
function checkOutput(input: ForecastInput, output: ForecastOutput): void {
  if (!output.ok) {
    expect(output.have < output.needed || output.reason === 'too-large').toBe(true);
    return;
  }
  expect(output.points).toHaveLength(input.horizon);
  for (const { closed, y, low80, high80, low95, high95 } of output.points) {
    const band = [low95, low80, y, high80, high95];
    expect(band.every(Number.isFinite), `finite: ${band}`).toBe(true);
    expect(low95 <= low80 && low80 <= y && y <= high80 && high80 <= high95, `ordered: ${band}`).toBe(true);
    if (input.nonNegative) expect(low95).toBeGreaterThanOrEqual(0);
    if (closed) expect(band).toEqual([0, 0, 0, 0, 0]);
  }
  for (const { mean, low80, high80, low95, high95 } of output.windowTotals) {
    const band = [low95, low80, mean, high80, high95];
    expect(band.every(Number.isFinite), `finite total: ${band}`).toBe(true);
    expect(low95 <= low80 && low80 <= mean && mean <= high80 && high80 <= high95, `ordered total: ${band}`).toBe(true);
  }
  const { backtest } = output;
  const numbers = [backtest.gainOverNaive, backtest.coverage80, backtest.coverage95];
  const scores = backtest.models.flatMap(({ wape, mase, smape }) => [wape, mase, smape]);
  expect([...numbers, ...scores].every(Number.isFinite)).toBe(true);
  expect(JSON.parse(JSON.stringify(output))).toEqual(output);
}

describe.each([0, 1, 2, 3])('hostile series, part %i', (part) => {
  it('end in finite, ordered, possible numbers or in a refusal with its reason', () => {
    let forecasts = 0;
    for (let k = 0; k < 500; k += 1) {
      const seed = part * 500 + k;
      const random = seededRandom(seed);
      const make = MAKERS[seed % MAKERS.length];
      if (make === undefined) throw new Error('no maker');
      const grain = (['day', 'day', 'week', 'month'] as const)[Math.floor(random() * 4)] ?? 'day';
      const horizon = 1 + Math.floor(random() ** 3 * 60);
      const input: ForecastInput = {
        points: makePoints(make(random, Math.floor(random() * 110)), grain),
        grain,
        horizon,
        nonNegative: random() < 0.7,
        ...(random() < 0.3 ? { closedWeekdays: [0, 6] } : {}),
        windows: [
          { from: 1, to: horizon },
          { from: 1 + Math.floor(random() * horizon), to: horizon },
        ],
      };
      const output = forecast(input);
      if (output.ok) forecasts += 1;
      checkOutput(input, output);
    }
    // The check above would be empty if everything were refused.
    expect(forecasts).toBeGreaterThan(200);
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
    checkOutput(input, forecast(input));
  });
});
