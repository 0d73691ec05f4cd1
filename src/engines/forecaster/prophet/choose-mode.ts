import type { Grain } from '../../../contracts/period.ts';
import { mean } from '../numerics/mean.ts';
import type { ProphetMode } from './types.ts';

/** Steps that make one swing up and down: four weeks, or a year. */
const BLOCK: Readonly<Record<Grain, number>> = { day: 28, week: 52, month: 12, quarter: 4 };

/**
 * Does the season grow with the level? The known values are cut into blocks; where their spread varies less as a share
 * of the block's mean than as an amount, the season is a share (multiplicative). Additive under three blocks and where
 * a value is not above zero.
 */
export function chooseMode(y: Float64Array, grain: Grain): ProphetMode {
  const size = BLOCK[grain];
  const blocks = Math.floor(y.length / size);
  if (blocks < 3 || y.some((value) => value <= 0)) return 'additive';
  const offset = y.length - blocks * size;
  const spreads = new Float64Array(blocks);
  const shares = new Float64Array(blocks);
  for (let b = 0; b < blocks; b += 1) {
    const block = y.subarray(offset + b * size, offset + (b + 1) * size);
    const level = mean(block);
    spreads[b] = spreadAroundLine(block);
    shares[b] = (spreads[b] ?? 0) / level;
  }
  return variation(shares) < variation(spreads) ? 'multiplicative' : 'additive';
}

/** Root mean square around the block's own least-squares line, so that growth within the block is not a season. */
function spreadAroundLine(block: Float64Array): number {
  const level = mean(block);
  const middle = (block.length - 1) / 2;
  let cross = 0;
  let square = 0;
  block.forEach((value, i) => {
    cross += (i - middle) * (value - level);
    square += (i - middle) ** 2;
  });
  const slope = square === 0 ? 0 : cross / square;
  return Math.sqrt(mean(block.map((value, i) => (value - level - slope * (i - middle)) ** 2)));
}

/** Standard deviation as a share of the mean. */
function variation(values: Float64Array): number {
  const centre = mean(values);
  return centre === 0 ? 0 : Math.sqrt(mean(values.map((value) => (value - centre) ** 2))) / centre;
}
