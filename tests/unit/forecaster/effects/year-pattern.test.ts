import { describe, expect, it } from 'vitest';
import { estimateYearPattern } from '../../../../src/engines/forecaster/effects/year-pattern.ts';
import { makeDays, normalDraws } from './simulate.ts';

const DAYS = 730;
const INPUT = { length: DAYS, period: 7, stepsPerYear: 365.25, until: DAYS + 14 };

function read(y: Float64Array): Float64Array {
  const factor = estimateYearPattern({ ...INPUT, y });
  if (factor === null) throw new Error('no pattern');
  return factor;
}

describe('the pattern of a year', () => {
  it('finds the year’s round', () => {
    const factor = read(makeDays(DAYS, 31));
    // makeDays rises by 15% to a quarter of the year, and falls by as much to three quarters.
    const swing = Math.log((factor[365 + 91] ?? 0) / (factor[365 + 274] ?? 1));
    expect(swing).toBeGreaterThan(0.2);
    expect(swing).toBeLessThan(0.4);
  });

  it('finds Sundays that are full in one half of the year and empty in the other', () => {
    const y = makeDays(DAYS, 32).map((value, t) =>
      t % 7 === 6 ? value * Math.exp(0.4 * Math.cos((2 * Math.PI * t) / 365.25)) : value,
    );
    const factor = read(y);
    const sunday = (t: number) => {
      const day = t - (t % 7) + 6;
      return Math.log((factor[day] ?? 0) / (factor[day - 1] ?? 1));
    };
    expect(sunday(364)).toBeGreaterThan(0.25);
    expect(sunday(548)).toBeLessThan(-0.25);
  });

  it('is next to nothing where there is none', () => {
    const draw = normalDraws(33);
    let sum = 0;
    for (let run = 0; run < 10; run += 1) {
      const factor = read(
        Float64Array.from({ length: DAYS }, (_, t) => (300 + 40 * (t % 7)) * Math.exp(0.15 * draw())),
      );
      for (const value of factor) sum += Math.abs(Math.log(value));
    }
    expect(sum / 10 / INPUT.until).toBeLessThan(0.01);
  });

  it('is none of less than 1.2 years, of values below zero, and of nothing', () => {
    expect(estimateYearPattern({ ...INPUT, y: makeDays(DAYS, 34), length: 400 })).toBeNull();
    expect(estimateYearPattern({ ...INPUT, y: makeDays(DAYS, 34).map((value) => value - 400) })).toBeNull();
    expect(estimateYearPattern({ ...INPUT, y: new Float64Array(DAYS) })).toBeNull();
  });
});
