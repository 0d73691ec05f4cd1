import type { BinnedFeature } from './bin-features.ts';
import type { SplitRules } from './find-split.ts';
import { findSplit } from './find-split.ts';
import type { Tree } from './tree.ts';
import { makeTree } from './tree.ts';

export interface TreeRules extends SplitRules {
  /** Splits between the root and a leaf, 1–8. */
  readonly maxDepth: number;
}

/**
 * A tree that lowers the loss whose slope at each row is `gradient`. `leafValue` gives a leaf its value from its rows.
 */
export function growTree(
  features: readonly BinnedFeature[],
  columns: Int32Array,
  rows: Int32Array,
  gradient: Float64Array,
  rules: TreeRules,
  leafValue: (rows: Int32Array) => number,
): Tree {
  const tree = makeTree(2 ** (rules.maxDepth + 1) - 1);
  let used = 1;
  const grow = (node: number, own: Int32Array, depth: number): void => {
    const mayGrow = depth < rules.maxDepth && own.length >= 2 * rules.minLeaf;
    const split = mayGrow ? findSplit(features, columns, own, gradient, rules) : null;
    const binned = split === null ? undefined : features[split.feature];
    if (split === null || binned === undefined) {
      tree.value[node] = leafValue(own);
      return;
    }
    const leftCount = partition(own, binned.bins, split.bin, split.missingLeft);
    tree.feature[node] = split.feature;
    tree.bin[node] = split.bin;
    tree.threshold[node] = binned.cuts[split.bin - 1] ?? Number.POSITIVE_INFINITY;
    tree.missingLeft[node] = split.missingLeft ? 1 : 0;
    const left = used;
    used += 2;
    tree.left[node] = left;
    tree.right[node] = left + 1;
    grow(left, own.subarray(0, leftCount), depth + 1);
    grow(left + 1, own.subarray(leftCount), depth + 1);
  };
  grow(0, rows.slice(), 0);
  return tree;
}

/** Brings the rows that go left to the front of `rows`, both sides in their old order; how many they are. */
function partition(rows: Int32Array, bins: Uint8Array, last: number, missingLeft: boolean): number {
  const right = new Int32Array(rows.length);
  let leftCount = 0;
  let rightCount = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] ?? 0;
    const bin = bins[row] ?? 0;
    if (bin === 0 ? missingLeft : bin <= last) {
      rows[leftCount] = row;
      leftCount += 1;
    } else {
      right[rightCount] = row;
      rightCount += 1;
    }
  }
  rows.set(right.subarray(0, rightCount), leftCount);
  return leftCount;
}
