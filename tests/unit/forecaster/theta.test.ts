import { describe, expect, it } from 'vitest';
import { fitTheta } from '../../../src/engines/forecaster/models/fit-theta.ts';
import { classicalIndices, isSeasonal } from '../../../src/engines/forecaster/series/season-indices.ts';
import { AIR_PASSENGERS } from './air-passengers.ts';

describe('seasonal adjustment', () => {
  it('gives the multiplicative figure of R’s decompose(AirPassengers)', () => {
    const published = [
      0.9102304, 0.8836253, 1.0073663, 0.975906, 0.981378, 1.1127758, 1.2265555, 1.219911, 1.0604919, 0.9217572,
      0.8011781, 0.8988244,
    ];
    const { byPhase } = classicalIndices(AIR_PASSENGERS, 12, 'multiplicative');
    published.forEach((index, month) => {
      expect(byPhase[month]).toBeCloseTo(index, 7);
    });
  });

  it('finds the season of AirPassengers and none in a zigzag of another length', () => {
    expect(isSeasonal(AIR_PASSENGERS, 12)).toBe(true);
    expect(
      isSeasonal(
        Float64Array.from({ length: 60 }, (_, t) => t % 2),
        7,
      ),
    ).toBe(false);
  });
});

describe('the Theta method', () => {
  it('goes on from a straight line with half its slope (Hyndman & Billah 2003, eq. 8)', () => {
    // y = 3t: alpha reaches its bound, the level is the last value, the drift 1.5 a step.
    const line = Float64Array.from({ length: 20 }, (_, t) => 3 * (t + 1));
    const model = fitTheta(line, 20, 1);
    const out = new Float64Array(4);
    model?.project(line, [20], 4, out, 0);
    [61.5, 63, 64.5, 66].forEach((expected, h) => {
      expect(out[h]).toBeCloseTo(expected, 1);
    });
  });

  it('keeps the season of AirPassengers in its forecasts', () => {
    const scaled = AIR_PASSENGERS.map((value) => value / 622);
    const model = fitTheta(scaled, 144, 12);
    const out = new Float64Array(12);
    model?.project(scaled, [144], 12, out, 0);
    expect(model?.parameters.season).toBe('multiplicative');
    // July has the largest index and November the smallest (R’s decompose, above).
    expect(out.indexOf(Math.max(...out))).toBe(6);
    expect(out.indexOf(Math.min(...out))).toBe(10);
  });
});
