import { describe, expect, it } from 'vitest';
import { normalQuantile, signTest, studentQuantile } from '../../../src/engines/evidence/distributions.ts';
import { conformalQuantile, madScale, median } from '../../../src/engines/evidence/robust.ts';

describe('quantiles', () => {
  it.each([
    [0.5, 0],
    [0.9, 1.2815515655],
    [0.975, 1.9599639845],
    [0.9975, 2.8070337683],
    [0.01, -2.326347874],
  ])('normal at %f (R qnorm)', (p, value) => {
    expect(normalQuantile(p)).toBeCloseTo(value, 7);
  });

  it.each([
    [0.975, 4, 2.776],
    [0.975, 10, 2.228],
    [0.9, 4, 1.533],
    [0.975, 30, 2.042],
  ])('Student at %f with %i degrees (printed tables)', (p, df, value) => {
    expect(Math.abs(studentQuantile(p, df) - value)).toBeLessThan(0.003);
  });

  it('is at most 2% off with three degrees of freedom (3.182)', () => {
    expect(Math.abs(studentQuantile(0.975, 3) / 3.182 - 1)).toBeLessThan(0.02);
  });

  it('counts coins: 8 of 10 has p = 2 × 56 / 1,024', () => {
    expect(signTest(8, 10)).toBeCloseTo(112 / 1_024, 12);
    expect(signTest(5, 10)).toBe(1);
    expect(signTest(0, 156)).toBeGreaterThan(0);
  });

  it('takes the rank that a further value stays below', () => {
    const twenty = Array.from({ length: 19 }, (_, i) => 19 - i);
    expect(conformalQuantile(twenty, 0.8)).toBe(16);
    expect(conformalQuantile(twenty, 0.95)).toBe(19);
  });

  it('finds middles', () => {
    expect(median([5, 1, 9, 2])).toBe(3.5);
    expect(median([5, 1, 9])).toBe(5);
    expect(median([])).toBeNaN();
    // Deviations of 1…7 from 4 are 3 2 1 0 1 2 3: median 2.
    expect(madScale([1, 2, 3, 4, 5, 6, 7], 4)).toBeCloseTo(2.9652, 12);
  });
});
