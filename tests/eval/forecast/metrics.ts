/** Errors of one series' forecast. Shares are fractions; NaN where a measure has no meaning. */
export interface SeriesScore {
  readonly mape: number;
  readonly wape: number;
  readonly smape: number;
  readonly mase: number;
  readonly msis: number;
  readonly cov80: number;
  readonly cov95: number;
}

/** A forecast with its intervals, a value for each step of the test part. */
export interface Prediction {
  readonly mean: ArrayLike<number>;
  readonly low80: ArrayLike<number>;
  readonly high80: ArrayLike<number>;
  readonly low95: ArrayLike<number>;
  readonly high95: ArrayLike<number>;
}

/**
 * Mean |y(t) − y(t − season)| of the train part: the scale of MASE and MSIS (Hyndman & Koehler 2006; Makridakis,
 * Spiliotis & Assimakopoulos 2020, "The M4 Competition", eq. 2). NaN where nothing moves or nothing is known.
 */
export function naiveScale(train: ArrayLike<number>, season: number): number {
  let sum = 0;
  let count = 0;
  for (let t = season; t < train.length; t += 1) {
    const change = Math.abs((train[t] ?? Number.NaN) - (train[t - season] ?? Number.NaN));
    if (Number.isNaN(change)) continue;
    sum += change;
    count += 1;
  }
  return sum > 0 ? sum / count : Number.NaN;
}

/**
 * The measures of M4 for one series (Makridakis et al. 2020): sMAPE is the mean of 2|y − f| / (|y| + |f|), MASE the
 * mean |y − f| over `scale`, MSIS the mean interval score at 95% (Gneiting & Raftery 2007) over `scale`. MAPE leaves
 * out actual zeros; WAPE is Σ|y − f| / Σ|y|. Missing actuals are left out of all.
 */
export function scoreSeries(actual: ArrayLike<number>, prediction: Prediction, scale: number): SeriesScore {
  const sums = { percent: 0, percents: 0, error: 0, size: 0, symmetric: 0, interval: 0, in80: 0, in95: 0, count: 0 };
  for (let h = 0; h < actual.length; h += 1) {
    const y = actual[h] ?? Number.NaN;
    if (Number.isNaN(y)) continue;
    const forecast = prediction.mean[h] ?? Number.NaN;
    const error = Math.abs(y - forecast);
    sums.count += 1;
    sums.error += error;
    sums.size += Math.abs(y);
    sums.symmetric += error === 0 ? 0 : (2 * error) / (Math.abs(y) + Math.abs(forecast));
    if (y !== 0) {
      sums.percent += error / Math.abs(y);
      sums.percents += 1;
    }
    sums.interval += intervalScore(y, prediction.low95[h] ?? Number.NaN, prediction.high95[h] ?? Number.NaN, 0.05);
    sums.in80 += isWithin(y, prediction.low80[h], prediction.high80[h]);
    sums.in95 += isWithin(y, prediction.low95[h], prediction.high95[h]);
  }
  const { count } = sums;
  return {
    mape: sums.percents > 0 ? sums.percent / sums.percents : Number.NaN,
    wape: sums.size > 0 ? sums.error / sums.size : Number.NaN,
    smape: sums.symmetric / count,
    mase: sums.error / count / scale,
    msis: sums.interval / count / scale,
    cov80: sums.in80 / count,
    cov95: sums.in95 / count,
  };
}

/** Width plus 2/α times how far the value is outside (Gneiting & Raftery 2007, eq. 43). */
export function intervalScore(y: number, low: number, high: number, alpha: number): number {
  return high - low + (2 / alpha) * (Math.max(0, low - y) + Math.max(0, y - high));
}

/**
 * Overall weighted average of M4: the mean of sMAPE and MASE, each averaged over the series first and then taken
 * relative to that of Naïve2.
 */
export function owa(
  model: { readonly smape: number; readonly mase: number },
  naive2: { readonly smape: number; readonly mase: number },
): number {
  return (model.smape / naive2.smape + model.mase / naive2.mase) / 2;
}

/** Mean of the numbers that are; NaN of none. */
export function meanKnown(values: readonly number[]): number {
  const known = values.filter(Number.isFinite);
  return known.length === 0 ? Number.NaN : known.reduce((a, b) => a + b, 0) / known.length;
}

function isWithin(y: number, low = Number.NaN, high = Number.NaN): number {
  return y >= low && y <= high ? 1 : 0;
}
