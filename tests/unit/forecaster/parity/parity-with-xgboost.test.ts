import { describe, expect, it } from 'vitest';
import { boost, predictRow } from '../../../../src/engines/forecaster/boosting/boost.ts';
import { makeParityRows } from './parity-rows.ts';

/**
 * RMSE on the second rows of the trees learned from the first, by python3-xgboost 1.7.4:
 *   xgb.train(dict(tree_method='hist', objective='reg:squarederror', max_depth=depth, eta=rate, reg_lambda=l2,
 *     min_child_weight=leaf, max_bin=64, base_score=y.mean()), xgb.DMatrix(x, y), rounds)
 */
const CASES = [
  { depth: 3, rate: 0.1, rounds: 100, l2: 1, leaf: 5, rmse: 2.3487 },
  { depth: 6, rate: 0.3, rounds: 30, l2: 1, leaf: 1, rmse: 2.6728 },
  { depth: 2, rate: 0.05, rounds: 200, l2: 3, leaf: 10, rmse: 2.3559 },
  { depth: 4, rate: 0.08, rounds: 150, l2: 0, leaf: 6, rmse: 2.3647 },
];

describe('boosted trees beside xgboost', () => {
  const seen = makeParityRows(1, 600);
  const unseen = makeParityRows(2, 400);

  it.each(CASES)('of depth $depth, rate $rate and $rounds rounds err within 3%', (one) => {
    const { model } = boost(seen.features, seen.target, {
      loss: { kind: 'squared' },
      rounds: one.rounds,
      learningRate: one.rate,
      maxDepth: one.depth,
      minLeaf: one.leaf,
      l2: one.l2,
      rowShare: 1,
      columnShare: 1,
      seed: 1,
    });
    const squares = unseen.target.map((target, row) => {
      const values = Float64Array.from(unseen.features, (column) => column[row] ?? Number.NaN);
      return (target - predictRow(model, values)) ** 2;
    });
    const rmse = Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
    expect(Math.abs(rmse / one.rmse - 1)).toBeLessThan(0.03);
  });
});
