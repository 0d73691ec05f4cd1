import type { BinnedFeature } from './bin-features.ts';
import { MAX_BINS } from './bin-features.ts';

export interface SplitRules {
  /** Least number of rows on each side. */
  readonly minLeaf: number;
  /** λ of the leaf's value −G/(H + λ). */
  readonly l2: number;
}

export interface Split {
  readonly feature: number;
  /** Rows of bins 1 … bin go left. */
  readonly bin: number;
  readonly missingLeft: boolean;
  readonly gain: number;
}

const sums = new Float64Array(MAX_BINS);
const counts = new Float64Array(MAX_BINS);

/**
 * The split of `rows` with the largest gain G_L²/(H_L+λ) + G_R²/(H_R+λ) − G²/(H+λ) over all features, bins and both
 * ways for missing values (Chen & Guestrin 2016, "XGBoost", eq. 7 and algorithm 3), from one histogram a feature. The
 * loss has a second derivative of one, so H counts rows. Of equal gains the first stays. Where no value is missing,
 * later missing ones go with the larger side. Null where nothing gains.
 */
export function findSplit(
  features: readonly BinnedFeature[],
  columns: Int32Array,
  rows: Int32Array,
  gradient: Float64Array,
  { minLeaf, l2 }: SplitRules,
): Split | null {
  const count = rows.length;
  let total = 0;
  for (let i = 0; i < count; i += 1) total += gradient[rows[i] ?? 0] ?? 0;
  const whole = (total * total) / (count + l2);
  let best: Split | null = null;
  // Below this a gain is rounding.
  let highest = 1e-12 * whole + Number.MIN_VALUE;
  for (let c = 0; c < columns.length; c += 1) {
    const feature = columns[c] ?? 0;
    const binned = features[feature];
    if (binned === undefined) continue;
    const last = binned.cuts.length + 1;
    fillHistogram(binned.bins, rows, gradient, last);
    const missing = counts[0] ?? 0;
    const missingSum = sums[0] ?? 0;
    let seen = 0;
    let seenSum = 0;
    // The last bin splits values from missing ones.
    for (let bin = 1; bin <= last; bin += 1) {
      const here = counts[bin] ?? 0;
      if (here === 0) continue;
      seen += here;
      seenSum += sums[bin] ?? 0;
      for (let way = 0; way < (missing > 0 ? 2 : 1); way += 1) {
        const left = way === 0 ? seen : seen + missing;
        const right = count - left;
        if (left < minLeaf || right < minLeaf) continue;
        const leftSum = way === 0 ? seenSum : seenSum + missingSum;
        const rightSum = total - leftSum;
        const gain = (leftSum * leftSum) / (left + l2) + (rightSum * rightSum) / (right + l2) - whole;
        if (gain <= highest) continue;
        highest = gain;
        best = { feature, bin, missingLeft: missing > 0 ? way === 1 : left > right, gain };
      }
    }
  }
  return best;
}

/** Sums of the gradient and numbers of rows by bin, 0 … last. */
function fillHistogram(bins: Uint8Array, rows: Int32Array, gradient: Float64Array, last: number): void {
  sums.fill(0, 0, last + 1);
  counts.fill(0, 0, last + 1);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] ?? 0;
    const bin = bins[row] ?? 0;
    sums[bin] = (sums[bin] ?? 0) + (gradient[row] ?? 0);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
}
