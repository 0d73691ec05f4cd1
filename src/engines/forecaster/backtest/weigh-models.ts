import { mean } from '../numerics/mean.ts';
import type { ModelName } from '../types.ts';
import type { Backtest } from './run-backtest.ts';

export interface ModelWeight {
  readonly name: ModelName;
  readonly weight: number;
}

/** Weights fall with this power of the backtest's error where the past can tell models apart. */
const HIGHEST_POWER = 8;

/** Forecasts that do not overlap from which half of that power is trusted. */
const HALFWAY = 4;

/** A model this much worse than the best has no part. */
const TOO_WEAK = 1.5;

/**
 * Weights of a mixed forecast: the inverse of each model's mean absolute error over the backtest, to a power (Bates &
 * Granger 1969, with the errors taken as independent: their estimated covariances cost more than they tell, Timmermann
 * 2006). The fewer forecasts of the past that do not overlap, the nearer to a plain mean. Largest first, adding up to
 * one; empty where nothing was tried.
 */
export function weighModels(y: Float64Array, backtest: Backtest, among: readonly ModelName[]): readonly ModelWeight[] {
  const losses = among.flatMap((name) => {
    const tried = backtest.tried.get(name);
    return tried === undefined ? [] : [{ name, loss: mean(listLosses(y, backtest.plan, tried.rows)) }];
  });
  const best = losses.reduce((least, { loss }) => Math.min(least, loss), Number.POSITIVE_INFINITY);
  const kept = losses.filter(({ loss }) => loss <= TOO_WEAK * best);
  // A series that every model hits exactly leaves nothing to weigh by.
  const { origins, checked } = backtest.plan;
  const independent = (y.length - (origins[0] ?? y.length)) / checked;
  const power = (HIGHEST_POWER * independent) / (independent + HALFWAY);
  const raw = kept.map(({ loss }) => (best > 0 ? (best / loss) ** power : 1));
  const sum = raw.reduce((a, b) => a + b, 0);
  return kept.map(({ name }, i) => ({ name, weight: (raw[i] ?? 0) / sum })).sort((a, b) => b.weight - a.weight);
}

/** The weighted mean of the models' rows. */
export function mixRows({ plan, tried }: Backtest, weights: readonly ModelWeight[]): Float64Array {
  return mix(plan.origins.length * plan.checked, weights, (name) => tried.get(name)?.rows);
}

/** The weighted mean of what the models say of the horizon. */
export function mixAhead({ plan, tried }: Backtest, weights: readonly ModelWeight[]): Float64Array {
  return mix(plan.horizon, weights, (name) => tried.get(name)?.ahead);
}

function mix(
  size: number,
  weights: readonly ModelWeight[],
  valuesOf: (name: ModelName) => Float64Array | undefined,
): Float64Array {
  const mixed = new Float64Array(size);
  for (const { name, weight } of weights) {
    const values = valuesOf(name);
    for (let i = 0; i < size; i += 1) mixed[i] = (mixed[i] ?? 0) + weight * (values?.[i] ?? 0);
  }
  return mixed;
}

/** Mean absolute error of each origin's forecast; origins without an open step are left out. */
export function listLosses(y: Float64Array, { origins, checked }: Backtest['plan'], rows: Float64Array): number[] {
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
