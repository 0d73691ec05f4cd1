import { describe, expect, it } from 'vitest';
import { minimiseSmooth } from '../../../../src/engines/forecaster/arima/minimise-smooth.ts';

const options = { maxEvaluations: 500, tolerance: 1e-12 };

describe('the quasi-Newton search', () => {
  it('walks Rosenbrock’s valley (1960) to its minimum at (1, 1)', () => {
    const valley = (x: Float64Array) => {
      const [a = 0, b = 0] = x;
      return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
    };
    const { x, evaluations } = minimiseSmooth(valley, Float64Array.of(-1.2, 1), options);
    expect(x[0]).toBeCloseTo(1, 2);
    expect(x[1]).toBeCloseTo(1, 2);
    expect(evaluations).toBeLessThan(520);
  });

  it('stays where a function is defined', () => {
    const wall = (x: Float64Array) => ((x[0] ?? 0) <= 0 ? Number.POSITIVE_INFINITY : (x[0] ?? 0) - Math.log(x[0] ?? 0));
    expect(minimiseSmooth(wall, Float64Array.of(0.05), options).x[0]).toBeCloseTo(1, 3);
  });

  it('answers without anything to move, and where the start is not allowed', () => {
    expect(minimiseSmooth(() => 3, new Float64Array(0), options)).toMatchObject({ value: 3, evaluations: 1 });
    expect(minimiseSmooth(() => Number.POSITIVE_INFINITY, Float64Array.of(1), options).evaluations).toBe(1);
  });
});
