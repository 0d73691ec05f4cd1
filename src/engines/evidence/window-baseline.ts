/** What the history before a window makes one expect inside of it, by every level method at once. */
import { clipOutliers, estimateLevel, LEVEL_METHODS, type LevelEstimate, levelAhead } from './expected-level.ts';
import type { PreparedSeries, Span } from './prepare-series.ts';
import { adjustedValue, readProfile, type Season, seasonalValue } from './weekday-profile.ts';

/** Half a year of weeks shapes the profile, and the level reads no further back. */
const REACH = 182;

export interface Measured {
  readonly series: PreparedSeries;
  readonly season: Season;
  readonly levels: Float64Array;
  /** Whether a window is a sum or a (weighted) mean of its steps. */
  readonly adds: boolean;
  readonly nonNegative: boolean;
}

export interface WindowBaseline {
  readonly span: Span;
  readonly profile: Float64Array;
  /** One estimate for each of LEVEL_METHODS. */
  readonly estimates: readonly LevelEstimate[];
  /** Steps in the window that have a value. */
  readonly open: number;
  readonly actual: number;
  /** Expected value of the same open steps, one for each of LEVEL_METHODS. */
  readonly expected: readonly number[];
}

/** Fewest measured steps before a window that a baseline can stand on: four weeks less one day a week, or six. */
export function warmUp(season: Season): number {
  return season.length === 7 ? 20 : 6;
}

/** null when the window has nothing in it or too little stands before it. Looks at nothing after the window. */
export function windowBaseline(measured: Measured, span: Span): WindowBaseline | null {
  const { series, season, levels } = measured;
  const observed = aggregate(measured, span, (slot) => series.y[slot] ?? Number.NaN);
  if (observed === null || span.from <= 0) return null;
  const from = Math.max(0, span.from - REACH);
  const profile = readProfile(series.y, levels, season, from, span.from);
  const adjusted = adjustedBefore(measured, profile, from, span.from);
  if (adjusted.length < warmUp(season)) return null;
  const clipped = clipOutliers(adjusted);
  const estimates = LEVEL_METHODS.map((method) => estimateLevel(clipped, method));
  const expected = estimates.map(
    (estimate) =>
      aggregate(measured, span, (slot) => expectedStep(measured, profile, estimate, span, slot))?.value ?? 0,
  );
  return { span, profile, estimates, open: observed.open, actual: observed.value, expected };
}

export function expectedStep(
  measured: Measured,
  profile: Float64Array,
  estimate: LevelEstimate,
  span: Span,
  slot: number,
): number {
  const value = seasonalValue(profile, measured.season, slot, levelAhead(estimate, slot - span.from));
  return measured.nonNegative ? Math.max(0, value) : value;
}

/** Sum or weighted mean over the slots of a span that were measured; null when there is none. */
export function aggregate(
  measured: Measured,
  span: Span,
  valueAt: (slot: number) => number,
): { readonly value: number; readonly open: number } | null {
  const { y, weight } = measured.series;
  let sum = 0;
  let weights = 0;
  let open = 0;
  for (let slot = Math.max(0, span.from); slot < Math.min(y.length, span.to); slot++) {
    const known = y[slot] ?? Number.NaN;
    if (Number.isNaN(known)) continue;
    const w = measured.adds ? 1 : (weight[slot] ?? 1);
    sum += w * valueAt(slot);
    weights += w;
    open++;
  }
  if (open === 0) return null;
  return { value: measured.adds ? sum : sum / weights, open };
}

function adjustedBefore(measured: Measured, profile: Float64Array, from: number, to: number): Float64Array {
  const { y } = measured.series;
  const values = new Float64Array(to - from);
  let count = 0;
  for (let slot = from; slot < to; slot++) {
    const value = y[slot] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const adjusted = adjustedValue(profile, measured.season, slot, value);
    if (!Number.isNaN(adjusted)) values[count++] = adjusted;
  }
  return values.subarray(0, count);
}
