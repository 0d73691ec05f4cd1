/** From which moments of the past to forecast, and where to estimate anew. */
export interface OriginPlan {
  /** Ascending; an origin is the number of steps known. */
  readonly origins: readonly number[];
  /** Index into `origins` at which each estimate is made; the first is 0. */
  readonly refits: readonly number[];
  /** Steps ahead that are asked for. */
  readonly horizon: number;
  /** Steps ahead that the past can check; at most the horizon. */
  readonly checked: number;
}

const MAX_ORIGINS = 130;
const REFITS = 6;

/**
 * Rolling origins over the newest part of the series (Tashman 2000): the last 26 seasons (five for years), more when
 * the horizon is long, but before an origin always two seasons and a step, where there is that much, and nearly half of
 * the series.
 * Between two refits the parameters stay and only the state moves on, so an origin costs one pass.
 */
export function planOrigins(y: Float64Array, period: number, horizon: number): OriginPlan {
  const n = y.length;
  const knownBefore = (count: number) => {
    let seen = 0;
    for (let t = 0; t < n; t += 1) {
      if (!Number.isNaN(y[t])) seen += 1;
      if (seen === count) return t + 1;
    }
    return n;
  };
  // Histories much shorter than the one at hand would judge the models by what they do as beginners.
  let first = Math.max(knownBefore(Math.max(2 * period + 1, 10)), Math.round(0.45 * n));
  if (n - first < 6) first = knownBefore(Math.max(period + 1, Math.floor(n / 2)));
  const usual = period === 1 ? 104 : period <= 7 ? 26 * period : 5 * period;
  const span = Math.max(1, Math.min(n - first, Math.max(usual, 2 * horizon)));
  let stride = Math.ceil(span / MAX_ORIGINS);
  // A stride that shares a factor with the season would look at the same weekdays only.
  while (stride > 1 && period > 1 && (period % stride === 0 || stride % period === 0)) stride += 1;
  const origins: number[] = [];
  for (let origin = n - 1; origin >= n - span; origin -= stride) origins.push(origin);
  origins.reverse();
  const refits: number[] = [];
  const wanted = Math.min(REFITS, origins.length);
  for (let k = 0; k < wanted; k += 1) refits.push(Math.floor((k * origins.length) / wanted));
  return { origins, refits, horizon, checked: Math.max(1, Math.min(horizon, Math.ceil(span * 0.75))) };
}
