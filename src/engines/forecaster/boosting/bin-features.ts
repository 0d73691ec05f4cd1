/** One feature cut into bins. Bin 0 holds missing values; a value x is in bin 1 + (number of cuts below x). */
export interface BinnedFeature {
  /** A bin for each row. */
  readonly bins: Uint8Array;
  /** Ascending; a split after bin b sends x ≤ cuts[b − 1] to the left. */
  readonly cuts: Float64Array;
}

/** Bins of a feature, the one for missing values among them. */
export const MAX_BINS = 64;

/**
 * Cuts features into at most 64 bins of about equal numbers of rows (as histogram trees do: Ke et al. 2017,
 * "LightGBM"); up to 63 different values each have a bin of their own. NaN is missing. Infinite values are values.
 */
export function binFeatures(features: readonly Float64Array[]): BinnedFeature[] {
  return features.map((feature) => {
    const cuts = findCuts(feature);
    return { cuts, bins: Uint8Array.from(feature, (value) => findBin(value, cuts)) };
  });
}

function findCuts(feature: Float64Array): Float64Array {
  const sorted = feature.filter((value) => !Number.isNaN(value)).sort();
  const most = MAX_BINS - 2;
  const edges: number[] = [];
  for (let i = 1; i < sorted.length; i += 1) if ((sorted[i] ?? 0) > (sorted[i - 1] ?? 0)) edges.push(i);
  if (edges.length > most) {
    const chosen = new Set<number>();
    let at = 0;
    for (let k = 1; k <= most; k += 1) {
      const rank = (k * sorted.length) / (most + 1);
      while (at < edges.length - 1 && (edges[at] ?? 0) < rank) at += 1;
      chosen.add(edges[at] ?? 0);
    }
    edges.splice(0, edges.length, ...chosen);
  }
  return Float64Array.from(edges, (i) => between(sorted[i - 1] ?? 0, sorted[i] ?? 0));
}

/** A number from `low` up to, but not including, `high`: the middle where there is one. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
}

function findBin(value: number, cuts: Float64Array): number {
  if (Number.isNaN(value)) return 0;
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
