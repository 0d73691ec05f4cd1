import { fitLevel } from './fit-level.ts';
import { isKnownAhead } from './known-ahead.ts';
import type { EffectColumn } from './prepare-columns.ts';
import { prepareColumns } from './prepare-columns.ts';
import { scaleValues } from './scale-values.ts';
import { listPhaseColumns, listYearColumns } from './season-columns.ts';
import type { Evidence } from './shrink-coefficients.ts';
import { shrinkCoefficients } from './shrink-coefficients.ts';
import type { Effects, EffectsInput, RegressorEffect } from './types.ts';

/** A factor is within e^±3: 1/20 to 20. */
const FURTHEST = 3;

/** A regressor that explains less than this is noise, and does nothing at all. */
const LEAST_EFFECT = 0.002;

/**
 * What holidays, events and numbers do to a series, learned from y[0 … length) alone: a regression beside a wandering
 * level, a season and a year's round, on logarithms where values allow it, with each effect drawn to nothing by how
 * seldom and how differently it was seen. A regressor that the history never showed does nothing.
 *
 * Pure; every number is finite. Null where there are fewer than 20 known values, none of the regressors moves, or the
 * series does not.
 */
export function estimateEffects({ y, length, period, stepsPerYear, regressors }: EffectsInput): Effects | null {
  const until = regressors.reduce((most, { values }) => Math.max(most, values.length), length);
  const past = y.slice(0, length).map((value) => (Number.isFinite(value) ? value : Number.NaN));
  const scaled = scaleValues(past);
  if (scaled === null) return null;
  const { z, size, multiplicative } = scaled;
  const columns = regressors.flatMap((regressor, of) =>
    isKnownAhead(regressor, y.length)
      ? prepareColumns(regressor, past, until, stepsPerYear).map((column) => ({ ...column, of }))
      : [],
  );
  if (columns.length === 0) return null;
  const season = [
    ...listPhaseColumns(length, length, period),
    ...listYearColumns(length, length, period, stepsPerYear),
  ];
  const seen = columns.map(({ values }) => values.subarray(0, length));
  const fit = fitLevel(z, season, seen);
  if (fit === null) return null;
  const kindOf = (of: number) => regressors[of]?.kind ?? 'number';
  const evidence = columns.map((column) => weigh(column, kindOf(column.of), fit.residuals));
  const { mean, sd } = shrinkCoefficients(fit.normal, evidence);

  const byRegressor = regressors.map(({ name, kind }, of): RegressorEffect => {
    const own = columns.flatMap((column, k) =>
      column.of === of ? [{ column, mean: mean[k] ?? 0, sd: sd[k] ?? 0 }] : [],
    );
    const sum = new Float64Array(until);
    for (const { column, mean: coefficient } of own) {
      if (Math.abs(coefficient) < LEAST_EFFECT) continue;
      for (let t = 0; t < until; t += 1) sum[t] = (sum[t] ?? 0) + coefficient * (column.values[t] ?? 0);
    }
    const [first] = own;
    const coefficient = first === undefined || Math.abs(first.mean) < LEAST_EFFECT ? 0 : first.mean;
    return {
      name,
      kind,
      coefficient: coefficient * size,
      sd: (first?.sd ?? 0) * size,
      seen: first?.column.seen ?? 0,
      share: sum.map((value) => (multiplicative ? Math.exp(hold(value)) : size * value)),
    };
  });
  if (!multiplicative) {
    const offset = new Float64Array(until);
    for (const { share } of byRegressor)
      for (let t = 0; t < until; t += 1) offset[t] = (offset[t] ?? 0) + (share[t] ?? 0);
    return { kind: 'additive', offset, byRegressor };
  }
  const logs = new Float64Array(until);
  for (const { share } of byRegressor) {
    for (let t = 0; t < until; t += 1) logs[t] = (logs[t] ?? 0) + Math.log(share[t] ?? 1);
  }
  return { kind: 'multiplicative', factor: logs.map((value) => Math.exp(hold(value))), byRegressor };
}

const hold = (value: number): number => Math.max(-FURTHEST, Math.min(FURTHEST, value));

/** How often a column was seen, and whether its occasions agreed beyond what noise explains. */
function weigh({ occasions }: EffectColumn, kind: Evidence['group'], residuals: Float64Array): Evidence {
  if (kind === 'number') return { group: kind, occasions: Number.POSITIVE_INFINITY, disagreement: 1 };
  const squares = occasions.flatMap(([from, to]) => {
    const known = residuals.subarray(from, to).filter((value) => !Number.isNaN(value));
    const sum = known.reduce((a, b) => a + b, 0);
    return known.length === 0 ? [] : [sum ** 2 / known.length];
  });
  const times = squares.length;
  if (times < 2) return { group: kind, occasions: times, disagreement: 1 };
  const ratio = squares.reduce((a, b) => a + b, 0) / (times - 1);
  const trusted = (PRIOR_TIMES + (times - 1) * ratio) / (PRIOR_TIMES + times - 1);
  return { group: kind, occasions: times, disagreement: Math.max(1, trusted) };
}

/** Occasions that agree as noise would have it, counted beside those seen. */
const PRIOR_TIMES = 4;
