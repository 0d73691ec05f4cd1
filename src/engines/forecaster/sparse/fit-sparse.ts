import type { SparseStart } from './smooth-sparse.ts';
import { smoothSparse } from './smooth-sparse.ts';
import type { Smoothing, SparseInput, SparseModel, SparseRefusal } from './types.ts';

const LEAST_DEMANDS = 2;

/** Smoothing tried. More than this would chase single sales (Syntetos & Boylan 2005 use .05 to .2). */
const GRID = [0.05, 0.1, 0.15, 0.2, 0.3];

/**
 * Croston, SBA or TSB for items that sell now and then. Smoothing by least squares of the one-step forecasts over a
 * small grid, starting from the first demand and the mean interval. Pure and deterministic; refuses fewer than two
 * demands.
 */
export function fitSparse(input: SparseInput): SparseModel | SparseRefusal {
  const { method } = input;
  const known = Float64Array.from(input.y, (value) =>
    value !== null && Number.isFinite(value) ? Math.max(0, value) : Number.NaN,
  );
  // Shares of the largest sale: no square leaves the range of numbers.
  const scale = known.reduce((most, value) => (value > most ? value : most), 0);
  const y = known.map((value) => (value > 0 ? value / scale : value));
  const sizes = y.filter((value) => value > 0);
  if (sizes.length < LEAST_DEMANDS) {
    return { ok: false, reason: 'too-few-demands', needed: LEAST_DEMANDS, have: sizes.length };
  }
  const start = findStart(y, sizes);
  const smoothing = input.smoothing ?? chooseSmoothing(y, input, start);
  const run = smoothSparse(y, method, smoothing, start);
  return {
    ok: true,
    parameters: { method, size: smoothing.size, rate: smoothing.rate, meanInterval: start.interval },
    fitted: run.fitted.map((value) => value * scale),
    predict: (horizon) => new Float64Array(horizon).fill(run.next * scale),
  };
}

/** The first size, and the mean interval up to the last demand. */
function findStart(y: Float64Array, sizes: Float64Array): SparseStart {
  const last = y.findLastIndex((value) => value > 0);
  const steps = y.subarray(0, last + 1).filter((value) => !Number.isNaN(value)).length;
  return { size: sizes[0] ?? 0, interval: steps / sizes.length };
}

function chooseSmoothing(y: Float64Array, { method }: SparseInput, start: SparseStart): Smoothing {
  let best: Smoothing = { size: 0.1, rate: 0.1 };
  let least = Number.POSITIVE_INFINITY;
  for (const size of GRID) {
    for (const rate of GRID) {
      const { squaredError } = smoothSparse(y, method, { size, rate }, start);
      if (!(squaredError < least)) continue;
      best = { size, rate };
      least = squaredError;
    }
  }
  return best;
}
