import { CHANGE_PRIOR, OFFSET_PRIOR, type PosteriorData, type PosteriorFit, SLOPE_PRIOR } from './posterior.ts';
import { searchLbfgs } from './search-lbfgs.ts';

/**
 * Prophet's posterior searched as Prophet does from 100 values on: L-BFGS from the line through the first and the last
 * value, the noise as its logarithm. It stops where the kinks of the prior on the change points hold it up, which is
 * how Prophet answers elsewhere too. Null where it got stuck.
 */
export function searchPosterior(data: PosteriorData): PosteriorFit | null {
  const { y, changeTimes, columns } = data;
  const first = y[0] ?? 0;
  const bends = changeTimes.length;
  const start = new Float64Array(3 + bends + columns.length);
  start[0] = (y.at(-1) ?? 0) - first;
  start[1] = first;
  const found = searchLbfgs(makeObjective(data), start);
  if (found === null || !found.every(Number.isFinite)) return null;
  const [k = 0, m = 0] = found;
  return {
    k,
    m,
    delta: found.slice(2, 2 + bends),
    noise: Math.exp(found[2 + bends] ?? 0),
    beta: found.slice(3 + bends),
  };
}

/** Minus the logarithm of the posterior. Parameters: slope, offset, changes of slope, log of the noise, coefficients. */
function makeObjective({ y, t, changeTimes, columns, priorScales, multiplicative }: PosteriorData) {
  const n = y.length;
  const bends = changeTimes.length;
  const firstBeta = 3 + bends;
  // The first value at or after each change point: the trend bends from there on.
  const begins = Array.from(changeTimes, (time) => {
    const index = t.findIndex((value) => value >= time);
    return index < 0 ? n : index;
  });
  const count = columns.length;
  // Row after row, because a search reads it a thousand times.
  const rows = new Float64Array(n * count);
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i += 1) rows[i * count + j] = column[i] ?? 0;
  });
  /** Minus the derivative by the trend. */
  const pull = new Float64Array(n);
  const beta = new Float64Array(count);
  const betaPull = new Float64Array(count);

  return (x: Float64Array) => {
    const sigma = Math.exp(x[2 + bends] ?? 0);
    const variance = sigma * sigma;
    let slope = x[0] ?? 0;
    let offset = x[1] ?? 0;
    let squares = 0;
    beta.set(x.subarray(firstBeta));
    betaPull.fill(0);
    for (let i = 0, s = 0; i < n; i += 1) {
      for (; s < bends && i >= (begins[s] ?? n); s += 1) {
        slope += x[2 + s] ?? 0;
        offset -= (changeTimes[s] ?? 0) * (x[2 + s] ?? 0);
      }
      const level = slope * (t[i] ?? 0) + offset;
      const row = i * count;
      let season = 0;
      for (let j = 0; j < count; j += 1) season += (rows[row + j] ?? 0) * (beta[j] ?? 0);
      const rest = (y[i] ?? 0) - (multiplicative ? level * (1 + season) : level + season);
      squares += rest * rest;
      const own = rest / variance;
      pull[i] = multiplicative ? own * (1 + season) : own;
      const weight = multiplicative ? own * level : own;
      for (let j = 0; j < count; j += 1) betaPull[j] = (betaPull[j] ?? 0) + weight * (rows[row + j] ?? 0);
    }
    const g = new Float64Array(x.length);
    const k = x[0] ?? 0;
    const m = x[1] ?? 0;
    let f = n * Math.log(sigma) + squares / (2 * variance) + 2 * variance;
    f += k ** 2 / (2 * SLOPE_PRIOR ** 2) + m ** 2 / (2 * OFFSET_PRIOR ** 2);
    g[2 + bends] = n - squares / variance + 4 * variance;
    for (let j = 0; j < count; j += 1) {
      const value = beta[j] ?? 0;
      const prior = (priorScales[j] ?? 1) ** 2;
      f += value ** 2 / (2 * prior);
      g[firstBeta + j] = value / prior - (betaPull[j] ?? 0);
    }
    // Sums from each change point to the end, gathered from the end.
    let weights = 0;
    let moments = 0;
    let s = bends - 1;
    for (let i = n - 1; i >= 0; i -= 1) {
      const own = pull[i] ?? 0;
      weights += own;
      moments += own * (t[i] ?? 0);
      for (; s >= 0 && (begins[s] ?? 0) >= i; s -= 1) {
        const change = x[2 + s] ?? 0;
        f += Math.abs(change) / CHANGE_PRIOR;
        g[2 + s] = Math.sign(change) / CHANGE_PRIOR - (begins[s] === i ? moments - (changeTimes[s] ?? 0) * weights : 0);
      }
    }
    g[0] = k / SLOPE_PRIOR ** 2 - moments;
    g[1] = m / OFFSET_PRIOR ** 2 - weights;
    return { f, g };
  };
}
