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
    const isLeft = (row: number) => {
      const bin = binned.bins[row] ?? 0;
      return bin === 0 ? split.missingLeft : bin <= split.bin;
    };
    tree.feature[node] = split.feature;
    tree.bin[node] = split.bin;
    tree.threshold[node] = binned.cuts[split.bin - 1] ?? Number.POSITIVE_INFINITY;
    tree.missingLeft[node] = split.missingLeft ? 1 : 0;
    const left = used;
    used += 2;
    tree.left[node] = left;
    tree.right[node] = left + 1;
    grow(left, own.filter(isLeft), depth + 1);
    grow(
      left + 1,
      own.filter((row) => !isLeft(row)),
      depth + 1,
    );
  };
  grow(0, rows, 0);
  return tree;
}
