import { fitLevel } from './fit-level.ts';
import { scaleValues } from './scale-values.ts';
import { listPhaseColumns, listYearColumns } from './season-columns.ts';
import type { Evidence } from './shrink-coefficients.ts';
import { shrinkCoefficients } from './shrink-coefficients.ts';

export interface YearPatternInput {
  /** Only y[0 … length) is learned from; NaN where closed or missing. */
  readonly y: Float64Array;
  readonly length: number;
  /** Steps in a season, 1 for none. */
  readonly period: number;
  readonly stepsPerYear: number;
  /** Steps that are asked for: history and horizon. */
  readonly until: number;
}

const WAVE: Evidence = { group: 'number', occasions: Number.POSITIVE_INFINITY, disagreement: 1 };

/** A pattern within e^±2: more is the fit going wrong, not a year. */
const FURTHEST = 2;

/**
 * The year's round as a factor by step, with the season's own change over the year: Sundays may be full in winter and
 * empty in summer, which a model with one weekly pattern that drifts cannot know. Drawn to one by how little the past
 * shows of it. Null under 1.2 years, or where values do not suit factors.
 */
export function estimateYearPattern({ y, length, period, stepsPerYear, until }: YearPatternInput): Float64Array | null {
  const past = y.slice(0, length).map((value) => (Number.isFinite(value) ? value : Number.NaN));
  const scaled = scaleValues(past);
  const columns = listYearColumns(until, length, period, stepsPerYear);
  if (scaled === null || !scaled.multiplicative || columns.length === 0) return null;
  const seen = columns.map((column) => column.subarray(0, length));
  const fit = fitLevel(scaled.z, listPhaseColumns(length, length, period), seen);
  if (fit === null) return null;
  const { mean } = shrinkCoefficients(
    fit.normal,
    columns.map(() => WAVE),
  );
  const sum = new Float64Array(until);
  columns.forEach((column, k) => {
    for (let t = 0; t < until; t += 1) sum[t] = (sum[t] ?? 0) + (mean[k] ?? 0) * (column[t] ?? 0);
  });
  return sum.map((value) => Math.exp(Math.max(-FURTHEST, Math.min(FURTHEST, value))));
}
