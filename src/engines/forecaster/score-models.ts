import type { Backtest } from './run-backtest.ts';
import type { ModelName, ModelScore } from './types.ts';

/** Mean |y(t) − y(t − period)| over steps where both are known; the scale of MASE. Zero where nothing moves. */
export function seasonalScale(y: Float64Array, period: number): number {
  let sum = 0;
  let count = 0;
  for (let t = period; t < y.length; t += 1) {
    const change = Math.abs((y[t] ?? Number.NaN) - (y[t - period] ?? Number.NaN));
    if (Number.isNaN(change)) continue;
    sum += change;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

/** WAPE, MASE and sMAPE of each model over every checked step that was open. */
export function scoreModels(y: Float64Array, period: number, backtest: Backtest): ModelScore[] {
  const scale = seasonalScale(y, period);
  const { origins, checked } = backtest.plan;
  const scores: ModelScore[] = [];
  for (const [name, rows] of backtest.forecasts) {
    let errors = 0;
    let actuals = 0;
    let symmetric = 0;
    let count = 0;
    origins.forEach((origin, k) => {
      for (let h = 0; h < checked && origin + h < y.length; h += 1) {
        const actual = y[origin + h] ?? Number.NaN;
        if (Number.isNaN(actual)) continue;
        const forecast = rows[k * checked + h] ?? 0;
        const error = Math.abs(actual - forecast);
        errors += error;
        actuals += Math.abs(actual);
        symmetric += error === 0 ? 0 : (2 * error) / (Math.abs(actual) + Math.abs(forecast));
        count += 1;
      }
    });
    scores.push({
      name,
      wape: ratio(errors, actuals),
      mase: ratio(errors / Math.max(1, count), scale),
      smape: symmetric / Math.max(1, count),
    });
  }
  return scores;
}

/** A ratio that stays finite: no error over nothing is none; some error over nothing counts as all of it. */
function ratio(part: number, whole: number): number {
  if (whole > 0) return part / whole;
  return part > 0 ? 1 : 0;
}

/** Models that may replace the plain mean, by the least gain that is worth it, as a share of the mean's error. */
const NEEDED_GAIN: Readonly<Record<Exclude<ModelName, 'mean'>, number>> = {
  'mean-annual': 0.01,
  ets: 0.03,
  theta: 0.03,
  'ets-annual': 0.03,
  'theta-annual': 0.03,
  'seasonal-naive': 0.03,
};

/** The gain it takes when hardly any of the backtest's forecasts are independent. */
const FEW_NEED = 0.2;

/**
 * The plain mean of ETS and Theta, unless another did clearly better: the winner of a backtest is partly lucky and
 * the mean seldom loses much. Clearly: by more than one standard error of the difference (the rule of Breiman et al.
 * 1984), where forecasts that overlap count once; with fewer than four that do not, by a fifth as well.
 */
export function chooseModel(y: Float64Array, backtest: Backtest): ModelName {
  const { origins, checked } = backtest.plan;
  const mean = backtest.forecasts.get('mean');
  const span = y.length - (origins[0] ?? y.length);
  const independent = span / checked;
  if (mean === undefined) return 'mean';
  const losses = (rows: Float64Array) => listLosses(y, origins, checked, rows);
  const meanLosses = losses(mean);
  const meanLoss = average(meanLosses);
  let best: ModelName = 'mean';
  let highest = 0;
  for (const [name, rows] of backtest.forecasts) {
    if (name === 'mean') continue;
    const gains = losses(rows).map((loss, k) => (meanLosses[k] ?? 0) - loss);
    const gain = average(gains);
    const spread = Math.sqrt(average(gains.map((value) => (value - gain) ** 2)));
    const least = independent < 4 ? FEW_NEED : NEEDED_GAIN[name];
    const sure = gain > Math.max(least * meanLoss, spread / Math.sqrt(independent));
    if (sure && gain > highest) {
      best = name;
      highest = gain;
    }
  }
  return best;
}

/** Mean absolute error of each origin's forecast; origins without an open step are left out. */
function listLosses(y: Float64Array, origins: readonly number[], checked: number, rows: Float64Array): number[] {
  const losses: number[] = [];
  origins.forEach((origin, k) => {
    let sum = 0;
    let count = 0;
    for (let h = 0; h < checked && origin + h < y.length; h += 1) {
      const error = Math.abs((y[origin + h] ?? Number.NaN) - (rows[k * checked + h] ?? 0));
      if (Number.isNaN(error)) continue;
      sum += error;
      count += 1;
    }
    if (count > 0) losses.push(sum / count);
  });
  return losses;
}

function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}
