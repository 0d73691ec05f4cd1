import type { Columns } from './types.ts';

/** What the features of a step may look at. */
export interface FeatureSource {
  /** Scaled values without their season, NaN where missing. */
  readonly adjusted: Float64Array;
  /** levels[t] knows adjusted[0 … t). */
  readonly levels: Float64Array;
  readonly period: number;
  /** Steps in a year where a yearly pattern may be learned beside the season, else null. */
  readonly stepsPerYear: number | null;
  /** One column a regressor, reaching to the step asked for; NaN or no value where unknown. */
  readonly regressors: Columns;
}

/** Newest values that are features one by one. */
const LAGS = 4;

/** How many features `fillFeatures` gives. */
export function countFeatures({ period, stepsPerYear, regressors }: FeatureSource): number {
  return LAGS + 2 + (period > 1 ? 5 : 0) + (stepsPerYear === null ? 0 : 3) + regressors.length;
}

/**
 * Features of step `t` for one who knows the steps before it. Values of the past are differences from the level, so
 * that a level never seen before looks like one that was.
 */
export function fillFeatures(source: FeatureSource, t: number, out: Float64Array): void {
  const { adjusted, levels, period, stepsPerYear, regressors } = source;
  const level = levels[t] ?? 0;
  const at = (step: number) => (step >= 0 && step < t ? (adjusted[step] ?? Number.NaN) - level : Number.NaN);
  let i = 0;
  const add = (value: number) => {
    out[i] = value;
    i += 1;
  };
  for (let k = 1; k <= LAGS; k += 1) add(at(t - k));
  const window = Math.max(period, 4);
  add(meanOf(at, t - window, t));
  add(meanOf(at, t - 3 * window, t));
  if (period > 1) {
    add(at(t - period));
    add(at(t - 2 * period));
    addTurn(add, t / period);
    add(t % period);
  }
  if (stepsPerYear !== null) {
    addTurn(add, t / stepsPerYear);
    // The season around the same step last year beside the level of then: how this time of the year differs.
    const then = t - Math.round(stepsPerYear);
    const half = Math.max(1, period >> 1);
    add(then > 0 ? meanOf(at, then - half, then + half + 1) + level - (levels[then] ?? 0) : Number.NaN);
  }
  for (const column of regressors) add(column[t] ?? Number.NaN);
}

function addTurn(add: (value: number) => void, turns: number): void {
  add(Math.sin(2 * Math.PI * turns));
  add(Math.cos(2 * Math.PI * turns));
}

/** Mean of the known values of steps from … to − 1. */
function meanOf(at: (t: number) => number, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let step = Math.max(0, from); step < to; step += 1) {
    const value = at(step);
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? Number.NaN : sum / count;
}
