import { alignCycles } from './align-cycles.ts';
import { smoothLoess } from './loess.ts';
import { decomposeStl, SEASONAL_WINDOW, toOdd, withJump } from './stl.ts';

export interface MstlParts {
  readonly trend: Float64Array;
  /** One pattern a period, in the order of the periods. What remains is y − trend − all seasons. */
  readonly seasons: readonly Float64Array[];
}

/** Times that several seasons are estimated in turn, each on what the others leave. */
const ITERATIONS = 2;

/** Seasons over which the pattern of the period number `index` may change: 11, 15, 19 …, as in R's `mstl`. */
export function seasonalWindowOf(index: number): number {
  return SEASONAL_WINDOW + 4 * index;
}

/**
 * Decomposition with several seasons (Bandara, Hyndman & Bergmeir 2021): STL for each in turn, the shortest first.
 * `y` has no missing value; `periods` ascend, each from 2 and seen more than twice. A period that is not whole loses its
 * odd last steps for its own decomposition (see `alignCycles`). Without periods there is a smooth trend only.
 */
export function decomposeMstl(y: Float64Array, periods: readonly number[], robust: boolean): MstlParts {
  const n = y.length;
  let trend: Float64Array = new Float64Array(n);
  if (periods.length === 0) {
    smoothLoess(y, withJump(toOdd(Math.max(13, n / 4)), 1), null, trend);
    return { trend, seasons: [] };
  }
  const patterns = periods.map((length) => ({ calendar: alignCycles(length, n), season: new Float64Array(n) }));
  let rest: Float64Array = y;
  for (let iteration = 0; iteration < (periods.length > 1 ? ITERATIONS : 1); iteration += 1) {
    patterns.forEach(({ calendar: { kept, period }, season }, i) => {
      const whole = rest.map((value, t) => value + (season[t] ?? 0));
      const seen = Float64Array.from(kept, (t) => whole[t] ?? 0);
      const parts = decomposeStl(seen, { period, seasonalWindow: seasonalWindowOf(i), robust });
      season.set(spread(parts.season, kept, n));
      trend = spread(parts.trend, kept, n);
      rest = whole.map((value, t) => value - (season[t] ?? 0));
    });
  }
  return { trend, seasons: patterns.map(({ season }) => season) };
}

/** Values of the steps `kept` to all n steps; a step left out takes the value before it. */
function spread(values: Float64Array, kept: readonly number[], n: number): Float64Array {
  if (kept.length === n) return values;
  const out = new Float64Array(n);
  let k = 0;
  for (let t = 0; t < n; t += 1) {
    if ((kept[k + 1] ?? n) <= t) k += 1;
    out[t] = values[k] ?? 0;
  }
  return out;
}
