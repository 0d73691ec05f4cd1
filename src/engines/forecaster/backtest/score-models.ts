import type { ModelScore } from '../types.ts';
import type { OriginPlan } from './plan-origins.ts';

/** Mean |y(t) − y(t − period)| over steps where both are known; the scale of MASE. Zero where nothing moves. */
function seasonalScale(y: Float64Array, period: number): number {
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

/** WAPE, MASE and sMAPE over every checked step that was open. `rows`: what was said at each origin. */
export function scoreRows(
  y: Float64Array,
  period: number,
  { origins, checked }: OriginPlan,
  rows: Float64Array,
): Omit<ModelScore, 'name'> {
  const scale = seasonalScale(y, period);
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
  return {
    wape: ratio(errors, actuals),
    mase: ratio(errors / Math.max(1, count), scale),
    smape: symmetric / Math.max(1, count),
  };
}

/** A ratio that stays finite: no error over nothing is none; some error over nothing counts as all of it. */
function ratio(part: number, whole: number): number {
  if (whole > 0) return part / whole;
  return part > 0 ? 1 : 0;
}
