import { describe, expect, it } from 'vitest';
import { judgeTarget } from '../../../skills/forecast-metric/judge-target.ts';
import { countSteps, fillGaps, findEarlier, planWindow } from '../../../skills/forecast-metric/plan-window.ts';
import { roundRange } from '../../../skills/forecast-metric/round-range.ts';
import type { SeriesPoint } from '../../../src/metrics/metric-series.ts';
import { makePoints } from '../forecaster/make-points.ts';

/** 28 days from Monday, 1 January 2024 to Sunday, 28 January; the value is the day of the month. */
const january: readonly SeriesPoint[] = makePoints(Array.from({ length: 28 }, (_, i) => i + 1));

describe('the window', () => {
  it('counts steps from the newest day', () => {
    const window = planWindow(january, 'day', 'monday', { start: '2024-02-05', end: '2024-02-11' });
    expect(window).toEqual({ from: 8, to: 14, period: { start: '2024-02-05', end: '2024-02-11' }, known: [] });
  });

  it('keeps what is in already of a month that has begun', () => {
    const window = planWindow(january, 'day', 'monday', { start: '2024-01-01', end: '2024-01-31' });
    expect(window).toMatchObject({ from: 1, to: 3 });
    expect(window?.known).toHaveLength(28);
  });

  it('is none where the data covers it', () => {
    expect(planWindow(january, 'day', 'monday', { start: '2024-01-20', end: '2024-01-28' })).toBeNull();
  });

  it('takes whole weeks by the company’s week', () => {
    const weeks = makePoints([1, 2, 3], 'week');
    const asked = { start: '2024-01-24', end: '2024-01-31' };
    expect(planWindow(weeks, 'week', 'monday', asked)).toMatchObject({
      from: 1,
      to: 2,
      period: { start: '2024-01-22', end: '2024-02-04' },
    });
  });

  it('counts months over the end of a year', () => {
    expect(countSteps('2023-11-01', '2024-02-01', 'month')).toBe(3);
  });

  it('fills the holes of a monthly series with gaps', () => {
    const points = makePoints([1, 2, 3, 4], 'month').toSpliced(1, 2);
    expect(fillGaps(points, 'month').map(({ t, state }) => `${t} ${state}`)).toEqual([
      '2024-01-01 open',
      '2024-02-01 gap',
      '2024-03-01 gap',
      '2024-04-01 open',
    ]);
  });

  it('compares with the newest whole stretch on the same weekdays', () => {
    // Monday 5 to Friday 9 February: the last Monday to Friday in the data are 22 to 26 January.
    const window = planWindow(january, 'day', 'monday', { start: '2024-02-05', end: '2024-02-09' });
    if (window === null) throw new Error('no window');
    expect(findEarlier(january, window, 'day')?.period).toEqual({ start: '2024-01-22', end: '2024-01-26' });
    const holes = january.with(23, { t: '2024-01-24', y: null, state: 'gap' });
    expect(findEarlier(holes, window, 'day')).toBeNull();
  });
});

describe('rounding', () => {
  const range = { value: 12_348, low80: 10_912, high80: 13_784, low95: 10_100, high95: 14_600 };

  it('goes to about a tenth of the width', () => {
    expect(roundRange(range, 'currency')).toMatchObject({ value: 12_300, low80: 10_900, high80: 13_800 });
  });

  it('keeps counts whole and fractions clean', () => {
    const few = { value: 2.4, low80: 1.1, high80: 3.9, low95: 0.4, high95: 5 };
    expect(roundRange(few, 'count')).toMatchObject({ value: 2, low80: 1, high80: 4 });
    const share = { value: 0.3123, low80: 0.2987, high80: 0.3301, low95: 0.29, high95: 0.34 };
    expect(roundRange(share, 'percent')).toMatchObject({ value: 0.312, low80: 0.299, high80: 0.33 });
  });

  it('leaves a range without width as it is', () => {
    const flat = { value: 7.5, low80: 7.5, high80: 7.5, low95: 7.5, high95: 7.5 };
    expect(roundRange(flat, 'currency')).toEqual(flat);
  });
});

describe('the chance of a target', () => {
  const range = { value: 100, low80: 90, high80: 110, low95: 85, high95: 115 };

  it.each([
    // The 80% range leaves 10% on each side: 90 is reached with 90%, 110 with 10%.
    [89, 'very likely'],
    [95, 'likely'],
    [100, 'about even'],
    [105, 'unlikely'],
    [111, 'very unlikely'],
  ])('of %i is %s', (target, words) => {
    expect(judgeTarget(range, target)).toBe(words);
  });

  it('is sure where nothing ever varied', () => {
    const flat = { value: 7, low80: 7, high80: 7, low95: 7, high95: 7 };
    expect(judgeTarget(flat, 7)).toBe('very likely');
    expect(judgeTarget(flat, 8)).toBe('very unlikely');
  });
});
