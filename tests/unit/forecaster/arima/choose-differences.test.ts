import { describe, expect, it } from 'vitest';
import {
  chooseDifferences,
  kpssStatistic,
  seasonalStrength,
} from '../../../../src/engines/forecaster/arima/choose-differences.ts';
import { AIR_PASSENGERS } from '../air-passengers.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';

const normal = seededNormal(seededRandom(7));
const noise = Float64Array.from({ length: 200 }, normal);

describe('the KPSS statistic', () => {
  it('is 0.8125 for 1 … 8 without lags (by hand: partial sums 273 over 8 × 42)', () => {
    expect(kpssStatistic(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8))).toBeCloseTo(0.8125, 12);
  });

  it('stays at zero for a constant', () => {
    expect(kpssStatistic(new Float64Array(30).fill(5))).toBe(0);
  });
});

describe('the strength of a season', () => {
  it('is near one for a clear season and small for noise', () => {
    expect(seasonalStrength(AIR_PASSENGERS.map(Math.log), 12)).toBeGreaterThan(0.9);
    expect(seasonalStrength(noise, 12)).toBeLessThan(0.5);
  });

  it('is zero for a constant, and for fewer steps than a season', () => {
    expect(seasonalStrength(new Float64Array(30).fill(5), 7)).toBe(0);
    expect(Number.isFinite(seasonalStrength(noise.slice(0, 5), 7))).toBe(true);
  });
});

describe('the differences', () => {
  it('are d = 1, D = 1 for log(AirPassengers), as auto.arima takes them', () => {
    expect(chooseDifferences(AIR_PASSENGERS.map(Math.log), 12)).toEqual({ d: 1, D: 1 });
  });

  it('are none for noise, one for a random walk, two for a walk of slopes', () => {
    const sum = (y: Float64Array) => {
      let total = 0;
      return y.map((value) => {
        total += value;
        return total;
      });
    };
    expect(chooseDifferences(noise, 1)).toEqual({ d: 0, D: 0 });
    expect(chooseDifferences(sum(noise), 1)).toEqual({ d: 1, D: 0 });
    expect(chooseDifferences(sum(sum(noise)), 1)).toEqual({ d: 2, D: 0 });
  });
});
