import { describe, expect, test } from 'vitest';
import { chanceOfAtMost, summariseScores } from '../../../skills/forecast-accuracy/summarise-scores.ts';
import type { ForecastScore } from '../../../src/contracts/forecast.ts';

const score = (actual: number, expected: number, more: Partial<ForecastScore> = {}): ForecastScore => ({
  t: '2026-11-02',
  actual,
  expected,
  naive: null,
  low80: expected - 10,
  high80: expected + 10,
  low95: expected - 20,
  high95: expected + 20,
  ...more,
});

const repeat = (count: number, make: (at: number) => ForecastScore) =>
  Array.from({ length: count }, (_, at) => make(at));

describe('the miss', () => {
  test('is the sum of all misses over the sum of what came, so that a quiet day does not weigh like a busy one', () => {
    const summary = summariseScores([score(100, 110), score(10, 20), score(190, 150)]);
    // (10 + 10 + 40) / (100 + 10 + 190)
    expect(summary?.miss).toEqual({ mean: 20, share: 0.2 });
    expect(summary?.worst.actual).toBe(190);
  });

  test('of nothing but zeros has no share', () => {
    expect(summariseScores([score(0, 3), score(0, 1)])?.miss).toEqual({ mean: 2, share: null });
  });

  test('is held against the simple guess only where that is known', () => {
    const summary = summariseScores([score(100, 90, { naive: 80 }), score(100, 50), score(100, 100, { naive: 130 })]);
    expect(summary?.against).toEqual({
      count: 2,
      own: { mean: 5, share: 0.05 },
      naive: { mean: 25, share: 0.25 },
    });
    expect(summariseScores([score(1, 1)])?.against).toBeNull();
  });

  test('of no forecast is nothing', () => {
    expect(summariseScores([])).toBeNull();
  });
});

describe('the range', () => {
  const held = (inside: number, of: number) =>
    summariseScores(repeat(of, (at) => score(at < inside ? 100 : 200, 100)))?.range;

  test.each([
    [8, 9, 'unclear'],
    [24, 30, 'as-meant'],
    [20, 30, 'as-meant'],
    [15, 30, 'too-narrow'],
    [30, 30, 'too-wide'],
    [19, 20, 'as-meant'],
    [160, 200, 'as-meant'],
    [130, 200, 'too-narrow'],
  ])('%i of %i is %s', (inside, of, verdict) => {
    expect(held(inside, of)).toBe(verdict);
  });

  // pbinom(c(15, 24, 29, 140), c(30, 30, 30, 200), .8) of R 4.2
  test.each([
    [15, 30, 0.0002312256],
    [24, 30, 0.5724875624],
    [29, 30, 0.99876206],
    [140, 200, 0.0004976949],
  ])('at most %i of %i has the chance that R says', (inside, of, chance) => {
    expect(chanceOfAtMost(inside, of)).toBeCloseTo(chance, 9);
  });

  test('adds up for thousands, where single chances are too small for a double', () => {
    expect(chanceOfAtMost(4_000, 4_000)).toBeCloseTo(1, 9);
    expect(chanceOfAtMost(3_200, 4_000)).toBeGreaterThan(0.4);
  });
});

describe('the leaning', () => {
  const bias = (errors: readonly number[]) => summariseScores(errors.map((error) => score(100, 100 + error)))?.bias;

  test('is called one only where it is clear', () => {
    expect(bias([5, -5, 6, -4, 5, -6, 4, -5, 5, -4])?.verdict).toBe('even');
    const high = bias([5, 4, 6, 4, 5, 6, 4, 5, 5, 4]);
    expect(high?.verdict).toBe('high');
    expect(high?.size.share).toBeCloseTo(0.048, 12);
    expect(bias([-5, -4, -6, -4, -5, -6, -4, -5, -5, -4])?.verdict).toBe('low');
    expect(bias([50, 50, 50])?.verdict).toBe('unclear');
  });

  test('of forecasts that were all right is none', () => {
    expect(bias(new Array<number>(12).fill(0))?.verdict).toBe('even');
  });
});
