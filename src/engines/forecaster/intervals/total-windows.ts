import { conformalQuantile } from '../numerics/quantiles.ts';
import type { Calibration, Checked } from './calibrate-intervals.ts';
import { growthAt, sizeOf } from './calibrate-intervals.ts';

/**
 * Half-width at a level (a fraction) for the total of steps `from … to` (from 0, inclusive), calibrated on the errors
 * of totals over the same steps in the backtest. `forecasts[step]` is the forecast, NaN where closed; `length` the
 * steps of history.
 *
 * Where the past holds too few such totals (fewer than 12, or beyond the checked horizon) the longest window that
 * has enough says how much smaller the error of a total is than the sum of the errors, and that share is applied
 * to the sum of the single widths: never narrower than what was seen.
 */
export function totalWidth(
  checked: readonly Checked[],
  calibration: Calibration,
  forecasts: Float64Array,
  length: number,
  from: number,
  to: number,
): (level: number) => number {
  const byOrigin = Map.groupBy(checked, ({ origin }) => origin);
  const single = (first: number, last: number) => {
    let size = 0;
    for (let step = first; step <= last; step += 1) {
      const forecast = forecasts[step] ?? Number.NaN;
      if (Number.isNaN(forecast)) continue;
      size += growthAt(calibration, step) * sizeOf(forecast, calibration.exponent, calibration.floor);
    }
    return size;
  };
  const size = single(from, to);
  const tried = [{ first: from, last: to }];
  const steps = calibration.growth.length;
  for (let length = Math.min(to - from + 1, steps); length >= 1; length = Math.floor(length / 2)) {
    tried.push({ first: 0, last: length - 1 });
  }
  for (const { first, last } of tried) {
    if (last >= steps) continue;
    const scores = scoreTotals(byOrigin, calibration, length, first, last);
    if (scores.length < 12) continue;
    const covered = (last - first + 1) / 2;
    const independent = Math.ceil(scores.length / Math.max(1, covered));
    // With few that are independent the outer levels would otherwise be guesses far beyond what was seen.
    return (level) => conformalQuantile(scores, level, Math.max(level > 0.8 ? 20 : 10, independent)) * size;
  }
  return (level) => conformalQuantile(calibration.scores, level, calibration.independent) * size;
}

/** |Σ error| / Σ typical size, for each origin that saw at least half of the window, sorted. */
function scoreTotals(
  byOrigin: ReadonlyMap<number, readonly Checked[]>,
  calibration: Calibration,
  length: number,
  first: number,
  last: number,
): Float64Array {
  const scores: number[] = [];
  for (const [origin, rows] of byOrigin) {
    if (origin + last >= length) continue;
    let error = 0;
    let size = 0;
    let count = 0;
    for (const { step, actual, forecast } of rows) {
      if (step < first || step > last) continue;
      error += actual - forecast;
      size += growthAt(calibration, step) * sizeOf(forecast, calibration.exponent, calibration.floor);
      count += 1;
    }
    if (count * 2 > last - first) scores.push(size > 0 ? Math.abs(error) / size : 0);
  }
  return Float64Array.from(scores).sort();
}
