import { mean } from '../numerics/mean.ts';
import { alignCycles } from './align-cycles.ts';
import { decomposeMstl, seasonalWindowOf } from './mstl.ts';

/** A seasonal pattern as it is known, over the past and beyond it. Additive. */
export interface SeasonPattern {
  /** Steps in a cycle as given, not always whole. */
  readonly period: number;
  /** Share of the pattern that was taken for noise and left out, 0 to 1. */
  readonly shrinkage: number;
  /** The pattern at steps 0 … until − 1: within the past as it was, beyond it as in its last cycle. */
  values(until: number): Float64Array;
}

export interface Seasons {
  readonly trend: Float64Array;
  readonly patterns: readonly SeasonPattern[];
}

/** From this many phases on a pattern is smoothed over a twelfth of it to each side: two years tell little of a single day of the year. */
const SMOOTH_FROM = 60;

/** The periods, ascending, that a history of `length` steps can tell: from 2 steps, seen more than twice. */
export function listPeriods(periods: readonly number[], length: number): number[] {
  return [...new Set(periods)].filter((period) => period >= 2 && length > 2 * period).sort((a, b) => a - b);
}

/**
 * Trend and seasonal patterns by MSTL, each pattern shrunk towards none by how much of it is noise: the James–Stein
 * estimator of Miller & Williams 2003 ("Shrinkage estimators of time series seasonal factors", Int. J. Forecasting 19).
 * `y` has no missing value; `periods` as `listPeriods` gives them.
 */
export function estimateSeasons(y: Float64Array, periods: readonly number[], robust: boolean): Seasons {
  const { trend, seasons } = decomposeMstl(y, periods, robust);
  const rest = y.map((value, t) => seasons.reduce((left, season) => left - (season[t] ?? 0), value - (trend[t] ?? 0)));
  const noise = variance(rest);
  const patterns = periods.map((period, i): SeasonPattern => {
    const calendar = alignCycles(period, y.length);
    const phases = calendar.period;
    const found = seasons[i] ?? new Float64Array(y.length);
    const reach = phases > SMOOTH_FROM ? Math.round(phases / 12) : 0;
    const season = reach > 0 ? smoothEvenly(found, reach, phases) : found;
    const cycles = Math.min(y.length / period, countEffective(seasonalWindowOf(i) - 1));
    // Both sides of a phase count, so nearly twice the reach.
    const averaged = cycles * Math.max(1, 2 * countEffective(reach) - 1);
    const shrinkage = shrinkageOf(noise / averaged, variance(season.subarray(-phases)), phases);
    const kept = season.map((value) => (1 - shrinkage) * value);
    const values = (until: number) => {
      const out = new Float64Array(until);
      out.set(kept.subarray(0, until));
      if (until <= kept.length) return out;
      const byPhase = new Float64Array(phases);
      for (let t = Math.max(0, kept.length - 2 * phases); t < kept.length; t += 1) {
        byPhase[calendar.phaseOf(t)] = kept[t] ?? 0;
      }
      for (let t = kept.length; t < until; t += 1) out[t] = byPhase[calendar.phaseOf(t)] ?? 0;
      return out;
    };
    return { period, shrinkage, values };
  });
  return { trend, patterns };
}

/** Noise of a pattern over its spread, in the weight of James & Stein: at most all, and none under four phases. */
function shrinkageOf(noise: number, spread: number, phases: number): number {
  if (phases < 4 || noise <= 0) return 0;
  if (spread <= 0) return 1;
  return Math.min(1, (((phases - 3) / (phases - 1)) * noise) / spread);
}

/** How many equal weights tell as much as tricube weights on one side, `reach` steps wide (Kish 1965). */
function countEffective(reach: number): number {
  let sum = 0;
  let squares = 0;
  for (let k = 0; k <= reach; k += 1) {
    const weight = tricube(k, reach);
    sum += weight;
    squares += weight * weight;
  }
  return (sum * sum) / squares;
}

function tricube(distance: number, reach: number): number {
  return (1 - (distance / (reach + 1)) ** 3) ** 3;
}

/** Tricube mean of the neighbours up to `reach` steps away; at both ends the pattern goes on as one cycle before or after. */
function smoothEvenly(values: Float64Array, reach: number, phases: number): Float64Array {
  const n = values.length;
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, k) => tricube(Math.abs(k - reach), reach));
  const total = kernel.reduce((a, b) => a + b, 0);
  const padded = Float64Array.from({ length: n + 2 * reach }, (_, k) => {
    const t = k - reach;
    return values[t < 0 ? t + phases : t < n ? t : t - phases] ?? 0;
  });
  return values.map((_, t) => {
    let sum = 0;
    for (let k = 0; k < kernel.length; k += 1) sum += (kernel[k] ?? 0) * (padded[t + k] ?? 0);
    return sum / total;
  });
}

function variance(values: Float64Array): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
}
