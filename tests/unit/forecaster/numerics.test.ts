import { describe, expect, it } from 'vitest';
import { dayNumber, weekdayOfDay } from '../../../src/calendar/civil-day.ts';
import { minimise } from '../../../src/engines/forecaster/ets/minimise.ts';
import { conformalQuantile, median, robustSpread } from '../../../src/engines/forecaster/numerics/quantiles.ts';
import { solveLeastSquares } from '../../../src/engines/forecaster/numerics/solve-least-squares.ts';
import { addSteps } from '../../../src/engines/forecaster/series/step-dates.ts';

describe('the simplex', () => {
  it('finds the minimum of Rosenbrock’s valley at (1, 1)', () => {
    const valley = ([x = 0, y = 0]: Float64Array) => 100 * (y - x * x) ** 2 + (1 - x) ** 2;
    const { x, value } = minimise(valley, Float64Array.of(-1.2, 1), {
      step: 0.5,
      maxEvaluations: 2000,
      tolerance: 1e-14,
    });
    expect(x[0]).toBeCloseTo(1, 4);
    expect(x[1]).toBeCloseTo(1, 4);
    expect(value).toBeLessThan(1e-8);
  });

  it('steps around places that are not allowed', () => {
    const f = ([x = 0]: Float64Array) => (x < 2 ? Number.POSITIVE_INFINITY : (x - 3) ** 2);
    expect(minimise(f, Float64Array.of(5), { step: 1, maxEvaluations: 300, tolerance: 1e-12 }).x[0]).toBeCloseTo(3, 3);
  });
});

describe('least squares', () => {
  it('fits a line by hand: points (0,1) (1,3) (2,5), a missing one left out', () => {
    const columns = [Float64Array.of(1, 1, 1, 1), Float64Array.of(0, 1, 2, 3)];
    const solution = solveLeastSquares(columns, Float64Array.of(1, 3, 5, Number.NaN), 0);
    expect(solution?.[0]).toBeCloseTo(1, 10);
    expect(solution?.[1]).toBeCloseTo(2, 10);
  });

  it('says so when the columns are the same', () => {
    expect(solveLeastSquares([Float64Array.of(1, 2), Float64Array.of(1, 2)], Float64Array.of(1, 2), 0)).toBeNull();
  });
});

describe('quantiles', () => {
  it('takes the median and the spread by hand', () => {
    expect(median([3, 1, 2, 10])).toBe(2.5);
    // Median 3, deviations 2 1 0 1 97: their median 1.
    expect(robustSpread([1, 2, 3, 4, 100])).toBeCloseTo(1.4826, 10);
  });

  it('takes the conformal rank: of 19 scores the 95% quantile is the largest', () => {
    const scores = Float64Array.from({ length: 19 }, (_, i) => i + 1);
    expect(conformalQuantile(scores, 0.95, 19)).toBe(19);
    // ⌈20 · 0.8⌉ = 16.
    expect(conformalQuantile(scores, 0.8, 19)).toBe(16);
  });

  it('is wider when fewer of the scores are independent', () => {
    const scores = Float64Array.from({ length: 1000 }, (_, i) => i + 1);
    expect(conformalQuantile(scores, 0.8, 10)).toBeGreaterThan(conformalQuantile(scores, 0.8, 1000));
    expect(conformalQuantile(scores, 0.95, 5)).toBeGreaterThan(1000);
  });
});

describe('step dates', () => {
  it('walks days, weeks and months of the calendar', () => {
    expect(addSteps('2024-02-28', 'day', 2)).toBe('2024-03-01');
    expect(addSteps('2024-12-30', 'week', 1)).toBe('2025-01-06');
    expect(addSteps('2024-11-01', 'month', 3)).toBe('2025-02-01');
    expect(addSteps('2024-01-31', 'month', 1)).toBe('2024-02-29');
    expect(addSteps('2024-03-01', 'month', -14)).toBe('2023-01-01');
  });

  it('knows weekdays: 22 November 2026 is a Sunday', () => {
    expect(weekdayOfDay(dayNumber('2026-11-22'))).toBe(6);
    expect(weekdayOfDay(dayNumber('1970-01-01'))).toBe(3);
    expect(weekdayOfDay(dayNumber('1969-12-29'))).toBe(0);
  });
});
