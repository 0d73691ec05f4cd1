import { describe, expect, it } from 'vitest';
import { calibrateIntervals } from '../../../src/engines/forecaster/intervals/calibrate-intervals.ts';
import { stepIntervals, windowTotals } from '../../../src/engines/forecaster/intervals/make-intervals.ts';
import type { Interval } from '../../../src/engines/forecaster/types.ts';
import { seededNormal, seededRandom } from './seeded-random.ts';

const normal = seededNormal(seededRandom(21));
const STEPS = 7;
const LENGTH = 200;
const checked = Array.from({ length: 120 }, (_, k) => LENGTH - 120 + k).flatMap((origin) =>
  Array.from({ length: Math.min(STEPS, LENGTH - origin) }, (_, step) => ({
    origin,
    step,
    forecast: 0.5,
    actual: 0.5 + 0.05 * (1 + 0.1 * step) * normal(),
  })),
);
const calibration = calibrateIntervals(checked, STEPS);
const bounds = { scale: 200, floor: 0 };
const LEVELS = [0.01, 0.6, 0.99, 0.3];

/** All levels of an interval in percent, the narrowest first. */
function listBands(interval: Interval) {
  const standard = [
    { level: 50, low: interval.low50, high: interval.high50 },
    { level: 80, low: interval.low80, high: interval.high80 },
    { level: 95, low: interval.low95, high: interval.high95 },
  ];
  return [...standard, ...(interval.bands ?? [])].sort((a, b) => a.level - b.level);
}

function expectNested(interval: Interval, centre: number) {
  const bands = listBands(interval);
  bands.forEach(({ low, high }, i) => {
    expect(low).toBeLessThanOrEqual(centre);
    expect(high).toBeGreaterThanOrEqual(centre);
    expect(low).toBeLessThanOrEqual(bands[i - 1]?.low ?? Number.POSITIVE_INFINITY);
    expect(high).toBeGreaterThanOrEqual(bands[i - 1]?.high ?? Number.NEGATIVE_INFINITY);
  });
}

describe('intervals of steps', () => {
  const forecasts = Float64Array.of(0.5, 0.5, 0.02, 0, Number.NaN, 0.5, 0.5);
  const intervals = stepIntervals(forecasts, calibration, LEVELS, bounds);

  it('lie within one another at any level, in the order asked for', () => {
    intervals.forEach((interval, h) => {
      expect(interval.bands?.map(({ level }) => level)).toEqual([1, 60, 99, 30]);
      expectNested(interval, 200 * (forecasts[h] || 0));
    });
  });

  it('are about as wide as the errors were', () => {
    // A tenth of the mean; ±1.28 deviations of 10 hold 80%, and ±1.96 95%.
    const [first] = intervals;
    expect((first?.high80 ?? 0) - 100).toBeGreaterThan(0.85 * 12.8);
    expect((first?.high80 ?? 0) - 100).toBeLessThan(1.3 * 12.8);
    expect((first?.high95 ?? 0) - 100).toBeGreaterThan(0.9 * 19.6);
    expect((first?.high95 ?? 0) - 100).toBeLessThan(1.4 * 19.6);
  });

  it('widen with the steps ahead', () => {
    const width = (h: number) => (intervals[h]?.high80 ?? 0) - (intervals[h]?.low80 ?? 0);
    expect(width(6)).toBeGreaterThan(width(0));
  });

  it('stop at the floor', () => {
    expect(intervals[2]?.low95).toBe(0);
    expect(intervals[3]).toMatchObject({ low50: 0, low80: 0, low95: 0 });
    const free = stepIntervals(forecasts, calibration, [], { scale: 200, floor: Number.NEGATIVE_INFINITY });
    expect(free[3]?.low95).toBeLessThan(0);
    expect(free[3]?.bands).toBeUndefined();
  });

  it('are nothing but zeros on closed days', () => {
    const zeros = listBands(intervals[4] ?? listNothing());
    expect(zeros).toHaveLength(7);
    expect(zeros.every(({ low, high }) => low === 0 && high === 0)).toBe(true);
  });

  it('stay numbers at the end of the range', () => {
    const [wide] = stepIntervals(Float64Array.of(0.9), calibration, [0.99], { scale: 1e308, floor: 0 });
    expectNested(wide ?? listNothing(), 0.9e308);
    expect(listBands(wide ?? listNothing()).every(({ low, high }) => Number.isFinite(low + high / 2))).toBe(true);
  });
});

const listNothing = (): Interval => ({ low50: 1, high50: -1, low80: 1, high80: -1, low95: 1, high95: -1 });

describe('intervals of totals', () => {
  const forecasts = Float64Array.of(0.5, 0.5, 0.5, Number.NaN, 0.5, 0.5, 0.5);
  const steps = stepIntervals(forecasts, calibration, LEVELS, bounds);
  const past = { checked, calibration, length: LENGTH };
  const windows = [
    { from: 1, to: 7 },
    { from: 2, to: 2 },
    { from: 4, to: 4 },
  ];
  const totals = windowTotals(windows, forecasts, steps, past, LEVELS, bounds);

  it('hold the sum of the open steps', () => {
    expect(totals.map(({ mean }) => Math.round(mean))).toEqual([600, 100, 0]);
    totals.forEach((total) => {
      expectNested(total, total.mean);
    });
  });

  it('of one step are those of the step', () => {
    expect(totals[1]).toMatchObject({ low80: steps[1]?.low80, high95: steps[1]?.high95, bands: steps[1]?.bands });
    expect(totals[2]).toMatchObject({ mean: 0, spread: 0, low95: 0, high95: 0 });
  });

  it('are narrower than the steps together where errors cancel', () => {
    const added = steps.reduce((sum, { low80, high80 }) => sum + high80 - low80, 0);
    const [week] = totals;
    expect((week?.high80 ?? 0) - (week?.low80 ?? 0)).toBeLessThan(0.7 * added);
    // The spread is that of the 80% interval.
    expect(week?.spread).toBeCloseTo(((week?.high80 ?? 0) - (week?.low80 ?? 0)) / 2 / 1.2816, 2);
  });
});
