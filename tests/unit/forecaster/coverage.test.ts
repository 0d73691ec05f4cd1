import { describe, expect, it } from 'vitest';
import { forecast } from '../../../src/engines/forecaster/forecast.ts';
import { makePoints } from './make-points.ts';
import { seededNormal, seededRandom } from './seeded-random.ts';

/** Days of a shop whose truth is known: weekly pattern, a level that wanders a little, noise that grows with the level. */
function simulate(seed: number, days: number): number[] {
  const normal = seededNormal(seededRandom(seed));
  const week = [0.8, 0.85, 0.9, 1, 1.2, 1.6, 0.65];
  let level = 200;
  return Array.from({ length: days }, (_, t) => {
    level *= Math.exp(0.01 * normal());
    return level * (week[t % 7] ?? 1) * Math.exp(0.12 * normal());
  });
}

describe('intervals on a process that is known', () => {
  it('hold what they promise, day by day and for the week', () => {
    const inside = { day80: 0, day95: 0, week80: 0, week95: 0 };
    const series = 120;
    for (let seed = 1; seed <= series; seed += 1) {
      const values = simulate(seed, 217);
      const points = makePoints(values.slice(0, 210));
      const output = forecast({ points, grain: 'day', horizon: 7, nonNegative: true, windows: [{ from: 1, to: 7 }] });
      if (!output.ok) throw new Error('refused');
      const ahead = values.slice(210);
      output.points.forEach(({ low80, high80, low95, high95 }, h) => {
        const y = ahead[h] ?? 0;
        if (y >= low80 && y <= high80) inside.day80 += 1;
        if (y >= low95 && y <= high95) inside.day95 += 1;
      });
      const sum = ahead.reduce((a, b) => a + b, 0);
      const [total] = output.windowTotals;
      if (total !== undefined && sum >= total.low80 && sum <= total.high80) inside.week80 += 1;
      if (total !== undefined && sum >= total.low95 && sum <= total.high95) inside.week95 += 1;
    }
    // 840 days, about 400 independent: two standard errors are 4 points at 80% and 2.2 at 95%. 120 weeks: 7.3 and 4.
    expect(inside.day80 / (7 * series)).toBeGreaterThan(0.755);
    expect(inside.day80 / (7 * series)).toBeLessThan(0.85);
    expect(inside.day95 / (7 * series)).toBeGreaterThan(0.925);
    expect(inside.day95 / (7 * series)).toBeLessThan(0.98);
    expect(inside.week80 / series).toBeGreaterThan(0.72);
    expect(inside.week80 / series).toBeLessThan(0.92);
    expect(inside.week95 / series).toBeGreaterThan(0.9);
  }, 60_000);
});
