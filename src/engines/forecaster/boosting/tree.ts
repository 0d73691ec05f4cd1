import type { BinnedFeature } from './bin-features.ts';

/** A regression tree; nodes by number, 0 is the root. */
export interface Tree {
  /** Feature a node splits on, −1 for a leaf. */
  readonly feature: Int16Array;
  /** Bin up to which rows go left, and the feature's value that this bin ends with. */
  readonly bin: Uint8Array;
  readonly threshold: Float64Array;
  /** Where rows without a value go. */
  readonly missingLeft: Uint8Array;
  readonly left: Int16Array;
  readonly right: Int16Array;
  /** Of leaves. */
  readonly value: Float64Array;
}

export function makeTree(mostNodes: number): Tree {
  return {
    feature: new Int16Array(mostNodes).fill(-1),
    bin: new Uint8Array(mostNodes),
    threshold: new Float64Array(mostNodes),
    missingLeft: new Uint8Array(mostNodes),
    left: new Int16Array(mostNodes),
    right: new Int16Array(mostNodes),
    value: new Float64Array(mostNodes),
  };
}

/** The leaf of a row given as the features' values, NaN where missing. */
export function findLeaf(tree: Tree, row: Float64Array): number {
  let node = 0;
  for (let feature = tree.feature[0] ?? -1; feature >= 0; feature = tree.feature[node] ?? -1) {
    const value = row[feature] ?? Number.NaN;
    const goesLeft = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value <= (tree.threshold[node] ?? 0);
    node = (goesLeft ? tree.left[node] : tree.right[node]) ?? 0;
  }
  return node;
}

/** The leaf of row number `row` of binned features. */
export function findBinnedLeaf(tree: Tree, features: readonly BinnedFeature[], row: number): number {
  let node = 0;
  for (let feature = tree.feature[0] ?? -1; feature >= 0; feature = tree.feature[node] ?? -1) {
    const bin = features[feature]?.bins[row] ?? 0;
    const goesLeft = bin === 0 ? tree.missingLeft[node] === 1 : bin <= (tree.bin[node] ?? 0);
    node = (goesLeft ? tree.left[node] : tree.right[node]) ?? 0;
  }
  return node;
}
