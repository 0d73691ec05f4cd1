import { median } from '../numerics/quantiles.ts';

/**
 * A copy of `y[0 … length)` with NaN filled by a local level plus the median seasonal deviation of the phase.
 * Only decompositions and starting values read it: models skip missing steps instead.
 * A phase that is never observed (a shop closed each Monday) takes the level alone.
 */
export function imputeMissing(y: Float64Array, length: number, period: number): Float64Array {
  const filled = y.slice(0, length);
  const missing: number[] = [];
  for (let t = 0; t < length; t += 1) if (Number.isNaN(filled[t])) missing.push(t);
  if (missing.length === 0) return filled;

  const level = localLevel(y, length, Math.max(period, 3));
  const byPhase: number[][] = Array.from({ length: period }, () => []);
  for (let t = 0; t < length; t += 1) {
    const value = y[t] ?? Number.NaN;
    if (!Number.isNaN(value)) byPhase[t % period]?.push(value - (level[t] ?? 0));
  }
  const deviation = byPhase.map((values) => (values.length === 0 ? 0 : median(values)));
  for (const t of missing) filled[t] = (level[t] ?? 0) + (deviation[t % period] ?? 0);
  return filled;
}

/** Mean of the observed values within `reach` steps to both sides; the nearest earlier mean where there is none. */
function localLevel(y: Float64Array, length: number, reach: number): Float64Array {
  const sums = new Float64Array(length + 1);
  const counts = new Float64Array(length + 1);
  for (let t = 0; t < length; t += 1) {
    const value = y[t] ?? Number.NaN;
    const known = !Number.isNaN(value);
    sums[t + 1] = (sums[t] ?? 0) + (known ? value : 0);
    counts[t + 1] = (counts[t] ?? 0) + (known ? 1 : 0);
  }
  const level = new Float64Array(length);
  let last = (sums[length] ?? 0) / Math.max(1, counts[length] ?? 0);
  for (let t = 0; t < length; t += 1) {
    const from = Math.max(0, t - reach);
    const to = Math.min(length, t + reach + 1);
    const count = (counts[to] ?? 0) - (counts[from] ?? 0);
    if (count > 0) last = ((sums[to] ?? 0) - (sums[from] ?? 0)) / count;
    level[t] = last;
  }
  return level;
}
