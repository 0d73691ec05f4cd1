/**
 * What else differed between the two periods (weather, a price, ad spend): the difference of means against the same
 * difference at earlier dates. This finds coincidences; it says nothing of causes.
 */
import { normalQuantile, signTest } from './distributions.ts';
import type { ContextFinding, ContextInput } from './explain-types.ts';
import { fractionOf, type PreparedSeries, prepareSeries, type Span } from './prepare-series.ts';
import { madScale, mean, median } from './robust.ts';

/** Fewest earlier differences to judge one by. */
const MIN_EARLIER = 8;
const MAX_EARLIER = 156;
/** A window counts when this share of its steps has a value. */
const MIN_COVERAGE = 0.5;
const MAX_Z = 99;
export const MAX_COINCIDENCES = 3;

/**
 * How unusual a series must be to be named, in standard deviations: a two-sided 5% test shared by all series looked at
 * (Bonferroni), so that ten series do not yield a "coincidence" every other time.
 */
export function coincidenceThreshold(series: number): number {
  return normalQuantile(1 - 0.05 / (2 * Math.max(1, series)));
}

/**
 * @param metric the explained series; windows and slots are read on its axis.
 * @param last day number up to which anything is read.
 */
export function compareContext(
  input: ContextInput,
  metric: PreparedSeries,
  last: number,
  spans: { readonly compare: Span; readonly period: Span },
  threshold: number,
): ContextFinding {
  const points = input.points.map((point) => ({ ...point, state: 'open' as const }));
  const own = prepareSeries(points, metric.grain, last, false, () => metric.axis);
  const shift = metric.first - own.first;
  const meanAt = (span: Span, back: number) =>
    windowMean(own.y, { from: span.from + shift - back, to: span.to + shift - back });
  const before = meanAt(spans.compare, 0);
  const after = meanAt(spans.period, 0);
  const week = metric.grain === 'day' ? 7 : 1;
  const sameWay = countSameWay(metric.y, own.y, shift, spans.period, week);
  const blank = { key: input.key, label: input.label, before, after, sameWay };
  if (before === null || after === null) {
    return { ...blank, delta: null, relative: null, z: null, rank: NO_RANK, unusual: false, firstMove: false };
  }
  const delta = after - before;
  const earlier: number[] = [];
  for (let k = 1; earlier.length < MAX_EARLIER && spans.period.from + shift - k * week >= 0; k++) {
    const from = meanAt(spans.compare, k * week);
    const to = meanAt(spans.period, k * week);
    if (from !== null && to !== null) earlier.push(to - from);
  }
  const judged = judgeDifference(delta, earlier, Math.abs(before) + Math.abs(after));
  return {
    ...blank,
    delta,
    relative: fractionOf(delta, before),
    ...judged,
    unusual: judged.firstMove || (judged.z !== null && Math.abs(judged.z) >= threshold),
  };
}

const NO_RANK = { largerThan: 0, of: 0 };

function judgeDifference(delta: number, earlier: readonly number[], size: number) {
  if (earlier.length < MIN_EARLIER) return { z: null, rank: NO_RANK, firstMove: false };
  const dust = 1e-9 * size;
  const centre = median(earlier);
  const away = Math.abs(delta - centre);
  const rank = {
    largerThan: earlier.filter((other) => Math.abs(other - centre) < away - dust).length,
    of: earlier.length,
  };
  // Prices stand still most of the time: then the median deviation is 0 and the plain spread has to do.
  const robust = madScale(earlier, centre);
  const spread = robust > dust ? robust : Math.sqrt(mean(earlier.map((other) => (other - centre) ** 2)));
  if (spread <= dust) return { z: null, rank, firstMove: away > dust };
  const z = (delta - centre) / spread;
  return { z: Math.max(-MAX_Z, Math.min(MAX_Z, z)), rank, firstMove: false };
}

/** From one window to the next, back through the history: do both series move the same way? */
function countSameWay(metric: Float64Array, own: Float64Array, shift: number, period: Span, week: number) {
  const length = period.to - period.from;
  const step = Math.ceil(length / week) * week;
  let count = 0;
  let of = 0;
  let newer: readonly [number | null, number | null] | null = null;
  for (let back = 0; of < MAX_EARLIER && period.from - back >= 0 && length > 0; back += step) {
    const span = { from: period.from - back, to: period.to - back };
    const values = [
      windowMean(metric, span),
      windowMean(own, { from: span.from + shift, to: span.to + shift }),
    ] as const;
    if (newer !== null) {
      const product = difference(newer[0], values[0]) * difference(newer[1], values[1]);
      if (product > 0) count++;
      if (product !== 0) of++;
    }
    newer = values;
  }
  return of < MIN_EARLIER ? null : { count, of, p: signTest(count, of) };
}

/** Sign of the step; 0 when it is not known. */
function difference(after: number | null, before: number | null): number {
  return after === null || before === null ? 0 : Math.sign(after - before);
}

function windowMean(y: Float64Array, span: Span): number | null {
  let sum = 0;
  let count = 0;
  for (let slot = Math.max(0, span.from); slot < Math.min(y.length, span.to); slot++) {
    const value = y[slot] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count > 0 && count >= MIN_COVERAGE * (span.to - span.from) ? sum / count : null;
}
