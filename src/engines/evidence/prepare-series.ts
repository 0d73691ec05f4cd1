/** From a list of points as it comes to gap-free arrays, one slot a step. */
import type { Grain, Period } from '../../contracts/period.ts';
import { readDayNumber, type StepAxis, stepAxis } from './civil-steps.ts';
import type { HistoryPoint } from './explain-types.ts';

export const OPEN = 0;
export const CLOSED = 1;
export const GAP = 2;

/** Eleven years of days; older points are not read. */
const MAX_STEPS = 4_000;
/** No shop has figures beyond this; larger ones are reading errors and would overflow products. */
const MAX_VALUE = 1e15;

export interface PreparedSeries {
  readonly grain: Grain;
  readonly axis: StepAxis;
  /** Step number of slot 0. */
  readonly first: number;
  /** NaN wherever nothing was measured (closed or gap). */
  readonly y: Float64Array;
  /** Weight of a slot in a mean: the denominator of a ratio, else 1. */
  readonly weight: Float64Array;
  readonly state: Uint8Array;
  /** Slot of the first point that was given. */
  readonly known: number;
  readonly ignored: number;
}

/** a / |b|, or null where that is not a number. */
export function fractionOf(a: number, b: number): number | null {
  const fraction = a / Math.abs(b);
  return Number.isFinite(fraction) ? fraction : null;
}

/** Slots [from, to). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function isUsable(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= MAX_VALUE;
}

/**
 * @param axisOf given where two series must share their steps (weeks need a common first day).
 * @param last day number of the last day that matters; later points are dropped (they would be hindsight).
 * Points that are not dates or not numbers become gaps and are counted in `ignored`.
 */
export function prepareSeries(
  points: readonly HistoryPoint[],
  grain: Grain,
  last: number,
  ratio: boolean,
  axisOf: (firstDay: number) => StepAxis = (firstDay) => stepAxis(grain, firstDay),
): PreparedSeries {
  const dated: { day: number; point: HistoryPoint }[] = [];
  let ignored = 0;
  for (const point of points) {
    const day = readDayNumber(point.t);
    if (day === null) ignored++;
    else if (day <= last) dated.push({ day, point });
  }
  const firstDay = dated.reduce((min, { day }) => Math.min(min, day), last);
  const axis = axisOf(firstDay);
  const end = axis.stepOf(last) + 1;
  const first = Math.max(axis.stepOf(firstDay), end - MAX_STEPS);
  const n = end - first;
  const y = new Float64Array(n).fill(Number.NaN);
  const weight = new Float64Array(n).fill(1);
  const state = new Uint8Array(n).fill(GAP);
  let known = n;
  for (const { day, point } of dated) {
    const slot = axis.stepOf(day) - first;
    if (slot < 0) continue;
    known = Math.min(known, slot);
    const read = readPoint(point, ratio);
    if (read.unreadable) ignored++;
    y[slot] = read.y;
    weight[slot] = read.weight;
    state[slot] = read.state;
  }
  return { grain, axis, first, y, weight, state, known, ignored };
}

/** The slots of a period, or null when its dates are no dates or run backwards. */
export function spanOf(period: Period, series: PreparedSeries): Span | null {
  const start = readDayNumber(period.start);
  const end = readDayNumber(period.end);
  if (start === null || end === null || end < start) return null;
  const step = series.axis.stepOf(start);
  // A week or month belongs to the period that its first day lies in.
  const from = stepStartsBefore(series, step, period.start) ? step + 1 : step;
  return { from: from - series.first, to: Math.max(series.axis.stepOf(end) + 1, from) - series.first };
}

function stepStartsBefore(series: PreparedSeries, step: number, start: string): boolean {
  return series.axis.dateOf(step) < start;
}

function readPoint(point: HistoryPoint, ratio: boolean) {
  const above = point.numerator;
  const below = point.denominator;
  const weighted = ratio && isUsable(above) && isUsable(below) && below > 0;
  const value = weighted ? above / below : point.y;
  if (isUsable(value) && (point.state === 'open' || value !== 0)) {
    return { y: value, weight: weighted ? below : 1, state: OPEN, unreadable: false };
  }
  const state = point.state === 'closed' ? CLOSED : GAP;
  return { y: Number.NaN, weight: 1, state, unreadable: point.state === 'open' && value !== null };
}
