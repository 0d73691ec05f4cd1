/** Sorted copy of the finite values. */
function sortFinite(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).filter(Number.isFinite).sort();
}

/** Median of the finite values; NaN of none. */
export function median(values: ArrayLike<number>): number {
  const sorted = sortFinite(values);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  if (sorted.length % 2 === 1) return sorted[half] ?? Number.NaN;
  return ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/** Median absolute deviation × 1.4826: the standard deviation where values are normal. */
export function robustSpread(values: ArrayLike<number>): number {
  const centre = median(values);
  return 1.4826 * median(Float64Array.from(values, (v) => Math.abs(v - centre)));
}

/**
 * The finite-sample conformal quantile of sorted scores (Vovk et al. 2005): the ⌈(n+1)·level⌉-th smallest,
 * read at the matching place of `sorted` when only `effective` of its values are independent.
 * Where that is beyond the largest score (too few independent ones) the largest is stretched a little.
 */
export function conformalQuantile(sorted: Float64Array, level: number, effective: number): number {
  const count = sorted.length;
  if (count === 0) return 0;
  const independent = Math.max(1, Math.min(count, effective));
  const rank = ((independent + 1) * level) / independent;
  if (rank > 1) return (sorted[count - 1] ?? 0) * rank ** 2;
  const position = Math.ceil(rank * count) - 1;
  return sorted[Math.max(0, Math.min(count - 1, position))] ?? 0;
}
