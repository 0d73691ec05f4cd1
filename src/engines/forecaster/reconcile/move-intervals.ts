import type { BaseForecast, ReconciledForecast, StepBand, WindowBands } from './types.ts';

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/**
 * An interval whose centre moved goes with it and stays as wide, so that narrow ones stay within wide ones. A low end
 * that stood on the floor stays there, and none falls below it. It always holds its centre.
 */
function moveInterval({ low, high }: Bounds, from: number, to: number, floor: number): Bounds {
  const shift = to - from;
  const moved = low <= floor ? floor : Math.max(floor, low + shift);
  return {
    low: Number.isFinite(moved) ? Math.min(moved, to) : to,
    high: Number.isFinite(high + shift) ? Math.max(high + shift, to) : to,
  };
}

/** The forecast around its new centre; NaN is a closed step, where everything is zero. */
export function moveForecast(base: BaseForecast, mean: Float64Array, floor: number): ReconciledForecast {
  const moveBand = ({ level, low, high }: StepBand): StepBand => {
    const moved = Array.from(mean, (to, h) => {
      const from = base.mean[h] ?? Number.NaN;
      if (Number.isNaN(to) || Number.isNaN(from)) return { low: 0, high: 0 };
      return moveInterval({ low: low[h] ?? Number.NaN, high: high[h] ?? Number.NaN }, from, to, floor);
    });
    return {
      level,
      low: Float64Array.from(moved, (bounds) => bounds.low),
      high: Float64Array.from(moved, (bounds) => bounds.high),
    };
  };
  const moveWindow = ({ from, to, bands }: WindowBands) => {
    const before = sumSteps(base.mean, from, to);
    const after = sumSteps(mean, from, to);
    const moved = bands.map(({ level, low, high }) => ({
      level,
      ...moveInterval({ low, high }, before, after, floor),
    }));
    return { from, to, mean: after, bands: moved };
  };
  return {
    id: base.id,
    mean: mean.map((value) => (Number.isNaN(value) ? 0 : value)),
    bands: base.bands.map(moveBand),
    windows: base.windows.map(moveWindow),
  };
}

/** Sum of the inclusive steps from 1; closed ones are zero. */
function sumSteps(values: Float64Array, from: number, to: number): number {
  return values.subarray(from - 1, to).reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
}
