import { describe, expect, it } from 'vitest';
import { binFeatures, MAX_BINS } from '../../../../src/engines/forecaster/boosting/bin-features.ts';
import type { BoostSettings } from '../../../../src/engines/forecaster/boosting/boost.ts';
import { boost, predictRow } from '../../../../src/engines/forecaster/boosting/boost.ts';
import { findSplit } from '../../../../src/engines/forecaster/boosting/find-split.ts';
import { growTree } from '../../../../src/engines/forecaster/boosting/grow-tree.ts';
import { findBinnedLeaf, findLeaf } from '../../../../src/engines/forecaster/boosting/tree.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';

const SETTINGS: BoostSettings = {
  loss: { kind: 'squared' },
  rounds: 100,
  learningRate: 0.1,
  maxDepth: 3,
  minLeaf: 2,
  l2: 0,
  rowShare: 1,
  columnShare: 1,
  seed: 1,
};

/** Rows with holes; values repeat, so that thresholds between equal values would show. */
function makeData(seed: number, rows: number, columns: number) {
  const random = seededRandom(seed);
  const features = Array.from({ length: columns }, () =>
    Float64Array.from({ length: rows }, () => (random() < 0.2 ? Number.NaN : Math.floor(random() * 9))),
  );
  return { features, target: Float64Array.from({ length: rows }, () => random() * 10 - 5) };
}

/** The best gain over every threshold of every feature and both ways for missing values, straight from the formula. */
function bruteForceGain(
  features: readonly Float64Array[],
  gradient: Float64Array,
  minLeaf: number,
  l2: number,
): number {
  const score = (rows: readonly number[]) =>
    rows.reduce((sum, row) => sum + (gradient[row] ?? 0), 0) ** 2 / (rows.length + l2);
  const all = Array.from(gradient, (_, row) => row);
  let best = 0;
  for (const feature of features) {
    for (const threshold of feature) {
      if (Number.isNaN(threshold)) continue;
      for (const missingLeft of [true, false]) {
        const isLeft = (row: number) => {
          const value = feature[row] ?? Number.NaN;
          return Number.isNaN(value) ? missingLeft : value <= threshold;
        };
        const left = all.filter(isLeft);
        const right = all.filter((row) => !isLeft(row));
        if (left.length < minLeaf || right.length < minLeaf) continue;
        best = Math.max(best, score(left) + score(right) - score(all));
      }
    }
  }
  return best;
}

const numbers = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

describe('bins', () => {
  it('give each of up to 63 values its own and keep the order of more', () => {
    const [few] = binFeatures([Float64Array.of(5, Number.NaN, 1, 5, 3)]);
    expect([...(few?.bins ?? [])]).toEqual([3, 0, 1, 3, 2]);
    expect([...(few?.cuts ?? [])]).toEqual([2, 4]);

    const random = seededRandom(7);
    const values = Float64Array.from({ length: 1000 }, () => random() ** 4);
    const [many] = binFeatures([values]);
    const counts = new Map<number, number>();
    for (const bin of many?.bins ?? []) counts.set(bin, (counts.get(bin) ?? 0) + 1);
    expect(counts.size).toBe(MAX_BINS - 1);
    expect(Math.max(...counts.values())).toBeLessThan(25);
    const order = numbers(1000).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
    const bins = Array.from(order, (row) => many?.bins[row] ?? 0);
    expect(bins).toEqual(bins.toSorted((a, b) => a - b));
  });

  it('stand infinite and neighbouring numbers', () => {
    const next = 1 + Number.EPSILON;
    const [binned] = binFeatures([Float64Array.of(Number.NEGATIVE_INFINITY, 1, next, Number.POSITIVE_INFINITY)]);
    expect([...(binned?.bins ?? [])]).toEqual([1, 2, 3, 4]);
  });
});

describe('a split', () => {
  it('gains as much as the best of all found by trying each', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { features, target } = makeData(seed, 8 + (seed % 30), 1 + (seed % 4));
      const rules = { minLeaf: 1 + (seed % 3), l2: seed % 2 };
      const columns = numbers(features.length);
      const split = findSplit(binFeatures(features), columns, numbers(target.length), target, rules);
      const best = bruteForceGain(features, target, rules.minLeaf, rules.l2);
      expect(split?.gain ?? 0, `seed ${seed}`).toBeCloseTo(best, 8);
    }
  });

  it('learns where missing values belong', () => {
    // Missing rows behave like the large values.
    const feature = Float64Array.of(1, 2, 3, 4, Number.NaN, Number.NaN);
    const target = Float64Array.of(0, 0, 10, 10, 10, 10);
    const { model } = boost([feature], target, { ...SETTINGS, rounds: 1, learningRate: 1, minLeaf: 1 });
    expect(predictRow(model, Float64Array.of(Number.NaN))).toBeCloseTo(10, 9);
    expect(predictRow(model, Float64Array.of(1.5))).toBeCloseTo(0, 9);
    const turned = boost([feature], Float64Array.of(0, 0, 10, 10, 0, 0), { ...SETTINGS, rounds: 1, learningRate: 1 });
    expect(predictRow(turned.model, Float64Array.of(Number.NaN))).toBeCloseTo(0, 9);
  });

  it('can be between known and missing', () => {
    const feature = Float64Array.of(7, 7, 7, Number.NaN, Number.NaN, Number.NaN);
    const target = Float64Array.of(1, 1, 1, 5, 5, 5);
    const { model } = boost([feature], target, { ...SETTINGS, rounds: 1, learningRate: 1 });
    expect(predictRow(model, Float64Array.of(7))).toBeCloseTo(1, 9);
    expect(predictRow(model, Float64Array.of(Number.NaN))).toBeCloseTo(5, 9);
  });
});

describe('a tree', () => {
  it('holds to its depth and leaf size, and sends a row the same way by value and by bin', () => {
    const { features, target } = makeData(3, 200, 4);
    const binned = binFeatures(features);
    const sizes: number[] = [];
    const rules = { minLeaf: 9, l2: 1, maxDepth: 4 };
    const tree = growTree(binned, numbers(4), numbers(200), target, rules, (rows) => sizes.push(rows.length));
    expect(sizes.length).toBeGreaterThan(4);
    expect(sizes.length).toBeLessThanOrEqual(2 ** 4);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(9);
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(200);
    for (let row = 0; row < 200; row += 1) {
      const values = Float64Array.from(features, (feature) => feature[row] ?? Number.NaN);
      expect(findLeaf(tree, values)).toBe(findBinnedLeaf(tree, binned, row));
    }
  });
});

describe('boosting', () => {
  it('learns a step', () => {
    const x = Float64Array.from({ length: 60 }, (_, i) => i);
    const { model, fitted } = boost(
      [x],
      x.map((value) => (value < 40 ? 2 : 9)),
      SETTINGS,
    );
    expect(predictRow(model, Float64Array.of(39))).toBeCloseTo(2, 3);
    expect(predictRow(model, Float64Array.of(40))).toBeCloseTo(9, 3);
    expect(fitted[59]).toBeCloseTo(9, 3);
  });

  it('lowers the squared error with every tree', () => {
    const { features, target } = makeData(11, 150, 3);
    const errorOf = (rounds: number) => {
      const { fitted } = boost(features, target, { ...SETTINGS, rounds });
      return fitted.reduce((sum, value, row) => sum + (value - (target[row] ?? 0)) ** 2, 0);
    };
    const errors = [0, 1, 2, 5, 20, 80].map(errorOf);
    expect(errors).toEqual(errors.toSorted((a, b) => b - a));
    expect(new Set(errors).size).toBe(errors.length);
  });

  it('learns quantiles by the pinball loss', () => {
    // Uniform on 0–1 and on 0–10: the 90% quantiles are 0.9 and 9, the 10% quantiles 0.1 and 1.
    const random = seededRandom(5);
    const wide = Float64Array.from({ length: 2000 }, (_, i) => i % 2);
    const target = wide.map((value) => random() * (value === 1 ? 10 : 1));
    const quantileOf = (level: number, value: number) => {
      const loss = { kind: 'quantile', level } as const;
      return predictRow(boost([wide], target, { ...SETTINGS, loss, minLeaf: 20 }).model, Float64Array.of(value));
    };
    expect(quantileOf(0.9, 0)).toBeCloseTo(0.9, 1);
    expect(Math.abs(quantileOf(0.9, 1) - 9)).toBeLessThan(0.3);
    expect(quantileOf(0.1, 0)).toBeCloseTo(0.1, 1);
    expect(Math.abs(quantileOf(0.1, 1) - 1)).toBeLessThan(0.3);
  });

  it('stops early on noise and goes on where there is something to learn', () => {
    const normal = seededNormal(seededRandom(9));
    const x = Float64Array.from({ length: 400 }, () => normal());
    const noise = x.map(() => normal());
    const stopping = { ...SETTINGS, minLeaf: 5, earlyStop: { tail: 0.25, patience: 10 } };
    const idle = boost([x], noise, stopping);
    const busy = boost(
      [x],
      x.map((value, i) => Math.sin(2 * value) * 3 + 0.1 * (noise[i] ?? 0)),
      stopping,
    );
    expect(idle.model.trees.length).toBeLessThan(20);
    expect(busy.model.trees.length).toBeGreaterThan(40);
    expect(busy.held?.target).toHaveLength(100);
  });

  it('gives the same trees for the same seed and others for another', () => {
    const { features, target } = makeData(21, 120, 4);
    const drawing = { ...SETTINGS, rowShare: 0.6, columnShare: 0.5 };
    const fittedBy = (seed: number) => boost(features, target, { ...drawing, seed }).fitted;
    expect(fittedBy(4)).toEqual(fittedBy(4));
    expect(fittedBy(4)).not.toEqual(fittedBy(5));
  });
});
