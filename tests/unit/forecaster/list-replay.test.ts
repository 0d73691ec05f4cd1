import { describe, expect, it } from 'vitest';
import { listReplay } from '../../../src/engines/forecaster/backtest/list-replay.ts';
import { planOrigins } from '../../../src/engines/forecaster/backtest/plan-origins.ts';
import { addSteps } from '../../../src/engines/forecaster/series/step-dates.ts';
import { seededNormal, seededRandom } from './seeded-random.ts';

const dateOf = (step: number) => addSteps('2024-01-01', 'day', step);

/** Forecasts of 0.5 for noise around 0.5; the last third of the days is `last` times as noisy. */
function replayOf(scale: number, { floor = 0, last = 1 } = {}) {
  const normal = seededNormal(seededRandom(5));
  const y = Float64Array.from({ length: 120 }, (_, t) => 0.5 + 0.1 * (t < 80 ? 1 : last) * normal());
  y[115] = Number.NaN;
  const plan = planOrigins(y, 7, 10);
  const rows = new Float64Array(plan.origins.length * plan.checked).fill(0.5);
  return { y, list: listReplay({ plan, rows, y, scale, floor }, dateOf) };
}

describe('forecasts of the past', () => {
  const { y, list } = replayOf(100);

  it('stand beside one another, at most eight, the newest last', () => {
    expect(list.length).toBeGreaterThan(3);
    expect(list.length).toBeLessThanOrEqual(8);
    const days = list.flatMap(({ points }) => points.map(({ t }) => t));
    expect(new Set(days).size).toBe(days.length);
    expect(days).toEqual([...days].sort());
    expect(days.at(-1)).toBe(dateOf(119));
  });

  it('begin the day after they were made, and know what came', () => {
    for (const { madeAt, points } of list) {
      expect(points).toHaveLength(10);
      expect(points[0]?.t).toBe(addSteps(madeAt, 'day', 1));
      for (const { t, actual, y: value, low80, high80 } of points) {
        const step = Math.round((Date.parse(t) - Date.parse('2024-01-01')) / 86_400_000);
        const came = y[step] ?? 0;
        expect(actual).toEqual(Number.isNaN(came) ? null : 100 * came);
        expect(value).toBe(50);
        expect(low80).toBeLessThan(50);
        expect(high80).toBeGreaterThan(50);
      }
    }
    expect(list.at(-1)?.points[5]?.actual).toBeNull();
  });

  it('are the same at any scale', () => {
    for (const scale of [1e-200, 1e200]) {
      replayOf(scale).list.forEach(({ points }, i) => {
        points.forEach(({ high80 }, h) => {
          expect(high80 / scale).toBeCloseTo((list[i]?.points[h]?.high80 ?? 0) / 100, 10);
        });
      });
    }
  });

  it('have intervals that do not know the days they are about', () => {
    const calm = replayOf(100).list.at(-1);
    const wild = replayOf(100, { last: 1.5 });
    const width = (points: typeof list) => (points.at(-1)?.points[0]?.high80 ?? 0) - 50;
    // The last forecast's own days are left out: those of the third before it say 1.5 times as much at most.
    expect(width(wild.list)).toBeLessThan(1.5 * ((calm?.points[0]?.high80 ?? 0) - 50) + 1e-9);
    expect(width(wild.list)).toBeGreaterThan((calm?.points[0]?.high80 ?? 0) - 50);
  });

  it('go below zero only where that is possible', () => {
    const lowest = (floor: number) =>
      Math.min(...replayOf(100, { floor, last: 12 }).list.flatMap(({ points }) => points.map(({ low80 }) => low80)));
    expect(lowest(0)).toBe(0);
    expect(lowest(Number.NEGATIVE_INFINITY)).toBeLessThan(0);
  });
});
