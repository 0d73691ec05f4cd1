import { dot } from './dot.ts';
import { CHANGE_PRIOR, type PosteriorData, type PosteriorFit, SLOPE_PRIOR } from './posterior.ts';
import { solvePenalised } from './solve-penalised.ts';

const MOST_ROUNDS = 200;
const ENOUGH = 1e-7;
const FIRST_NOISE = 0.1;
/** Under this noise, in scaled units, the fit is perfect and the posterior has no maximum. */
const LEAST_NOISE = 1e-5;

/**
 * The maximum of Prophet's posterior itself. L-BFGS stops early where the prior on the change points has its kinks, the
 * earlier the fewer the values. With the noise held, the trend (given the seasons) and the seasons (given the trend)
 * are penalised least squares: they are solved exactly, in turn with the noise, until nothing moves. Null where a
 * system has no solution in the numbers there are.
 */
export function maximisePosterior(data: PosteriorData): PosteriorFit | null {
  const { y, t, changeTimes, columns } = data;
  const lines = [t, t.map(() => 1), ...Array.from(changeTimes, (from) => t.map((time) => Math.max(0, time - from)))];
  let state: State = { trend: new Float64Array(lines.length), beta: new Float64Array(columns.length) };
  let noise = FIRST_NOISE;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = (data.multiplicative ? solveShares : solveAmounts)(data, lines, state, noise ** 2);
    if (next === null) return null;
    state = next;
    const trend = combine(lines, state.trend);
    const seasons = combine(columns, state.beta, t.length);
    const squares = y.reduce((sum, value, i) => {
      const level = trend[i] ?? 0;
      const season = seasons[i] ?? 0;
      return sum + (value - level - (data.multiplicative ? level * season : season)) ** 2;
    }, 0);
    const before = noise;
    noise = findNoise(squares, y.length);
    if (Math.abs(noise / before - 1) < ENOUGH) break;
  }
  const [k = 0, m = 0] = state.trend;
  return { k, m, delta: state.trend.slice(2), beta: state.beta, noise };
}

interface State {
  /** Slope, offset and the changes of slope. */
  readonly trend: Float64Array;
  readonly beta: Float64Array;
}

/** Trend and additive parts in one system. `variance`: of the noise. */
function solveAmounts(data: PosteriorData, lines: readonly Float64Array[], { trend, beta }: State, variance: number) {
  const start = Float64Array.of(...trend, ...beta);
  const penalties = [...penaliseTrend(lines.length, variance), ...penaliseColumns(data.priorScales, variance)];
  const both = solveBlock([...lines, ...data.columns], data.y, penalties, start);
  return both && { trend: both.slice(0, lines.length), beta: both.slice(lines.length) };
}

/** The trend, with the shares as they are, then the shares, with the trend as it is. */
function solveShares(data: PosteriorData, lines: readonly Float64Array[], { trend, beta }: State, variance: number) {
  const { y, columns, priorScales } = data;
  const weight = combine(columns, beta, y.length).map((share) => 1 + share);
  const bent = lines.map((line) => multiply(line, weight));
  const nextTrend = solveBlock(bent, y, penaliseTrend(lines.length, variance), trend);
  if (nextTrend === null) return null;
  const level = combine(lines, nextTrend);
  const rest = y.map((value, i) => value - (level[i] ?? 0));
  const shared = columns.map((column) => multiply(column, level));
  const nextBeta = solveBlock(shared, rest, penaliseColumns(priorScales, variance), beta);
  return nextBeta && { trend: nextTrend, beta: nextBeta };
}

interface Penalty {
  readonly ridge: number;
  readonly l1: number;
}

/**
 * The offset goes free. Its prior, N(0, 5), weighs next to nothing, except where the values cannot tell the offset from
 * a season (a weekday that never trades): there it would move the level into the season.
 */
const penaliseTrend = (count: number, variance: number): Penalty[] =>
  Array.from({ length: count }, (_, j) => {
    if (j === 0) return { ridge: variance / SLOPE_PRIOR ** 2, l1: 0 };
    return { ridge: 0, l1: j === 1 ? 0 : variance / CHANGE_PRIOR };
  });

const penaliseColumns = (priorScales: readonly number[], variance: number): Penalty[] =>
  priorScales.map((scale) => ({ ridge: variance / scale ** 2, l1: 0 }));

/** Where −n log σ − squares / 2σ² − 2σ² is highest: the prior on the noise is N(0, 0.5). */
function findNoise(squares: number, n: number): number {
  return Math.max(LEAST_NOISE, Math.sqrt((Math.sqrt(n * n + 16 * squares) - n) / 8));
}

function solveBlock(
  columns: readonly Float64Array[],
  target: Float64Array,
  penalties: readonly Penalty[],
  start: Float64Array,
): Float64Array | null {
  const H = columns.map(() => new Float64Array(columns.length));
  H.forEach((row, i) => {
    for (let j = 0; j <= i; j += 1) {
      const product = dot(columns[i] ?? target, columns[j] ?? target);
      row[j] = product;
      const mirror = H[j];
      if (mirror) mirror[i] = product;
    }
    row[i] = (row[i] ?? 0) + (penalties[i]?.ridge ?? 0) + 1e-12;
  });
  const g = Float64Array.from(columns, (column) => dot(column, target));
  return solvePenalised({ H, g, l1: Float64Array.from(penalties, ({ l1 }) => l1) }, start);
}

const multiply = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value * (b[i] ?? 0));

function combine(columns: readonly Float64Array[], weights: Float64Array, length = columns[0]?.length ?? 0) {
  const sum = new Float64Array(length);
  columns.forEach((column, j) => {
    const weight = weights[j] ?? 0;
    for (let i = 0; i < length; i += 1) sum[i] = (sum[i] ?? 0) + weight * (column[i] ?? 0);
  });
  return sum;
}
