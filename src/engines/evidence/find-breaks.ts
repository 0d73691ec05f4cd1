/**
 * Shifts of the mean in a list of values. Binary segmentation (Scott & Knott 1974); where no single split holds, a
 * stretch that departs and returns is looked for (circular binary segmentation, Olshen et al. 2004).
 *
 * A split counts when its gain in fit over the long-run variance beats a BIC penalty, ln n for each place and level
 * (Yao 1988), and one ln n more for a stretch, whose two places are picked among many pairs. The variance is widened by (1+ρ)/(1−ρ), because days that resemble their neighbours look like shifts
 * when taken for independent. It must also fit clearly better than a parabola: a season that comes and goes slowly
 * has no date.
 */
import { mean } from './robust.ts';

const MAX_RHO = 0.8;

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

/** All shifts, in order. */
export function findBreaks(values: readonly number[], minSegment: number): Break[] {
  return segment(values, 0, minSegment, Math.log(Math.max(2, values.length))).sort((a, b) => a.index - b.index);
}

/** The best single split with at least `minSegment` values on both sides, or null when there is no room for one. */
export function strongestBreak(values: ArrayLike<number>, minSegment: number): Break | null {
  const sums = sumUp(values);
  const n = values.length;
  if (n < 2 * minSegment || n < 4) return null;
  let index = -1;
  let gain = 0;
  for (let i = minSegment; i <= n - minSegment; i++) {
    const g = gainOf(sums, [0, i, n]);
    if (g > gain) {
      gain = g;
      index = i;
    }
  }
  return index < 0 ? null : weigh(values, sums, [0, index, n], gain);
}

/** The best stretch that departs from what is on both sides of it, at most half as long as the whole. */
export function strongestEpisode(values: ArrayLike<number>, minSegment: number): readonly [Break, Break] | null {
  const sums = sumUp(values);
  const n = values.length;
  let best: readonly [number, number] | null = null;
  let gain = 0;
  for (let i = minSegment; i + 2 * minSegment <= n; i++) {
    for (let j = i + minSegment; j <= Math.min(n - minSegment, i + (n >> 1)); j++) {
      // One level outside, one inside: the outer parts share their mean.
      const inside = sums[j] ?? 0;
      const d = inside - (sums[i] ?? 0);
      const g = d ** 2 / (j - i) + d ** 2 / (n - j + i);
      if (g > gain) {
        gain = g;
        best = [i, j];
      }
    }
  }
  if (best === null) return null;
  const weighed = weigh(values, sums, [0, best[0], best[1], n], gain);
  return weighed === null ? null : [weighed, { ...weighed, index: best[1] }];
}

function segment(values: readonly number[], offset: number, minSegment: number, logN: number): Break[] {
  const best = strongestBreak(values, minSegment);
  if (best !== null && best.statistic > 2 * logN && best.overCurve > logN) {
    return [
      { ...best, index: best.index + offset },
      ...segment(values.slice(0, best.index), offset, minSegment, logN),
      ...segment(values.slice(best.index), offset + best.index, minSegment, logN),
    ];
  }
  const episode = strongestEpisode(values, minSegment);
  if (episode === null || episode[0].statistic <= 4 * logN || episode[0].overCurve <= logN) return [];
  return episode.map((one) => ({ ...one, index: one.index + offset }));
}

/** Running sums of the centred values: entry i is the sum of the first i. */
function sumUp(values: ArrayLike<number>): Float64Array {
  const centre = mean(values);
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0) - centre;
  return sums;
}

/** Sum of squares that levels between the edges take away. */
function gainOf(sums: Float64Array, edges: readonly number[]): number {
  let gain = 0;
  for (let k = 1; k < edges.length; k++) {
    const [from, to] = [edges[k - 1] ?? 0, edges[k] ?? 0];
    gain += ((sums[to] ?? 0) - (sums[from] ?? 0)) ** 2 / (to - from);
  }
  return gain;
}

function weigh(values: ArrayLike<number>, sums: Float64Array, edges: readonly number[], gain: number): Break | null {
  const n = values.length;
  const residuals = residualsOf(values, edges);
  const left = residuals.reduce((sum, r) => sum + r * r, 0);
  if (gain <= 1e-12 * (gain + left)) return null;
  const variance = Math.max(left, 1e-12 * gain) / (n - 2);
  const rho = Math.min(MAX_RHO, Math.max(0, lagOneCorrelation(residuals)));
  const longRun = (variance * (1 + rho)) / (1 - rho);
  return {
    index: edges[1] ?? 0,
    f: gain / variance,
    statistic: gain / longRun,
    overCurve: (gain - gainOfCurve(sums)) / longRun,
  };
}

/** About the levels between the edges, so that the shift itself does not count as likeness of neighbours. */
function residualsOf(values: ArrayLike<number>, edges: readonly number[]): number[] {
  const all = Array.from(values);
  return edges.slice(1).flatMap((to, k) => {
    const part = all.slice(edges[k], to);
    const level = mean(part);
    return part.map((value) => value - level);
  });
}

function lagOneCorrelation(residuals: readonly number[]): number {
  let cross = 0;
  let own = 0;
  residuals.forEach((r, i) => {
    own += r * r;
    if (i > 0) cross += r * (residuals[i - 1] ?? 0);
  });
  return own > 0 ? cross / own : 0;
}

/** Reduction of the sum of squares by a parabola (orthogonal polynomials on equal steps). */
function gainOfCurve(sums: Float64Array): number {
  const n = sums.length - 1;
  const middle = (n - 1) / 2;
  const meanSquare = (n * n - 1) / 12;
  let line = 0;
  let curve = 0;
  let lineOwn = 0;
  let curveOwn = 0;
  for (let i = 0; i < n; i++) {
    const x = i - middle;
    const q = x * x - meanSquare;
    const d = (sums[i + 1] ?? 0) - (sums[i] ?? 0);
    line += x * d;
    curve += q * d;
    lineOwn += x * x;
    curveOwn += q * q;
  }
  return (lineOwn > 0 ? line ** 2 / lineOwn : 0) + (curveOwn > 0 ? curve ** 2 / curveOwn : 0);
}
