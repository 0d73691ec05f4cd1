import { holdFinite } from '../numerics/hold-finite.ts';
import type { Band, ForecastWindow, Interval, WindowTotal } from '../types.ts';
import type { Calibration, Checked } from './calibrate-intervals.ts';
import { halfWidth } from './calibrate-intervals.ts';
import { totalWidth } from './total-windows.ts';

/** How scaled values become the series' own. */
export interface Bounds {
  readonly scale: number;
  /** No interval goes below, in scaled units. */
  readonly floor: number;
}

const STANDARD = [0.5, 0.8, 0.95];

/** Standard deviations in half of an 80% interval of a normal distribution. */
const Z80 = 1.2815515655446004;

export const CLOSED: Interval = { low50: 0, high50: 0, low80: 0, high80: 0, low95: 0, high95: 0 };

/** Intervals of every step; `forecasts` is NaN where closed, and `levels` are fractions beside the standard ones. */
export function stepIntervals(
  forecasts: Float64Array,
  calibration: Calibration,
  levels: readonly number[],
  bounds: Bounds,
): readonly Interval[] {
  return Array.from(forecasts, (value, h) => {
    if (Number.isNaN(value)) return closedInterval(levels);
    return makeInterval(value, (level) => halfWidth(calibration, level, h, value), levels, bounds);
  });
}

/** Totals of stretches, with intervals calibrated on totals. `length`: steps of history. */
export function windowTotals(
  windows: readonly ForecastWindow[],
  forecasts: Float64Array,
  steps: readonly Interval[],
  past: { readonly checked: readonly Checked[]; readonly calibration: Calibration; readonly length: number },
  levels: readonly number[],
  bounds: Bounds,
): readonly WindowTotal[] {
  return windows.map(({ from, to }) => {
    const open = forecasts.subarray(from - 1, to).filter((value) => !Number.isNaN(value));
    const total = open.reduce((sum, value) => sum + value, 0);
    const width = totalWidth(past.checked, past.calibration, forecasts, past.length, from - 1, to - 1);
    // One step is its own total.
    const single = from === to ? steps[from - 1] : undefined;
    const interval = single ?? makeInterval(total, width, levels, bounds);
    const half = single === undefined ? unscale(width(0.8), bounds.scale) : (single.high80 - single.low80) / 2;
    return { from, to, mean: unscale(total, bounds.scale), spread: holdFinite(half / Z80), ...interval };
  });
}

/** Levels that lie within one another: a wider one never ends before a narrower one. */
function makeInterval(
  centre: number,
  half: (level: number) => number,
  levels: readonly number[],
  { scale, floor }: Bounds,
): Interval {
  const place = (level: number, reach: number): Band => ({
    level,
    low: unscale(Math.min(centre, Math.max(floor, centre - reach)), scale),
    high: unscale(centre + reach, scale),
  });
  const reaches = new Map<number, number>();
  let widest = 0;
  for (const level of [...STANDARD, ...levels].sort((a, b) => a - b)) {
    widest = Math.max(widest, half(level));
    reaches.set(level, widest);
  }
  const at = (level: number) => place(level, reaches.get(level) ?? widest);
  const [half50, half80, half95] = [at(0.5), at(0.8), at(0.95)];
  return {
    low50: half50.low,
    high50: half50.high,
    low80: half80.low,
    high80: half80.high,
    low95: half95.low,
    high95: half95.high,
    ...(levels.length > 0 ? { bands: levels.map((level) => ({ ...at(level), level: percent(level) })) } : {}),
  };
}

function closedInterval(levels: readonly number[]): Interval {
  if (levels.length === 0) return CLOSED;
  return { ...CLOSED, bands: levels.map((level) => ({ level: percent(level), low: 0, high: 0 })) };
}

const percent = (level: number): number => Math.round(level * 1e6) / 1e4;

/** Back to the series' own size, never beyond what a number can hold. */
export const unscale = (value: number, scale: number): number => holdFinite(value * scale);
