/**
 * When did the level move? Binary segmentation for shifts of the mean (Scott & Knott 1974) on the seasonally adjusted
 * series. A split counts when its gain in fit over the long-run variance beats a BIC penalty for two parameters more
 * (place and level), 2·ln n (Yao 1988). The variance is widened by (1+ρ)/(1−ρ), because days that resemble their
 * neighbours look like shifts when taken for independent. A split must also fit clearly better than a parabola,
 * which has as many parameters: a season that comes and goes slowly has no date.
 */
import type { Grain } from '../../contracts/period.ts';
import type { ChangePoint } from './explain-types.ts';
import { fractionOf, type Span } from './prepare-series.ts';
import { mean } from './robust.ts';
import { adjustedValue, readProfile } from './weekday-profile.ts';
import type { Measured } from './window-baseline.ts';

const REACH: Readonly<Record<Grain, { readonly steps: number; readonly minSegment: number }>> = {
  day: { steps: 120, minSegment: 7 },
  week: { steps: 52, minSegment: 4 },
  month: { steps: 36, minSegment: 4 },
};
const MAX_RHO = 0.8;
const PROFILE_REACH = 364;

export interface Break {
  /** Index of the first value of the new level. */
  readonly index: number;
  /** Reduction of the residual sum of squares over the residual variance: Chow's F for one break in the mean. */
  readonly f: number;
  /** The same over the long-run variance. */
  readonly statistic: number;
  /** How much better than a parabola, over the long-run variance. */
  readonly overCurve: number;
}

/** The best single split with at least `minSegment` values on both sides, or null when there is no room for one. */
export function strongestBreak(values: ArrayLike<number>, minSegment: number): Break | null {
  const n = values.length;
  if (n < 2 * minSegment || n < 4) return null;
  const centre = mean(values);
  let total = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const d = (values[i] ?? 0) - centre;
    total += d;
    squares += d * d;
  }
  let index = -1;
  let gain = 0;
  let sum = 0;
  for (let i = 1; i < n; i++) {
    sum += (values[i - 1] ?? 0) - centre;
    if (i < minSegment || n - i < minSegment) continue;
    const g = sum ** 2 / i + (total - sum) ** 2 / (n - i) - total ** 2 / n;
    if (g > gain) {
      gain = g;
      index = i;
    }
  }
  const left = squares - total ** 2 / n - gain;
  if (index < 0 || gain <= 1e-12 * squares) return null;
  const variance = Math.max(left, 1e-12 * squares) / (n - 2);
  const f = gain / variance;
  const rho = Math.min(MAX_RHO, Math.max(0, lagOneCorrelation(values, index)));
  const longRun = (variance * (1 + rho)) / (1 - rho);
  return { index, f, statistic: gain / longRun, overCurve: (gain - gainOfCurve(values, centre)) / longRun };
}

/** The shift nearest to what was asked: the strongest one inside `around`, else the strongest of all, or null. */
export function findChangePoint(measured: Measured, end: number, around: Span): ChangePoint | null {
  const { series, season, levels } = measured;
  const { steps, minSegment } = REACH[series.grain];
  const profile = readProfile(series.y, levels, season, end - PROFILE_REACH, end);
  const slots: number[] = [];
  const values: number[] = [];
  for (let slot = Math.max(0, end - steps); slot < Math.min(end, series.y.length); slot++) {
    const value = series.y[slot] ?? Number.NaN;
    const adjusted = !Number.isNaN(value) ? adjustedValue(profile, season, slot, value) : Number.NaN;
    if (Number.isNaN(adjusted)) continue;
    slots.push(slot);
    values.push(adjusted);
  }
  const penalty = 2 * Math.log(Math.max(2, values.length));
  const found = segment(values, 0, minSegment, penalty);
  const inside = found.filter(({ index }) => (slots[index] ?? -1) >= around.from && (slots[index] ?? -1) < around.to);
  const best = strongest(inside) ?? strongest(found);
  if (best === null) return null;
  const edges = [0, ...found.map(({ index }) => index).sort((a, b) => a - b), values.length];
  const at = edges.indexOf(best.index);
  const before = mean(values.slice(edges[at - 1], best.index));
  const after = mean(values.slice(best.index, edges[at + 1]));
  return {
    t: series.axis.dateOf(series.first + (slots[best.index] ?? 0)),
    before,
    after,
    relative: before > 0 ? fractionOf(after - before, before) : null,
    statistic: best.statistic,
    penalty,
  };
}

function segment(values: readonly number[], offset: number, minSegment: number, penalty: number): Break[] {
  const best = strongestBreak(values, minSegment);
  if (best === null || best.statistic <= penalty || best.overCurve <= penalty / 2) return [];
  return [
    { ...best, index: best.index + offset },
    ...segment(values.slice(0, best.index), offset, minSegment, penalty),
    ...segment(values.slice(best.index), offset + best.index, minSegment, penalty),
  ];
}

function strongest(breaks: readonly Break[]): Break | null {
  return breaks.reduce<Break | null>((top, one) => (top === null || one.statistic > top.statistic ? one : top), null);
}

/** Reduction of the sum of squares by a parabola (orthogonal polynomials on equal steps). */
function gainOfCurve(values: ArrayLike<number>, centre: number): number {
  const n = values.length;
  const middle = (n - 1) / 2;
  const meanSquare = (n * n - 1) / 12;
  let line = 0;
  let curve = 0;
  let lineOwn = 0;
  let curveOwn = 0;
  for (let i = 0; i < n; i++) {
    const x = i - middle;
    const q = x * x - meanSquare;
    const d = (values[i] ?? 0) - centre;
    line += x * d;
    curve += q * d;
    lineOwn += x * x;
    curveOwn += q * q;
  }
  return line ** 2 / lineOwn + (curveOwn > 0 ? curve ** 2 / curveOwn : 0);
}

/** Of the residuals about the two levels, so that the shift itself does not count as likeness. */
function lagOneCorrelation(values: ArrayLike<number>, index: number): number {
  const all = Array.from(values);
  const left = mean(all.slice(0, index));
  const right = mean(all.slice(index));
  const residuals = all.map((value, i) => value - (i < index ? left : right));
  let cross = 0;
  let own = 0;
  residuals.forEach((r, i) => {
    own += r * r;
    if (i > 0) cross += r * (residuals[i - 1] ?? 0);
  });
  return own > 0 ? cross / own : 0;
}
