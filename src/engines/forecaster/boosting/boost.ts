import type { BinnedFeature } from './bin-features.ts';
import { binFeatures } from './bin-features.ts';
import type { TreeRules } from './grow-tree.ts';
import { growTree } from './grow-tree.ts';
import type { Loss } from './losses.ts';
import { bestStep, fillGradient, meanLoss } from './losses.ts';
import { drawSome, seedDraw } from './seeded-draw.ts';
import type { Tree } from './tree.ts';
import { findBinnedLeaf, findLeaf } from './tree.ts';

export interface BoostSettings extends TreeRules {
  readonly loss: Loss;
  /** Most trees. */
  readonly rounds: number;
  /** Shrinkage: the share of a tree's answer that is used, above 0 to 1. */
  readonly learningRate: number;
  /** Shares of rows and of features a tree may see, above 0 to 1. */
  readonly rowShare: number;
  readonly columnShare: number;
  readonly seed: number;
  /**
   * Rows are in order of time: the share `tail` at the end is held back, trees are added until `patience` of them in
   * a row made it no better, and as many as were best are then grown on all rows. Absent: all rounds.
   */
  readonly earlyStop?: { readonly tail: number; readonly patience: number };
}

export interface BoostedTrees {
  /** The answer before any tree: the mean or the quantile of the targets. */
  readonly start: number;
  readonly learningRate: number;
  readonly trees: readonly Tree[];
}

export interface BoostResult {
  readonly model: BoostedTrees;
  /** The model's answer for each row it learned from. */
  readonly fitted: Float64Array;
  /** Null where there was no early stop: not asked for, or too few rows. */
  readonly held: HeldBack | null;
}

/** What the trees of the early stop said of the rows held back from them, beside their targets. */
export interface HeldBack {
  readonly target: Float64Array;
  readonly predicted: Float64Array;
}

/**
 * Gradient boosting (Friedman 2001, 2002) with histogram trees. `features`: one column a feature, a value a row, NaN
 * where missing. `target`: a finite value a row. Pure: the same input and seed give the same trees.
 */
export function boost(features: readonly Float64Array[], target: Float64Array, settings: BoostSettings): BoostResult {
  return boostBinned(binFeatures(features), target, settings);
}

/** The same on features that are cut into bins already, for several runs over the same rows. */
export function boostBinned(
  binned: readonly BinnedFeature[],
  target: Float64Array,
  settings: BoostSettings,
): BoostResult {
  const rows = Int32Array.from(target, (_, row) => row);
  const { earlyStop, rounds } = settings;
  const count = earlyStop === undefined ? 0 : Math.round(earlyStop.tail * rows.length);
  if (earlyStop === undefined || count < 1 || rows.length - count < 2 * settings.minLeaf) {
    const { model, predicted } = addTrees(binned, target, rows, settings, rounds);
    return { model, fitted: predicted, held: null };
  }
  const split = rows.length - count;
  const tail = rows.subarray(split);
  const watch = { rows: tail, patience: earlyStop.patience };
  const first = addTrees(binned, target, rows.subarray(0, split), settings, rounds, watch);
  const best = { ...first.model, trees: first.model.trees.slice(0, first.bestRounds) };
  const { model, predicted } = addTrees(binned, target, rows, settings, first.bestRounds);
  return {
    model,
    fitted: predicted,
    held: {
      target: target.slice(split),
      predicted: Float64Array.from(tail, (row) => predictBinned(best, binned, row)),
    },
  };
}

/** The answer for a row given as the features' values, NaN where missing. */
export function predictRow({ start, learningRate, trees }: BoostedTrees, row: Float64Array): number {
  let sum = 0;
  for (const tree of trees) sum += tree.value[findLeaf(tree, row)] ?? 0;
  return start + learningRate * sum;
}

function predictBinned(model: BoostedTrees, features: readonly BinnedFeature[], row: number): number {
  let sum = 0;
  for (const tree of model.trees) sum += tree.value[findBinnedLeaf(tree, features, row)] ?? 0;
  return model.start + model.learningRate * sum;
}

function addTrees(
  features: readonly BinnedFeature[],
  target: Float64Array,
  rows: Int32Array,
  settings: BoostSettings,
  rounds: number,
  watch?: { readonly rows: Int32Array; readonly patience: number },
): { readonly model: BoostedTrees; readonly bestRounds: number; readonly predicted: Float64Array } {
  const { loss, learningRate, l2 } = settings;
  const draw = seedDraw(settings.seed);
  const columns = Int32Array.from(features, (_, column) => column);
  const columnCount = Math.max(1, Math.round(settings.columnShare * columns.length));
  const rowCount = Math.max(1, Math.round(settings.rowShare * rows.length));
  const predicted = new Float64Array(target.length);
  const start = bestStep(loss, rows, target, predicted, 0);
  predicted.fill(start);
  const gradient = new Float64Array(target.length);
  const trees: Tree[] = [];
  let bestRounds = 0;
  let bestLoss = watch === undefined ? 0 : meanLoss(loss, watch.rows, target, predicted);
  for (let round = 1; round <= rounds; round += 1) {
    fillGradient(loss, rows, target, predicted, gradient);
    const seenRows = drawSome(rows, rowCount, draw);
    const seenColumns = drawSome(columns, columnCount, draw);
    const tree = growTree(features, seenColumns, seenRows, gradient, settings, (leaf) =>
      bestStep(loss, leaf, target, predicted, l2),
    );
    trees.push(tree);
    addAnswers(tree, features, rows, learningRate, predicted);
    if (watch === undefined) continue;
    addAnswers(tree, features, watch.rows, learningRate, predicted);
    const now = meanLoss(loss, watch.rows, target, predicted);
    if (now < bestLoss) {
      bestLoss = now;
      bestRounds = round;
    } else if (round - bestRounds >= watch.patience) break;
  }
  return { model: { start, learningRate, trees }, bestRounds, predicted };
}

function addAnswers(
  tree: Tree,
  features: readonly BinnedFeature[],
  rows: Int32Array,
  share: number,
  predicted: Float64Array,
): void {
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] ?? 0;
    predicted[row] = (predicted[row] ?? 0) + share * (tree.value[findBinnedLeaf(tree, features, row)] ?? 0);
  }
}
