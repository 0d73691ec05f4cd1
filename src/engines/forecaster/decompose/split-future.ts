import { smoothLoess } from '../mstl/loess.ts';
import { toOdd, withJump } from '../mstl/stl.ts';
import { solveLeastSquares } from '../numerics/solve-least-squares.ts';

/** A pattern as the past knows it, at each step of the horizon. */
export interface KnownPattern {
  /** Steps in a cycle. */
  readonly period: number;
  readonly values: Float64Array;
}

export interface FutureParts {
  readonly trend: Float64Array;
  /** In the order of the patterns given. */
  readonly seasons: readonly Float64Array[];
}

/** How firmly a pattern is taken as the past shows it, as a share of its own size. */
const TRUST_IN_PAST = 0.02;

/** A forecast may hold up to half more of a pattern than the past. */
const MOST = 1.5;

/**
 * Splits a forecast (on the scale where parts add up, NaN where closed) into trend and seasons; what remains is theirs
 * who ask. A forecast need not hold the patterns of the past in full: how much it does is a regression beside a
 * straight line, drawn to "in full" where a short horizon cannot tell pattern from line. What is left and comes back
 * with each cycle goes to the shortest season.
 */
export function splitFuture(forecast: Float64Array, patterns: readonly KnownPattern[]): FutureParts {
  const held = holdPatterns(forecast, patterns);
  const seasons = patterns.map(({ values }, k) => values.map((value) => value * (held[k] ?? 1)));
  const level = forecast.map((value, h) => seasons.reduce((left, season) => left - (season[h] ?? 0), value));
  const longest = patterns.reduce((most, { period }) => Math.max(most, period), 12);
  const trend = new Float64Array(forecast.length);
  smoothLoess(bridgeGaps(level), withJump(toOdd(1.5 * longest), 1), null, trend);
  const [first] = patterns;
  const [shortest] = seasons;
  if (first !== undefined && shortest !== undefined) {
    const left = level.map((value, h) => value - (trend[h] ?? 0));
    addReturning(left, first.period, shortest);
  }
  return { trend, seasons };
}

/**
 * Share of each pattern that the forecast holds, 0 to `MOST`: least squares on what a straight line leaves of forecast
 * and patterns. A pattern that is hardly more than a line here says little; its share is drawn to one by that much.
 */
function holdPatterns(forecast: Float64Array, patterns: readonly KnownPattern[]): number[] {
  const left = forecast.map((value, h) => patterns.reduce((rest, { values }) => rest - (values[h] ?? 0), value));
  const bent = patterns.map(({ values }) =>
    removeLine(values.map((value, h) => (Number.isNaN(left[h]) ? (left[h] ?? 0) : value))),
  );
  const told = patterns.map(({ values }, k) => {
    const size = sumSquares(bent[k] ?? left);
    return size > 0 ? size / (size + TRUST_IN_PAST * sumSquares(values)) : 0;
  });
  const moving = told.flatMap((share, k) => (share > 1e-6 ? [k] : []));
  const columns = moving.map((k) => bent[k] ?? left);
  const solution = solveLeastSquares(columns, removeLine(left), 1e-6);
  return patterns.map((_, k) => {
    const place = moving.indexOf(k);
    const more = place >= 0 ? (solution?.[place] ?? 0) * (told[k] ?? 0) : 0;
    return Math.max(0, Math.min(MOST, 1 + more));
  });
}

/** Less the straight line of least squares through what is known; NaN stays. */
function removeLine(values: Float64Array): Float64Array {
  const known = Array.from(values.keys()).filter((h) => !Number.isNaN(values[h]));
  const middle = known.reduce((sum, h) => sum + h / known.length, 0);
  const mean = known.reduce((sum, h) => sum + (values[h] ?? 0) / known.length, 0);
  const squares = known.reduce((sum, h) => sum + (h - middle) ** 2, 0);
  const cross = known.reduce((sum, h) => sum + (h - middle) * (values[h] ?? 0), 0);
  const slope = squares > 0 ? cross / squares : 0;
  return values.map((value, h) => value - mean - slope * (h - middle));
}

function sumSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value * value), 0);
}

/** Adds to `season` the mean of what is left of each phase, less the mean of all, from one whole cycle on. */
function addReturning(left: Float64Array, period: number, season: Float64Array): void {
  const phases = Math.round(period);
  if (left.length < phases) return;
  const means = Float64Array.from({ length: phases }, (_, phase) => {
    const own = left.filter((value, h) => h % phases === phase && !Number.isNaN(value));
    return own.length === 0 ? 0 : own.reduce((a, b) => a + b, 0) / own.length;
  });
  const mean = means.reduce((a, b) => a + b, 0) / phases;
  season.forEach((value, h) => {
    season[h] = value + (means[h % phases] ?? 0) - mean;
  });
}

/** NaN bridged by straight lines; at the ends by the nearest value; all zero where nothing is known. */
function bridgeGaps(values: Float64Array): Float64Array {
  const out = values.slice();
  let last = -1;
  for (let h = 0; h <= values.length; h += 1) {
    if (h < values.length && Number.isNaN(values[h])) continue;
    const before = last >= 0 ? (values[last] ?? 0) : (values[h] ?? 0);
    const after = h < values.length ? (values[h] ?? 0) : before;
    for (let k = last + 1; k < h; k += 1) out[k] = before + ((after - before) * (k - last)) / (h - last);
    last = h;
  }
  return out;
}
