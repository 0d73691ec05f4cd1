import { binFeatures } from './bin-features.ts';
import type { BoostedTrees, BoostSettings } from './boost.ts';
import { boostBinned, predictRow } from './boost.ts';
import { findTrust } from './trust-trees.ts';

/** Settings were compared on the newest part of the train parts of monthly, quarterly and weekly series. */
const SETTINGS: Omit<BoostSettings, 'seed'> = {
  loss: { kind: 'squared' },
  rounds: 150,
  learningRate: 0.08,
  maxDepth: 3,
  minLeaf: 6,
  l2: 3,
  rowShare: 0.6,
  columnShare: 0.5,
  earlyStop: { tail: 0.2, patience: 20 },
};

/** Runs with draws of their own whose mean is the answer (Breiman 1996: their luck averages out). */
const RUNS = 3;

export interface Correction {
  /** What to add for a row of features. */
  answer(row: Float64Array): number;
  /** The answer for each row learned from. */
  readonly fitted: Float64Array;
  readonly trees: number;
  /** Mean share of the trees' answers that is used. */
  readonly trust: number;
}

/** Learns what is to be added to a plain forecast from rows of features, in order of time. */
export function growCorrection(features: readonly Float64Array[], target: Float64Array, seed: number): Correction {
  const runs: { readonly model: BoostedTrees; readonly trust: number }[] = [];
  const binned = binFeatures(features);
  const sum = new Float64Array(target.length);
  for (let run = 0; run < RUNS; run += 1) {
    const { model, fitted, held } = boostBinned(binned, target, { ...SETTINGS, seed: seed * RUNS + run });
    // Without rows held back nobody has checked the trees.
    const trust = held === null ? 0 : findTrust(model.start, held);
    runs.push({ model, trust });
    fitted.forEach((value, i) => {
      sum[i] = (sum[i] ?? 0) + model.start + trust * (value - model.start);
    });
  }
  return {
    answer: (row) =>
      runs.reduce((total, { model, trust }) => {
        return total + model.start + trust * (predictRow(model, row) - model.start);
      }, 0) / RUNS,
    fitted: sum.map((value) => value / RUNS),
    trees: runs.reduce((total, { model }) => total + model.trees.length, 0),
    trust: runs.reduce((total, { trust }) => total + trust, 0) / RUNS,
  };
}
