import type { IsoDate } from '../../../contracts/period.ts';
import { robustSpread } from '../numerics/quantiles.ts';
import type { ForecastWarning } from '../types.ts';
import { imputeMissing } from './impute-missing.ts';
import { classicalIndices, deseasonalise } from './season-indices.ts';

/** Looks for one change of level in the last ten seasons; at least this many steps must lie on either side. */
const SIDE = 7;

/** A change that is smaller than this share of the level is not worth a sentence. */
const NOTABLE = 0.15;

/** |t| of the difference of means from which a change counts: well above the 3.2 a search over ~60 places needs at 5%. */
const SURE = 5;

/**
 * The most likely single change of level lately: the split of the newest seasonally adjusted values with the largest
 * standardised difference of means (CUSUM; Page 1954), its noise taken from step-to-step differences so that the
 * change itself does not count as noise, and doubled for their autocorrelation. Returns null where none is sure.
 */
export function findLevelBreak(
  y: Float64Array,
  period: number,
  dateOf: (step: number) => IsoDate,
): Extract<ForecastWarning, { code: 'level-break' }> | null {
  const filled = imputeMissing(y, y.length, period);
  const seasonal = period > 1 && y.length >= 3 * period;
  const flat = seasonal ? deseasonalise(filled, classicalIndices(filled, period, 'additive')) : filled;
  const begin = Math.max(0, flat.length - Math.max(26, Math.min(70, 10 * period)));
  const recent = flat.subarray(begin);
  const n = recent.length;
  if (n < 3 * SIDE) return null;
  const steps = Float64Array.from({ length: n - 1 }, (_, i) => (recent[i + 1] ?? 0) - (recent[i] ?? 0));
  const noise = Math.max(robustSpread(steps) / Math.SQRT2, 1e-9 * Math.abs(recent[0] ?? 0));
  const total = recent.reduce((a, b) => a + b, 0);
  let best = { size: 0, at: 0, before: 0, after: 0 };
  let left = 0;
  for (let split = 1; split < n; split += 1) {
    left += recent[split - 1] ?? 0;
    if (split < SIDE || n - split < SIDE) continue;
    const before = left / split;
    const after = (total - left) / (n - split);
    const size = Math.abs(after - before) / (noise * Math.SQRT2 * Math.sqrt(1 / split + 1 / (n - split)));
    if (size > best.size) best = { size, at: split, before, after };
  }
  if (!(best.size > SURE) || best.before <= 0) return null;
  const change = best.after / best.before - 1;
  if (!Number.isFinite(change) || Math.abs(change) < NOTABLE) return null;
  return { code: 'level-break', t: dateOf(begin + best.at), change };
}
