/**
 * Where the level stands at the end of a seasonally adjusted stretch. Several slow estimates; which of them is used is
 * decided by how well it foretold earlier windows, see `judge-window.ts`.
 */
import { madScale, median } from './robust.ts';

export type LevelMethod =
  | { readonly kind: 'exponential'; readonly parameter: number }
  | { readonly kind: 'damped-trend'; readonly parameter: number }
  | { readonly kind: 'local-median'; readonly parameter: number };

export interface LevelEstimate {
  readonly level: number;
  /** Per step, at the first step after the stretch; damped by PHI each further step. */
  readonly trend: number;
}

export const LEVEL_METHODS: readonly LevelMethod[] = [
  { kind: 'exponential', parameter: 0.03 },
  { kind: 'exponential', parameter: 0.08 },
  { kind: 'exponential', parameter: 0.2 },
  { kind: 'damped-trend', parameter: 0.1 },
  { kind: 'local-median', parameter: 28 },
];

const PHI = 0.97;
const BETA = 0.03;

/** Level h steps ahead (h = 0: the first): level + trend × (1 + φ + … + φ^h), Gardner & McKenzie 1985. */
export function levelAhead(estimate: LevelEstimate, h: number): number {
  if (estimate.trend === 0) return estimate.level;
  return estimate.level + (estimate.trend * (1 - PHI ** (h + 1))) / (1 - PHI);
}

/** Pulls values beyond 3 robust standard deviations of the newest 56 in, so that one odd day does not move the level. */
export function clipOutliers(values: Float64Array): Float64Array {
  const recent = values.subarray(Math.max(0, values.length - 56));
  const centre = median(recent);
  const reach = 3 * madScale(recent, centre);
  if (!(reach > 0)) return values;
  return values.map((value) => Math.min(centre + reach, Math.max(centre - reach, value)));
}

/** @param values seasonally adjusted, oldest first, without holes; at least one. */
export function estimateLevel(values: Float64Array, method: LevelMethod): LevelEstimate {
  if (method.kind === 'local-median') {
    return { level: median(values.subarray(Math.max(0, values.length - method.parameter))), trend: 0 };
  }
  const alpha = method.parameter;
  const beta = method.kind === 'damped-trend' ? BETA : 0;
  let level = median(values.subarray(0, Math.min(values.length, 14)));
  let trend = 0;
  for (const value of values) {
    const ahead = level + PHI * trend;
    const next = ahead + alpha * (value - ahead);
    trend = beta === 0 ? 0 : PHI * trend + beta * (next - level - PHI * trend);
    level = next;
  }
  return { level, trend: beta === 0 ? 0 : PHI * trend };
}
