import { movingAverage } from '../series/season-indices.ts';
import { makeDifferencing, takeDifferences } from './take-differences.ts';

/** KPSS 5% critical value for a level (Kwiatkowski, Phillips, Schmidt & Shin 1992, table 1). */
const KPSS_LIMIT = 0.463;

/** Seasonal strength from which a seasonal difference is taken (Wang, Smith & Hyndman 2006; `forecast::nsdiffs`). */
const STRENGTH_LIMIT = 0.64;

/** Seasons on which a seasonal value is averaged, and rounds of the decomposition. */
const SPAN = 11;
const ROUNDS = 2;

/** D by the strength of the season, then d by repeated KPSS tests, at most two. `y` has no missing value. */
export function chooseDifferences(y: Float64Array, m: number): { readonly d: number; readonly D: number } {
  const seasonal = m > 1 && y.length >= 2 * m + 5 && seasonalStrength(y, m) > STRENGTH_LIMIT;
  const D = seasonal ? 1 : 0;
  for (let d = 0; d < 2; d += 1) {
    const differenced = takeDifferences(y, makeDifferencing({ d, D, m }));
    if (differenced.length < 8 || kpssStatistic(differenced) <= KPSS_LIMIT) return { d, D };
  }
  return { d: 2, D };
}

/** KPSS statistic for a constant level, Bartlett window of ⌊3√n/13⌋ lags as in `forecast::ndiffs`. */
export function kpssStatistic(y: Float64Array): number {
  const n = y.length;
  const mean = y.reduce((a, b) => a + b, 0) / n;
  const lags = Math.floor((3 * Math.sqrt(n)) / 13);
  let sums = 0;
  let running = 0;
  for (const value of y) {
    running += value - mean;
    sums += running * running;
  }
  let longRun = 0;
  for (let lag = 0; lag <= lags; lag += 1) {
    let sum = 0;
    for (let t = lag; t < n; t += 1) sum += ((y[t] ?? 0) - mean) * ((y[t - lag] ?? 0) - mean);
    longRun += (lag === 0 ? 1 : 2 * (1 - lag / (lags + 1))) * sum;
  }
  return longRun > 0 ? sums / (n * longRun) : 0;
}

/**
 * 1 − Var(remainder) / Var(season + remainder), at least 0 (Wang, Smith & Hyndman 2006), after a decomposition whose
 * season may move slowly: trend by a centred average, season by tricube averages over its own phase, twice.
 */
export function seasonalStrength(y: Float64Array, m: number): number {
  let season: Float64Array = new Float64Array(y.length);
  let trend = y;
  for (let round = 0; round < ROUNDS; round += 1) {
    trend = extendEnds(movingAverage(round === 0 ? y : subtract(y, season), m), m);
    season = smoothPhases(subtract(y, trend), m);
  }
  const detrended = subtract(y, trend);
  const all = spread(detrended);
  return all > 1e-12 * spread(y) ? Math.max(0, 1 - spread(subtract(detrended, season)) / all) : 0;
}

/** The ends of a centred average go on with the slope of its last season. */
function extendEnds(average: Float64Array, m: number): Float64Array {
  const out = average.slice();
  const first = out.findIndex((value) => !Number.isNaN(value));
  const last = out.findLastIndex((value) => !Number.isNaN(value));
  if (first < 0) return out.fill(0);
  const reach = Math.min(m, last - first);
  const slope = (from: number, to: number) => (reach > 0 ? ((out[to] ?? 0) - (out[from] ?? 0)) / reach : 0);
  const head = slope(first, first + reach);
  const tail = slope(last - reach, last);
  for (let t = 0; t < first; t += 1) out[t] = (out[first] ?? 0) - head * (first - t);
  for (let t = last + 1; t < out.length; t += 1) out[t] = (out[last] ?? 0) + tail * (t - last);
  return out;
}

function smoothPhases(detrended: Float64Array, m: number): Float64Array {
  const n = detrended.length;
  const half = (SPAN - 1) / 2;
  const out = new Float64Array(n);
  for (let t = 0; t < n; t += 1) {
    const years = Math.floor((n - 1 - (t % m)) / m) + 1;
    const year = Math.floor(t / m);
    // At the ends and in short series the window keeps its number of seasons, on one side.
    const from = Math.max(0, Math.min(year - half, years - SPAN));
    const to = Math.min(years - 1, from + SPAN - 1);
    const reach = Math.max(year - from, to - year) + 1 + Math.max(0, SPAN - years) / 2;
    let sum = 0;
    let weights = 0;
    for (let k = from; k <= to; k += 1) {
      const weight = (1 - (Math.abs(k - year) / reach) ** 3) ** 3;
      sum += weight * (detrended[k * m + (t % m)] ?? 0);
      weights += weight;
    }
    out[t] = sum / weights;
  }
  return out;
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, t) => value - (b[t] ?? 0));
}

function spread(y: Float64Array): number {
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  return y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / y.length;
}
