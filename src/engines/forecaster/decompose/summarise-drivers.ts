import type { ForecastWindow } from '../types.ts';
import type { Decomposition, DecompositionPart } from './types.ts';

/** Which steps were, and will be, open. */
export interface OpenSteps {
  readonly past: readonly boolean[];
  readonly future: readonly boolean[];
}

export interface Driver {
  readonly name: DecompositionPart['name'] | 'closed';
  readonly regressor?: string;
  /** Change of the mean of a step against the stretch before, in the metric's unit. */
  readonly amount: number;
  /** The same as a share of the stretch's mean: 0.18 is 18% more. */
  readonly share: number;
}

export interface DriverSummary {
  /** Change of the mean of a step, as a share; the drivers' shares add up to it. */
  readonly change: number;
  /** Steps of the past that the window is held against. */
  readonly compared: number;
  /** The largest first. */
  readonly drivers: readonly Driver[];
}

/**
 * Why a window of the future (inclusive steps from 1) is higher or lower than the past just before it: what each part
 * adds to the mean of a step, against the same over the last steps of the past, as many as the window has and with a
 * weekly pattern whole weeks. With `open`, closed steps count as steps that bring nothing, and that more or fewer of
 * them are open is a driver of its own, `closed`; without it only open steps are compared.
 * Null where there is nothing to compare with: no known value, or a mean of zero.
 */
export function summariseDrivers(
  { parts }: Decomposition,
  { from, to }: ForecastWindow,
  open?: OpenSteps,
): DriverSummary | null {
  const length = parts[0]?.past.length ?? 0;
  const wanted = Math.max(1, to - from + 1);
  const steps = parts.some(({ name }) => name === 'week') ? 7 * Math.ceil(wanted / 7) : wanted;
  const begin = Math.max(0, length - steps);
  const before = listSteps(begin, length, (t) => parts.every(({ past }) => typeof past[t] === 'number'), open?.past);
  const isOpen = (h: number) => open?.future[h] ?? parts.some(({ future }) => (future[h] ?? 0) !== 0);
  const after = listSteps(Math.max(0, from - 1), Math.min(to, parts[0]?.future.length ?? 0), isOpen, open?.future);
  if (before.known.length === 0 || after.known.length + after.closed === 0) return null;

  const pastShare = before.known.length / (before.known.length + before.closed);
  const futureShare = after.known.length / (after.known.length + after.closed);
  const means = parts.map(({ past, future }) => ({
    past: average(before.known.map((t) => past[t] ?? 0)),
    future: average(after.known.map((h) => future[h] ?? 0)),
  }));
  const sumPast = means.reduce((sum, { past }) => sum + past, 0);
  const sumFuture = means.reduce((sum, { future }) => sum + future, 0);
  const base = pastShare * sumPast;
  if (base === 0 || !Number.isFinite(1 / base)) return null;

  // A mean is share × mean of the open ones; half of what both changes do together belongs to each of them.
  const typicalShare = (pastShare + futureShare) / 2;
  const drivers = parts.map(({ name, regressor }, k): Driver => {
    const amount = typicalShare * ((means[k]?.future ?? 0) - (means[k]?.past ?? 0));
    return { name, ...(regressor === undefined ? {} : { regressor }), amount, share: amount / Math.abs(base) };
  });
  if (futureShare !== pastShare) {
    const amount = ((futureShare - pastShare) * (sumPast + sumFuture)) / 2;
    drivers.push({ name: 'closed', amount, share: amount / Math.abs(base) });
  }
  return {
    change: (futureShare * sumFuture - base) / Math.abs(base),
    compared: before.known.length + before.closed,
    drivers: drivers.sort((a, b) => Math.abs(b.share) - Math.abs(a.share)),
  };
}

function listSteps(from: number, to: number, isKnown: (t: number) => boolean, open?: readonly boolean[]) {
  const known: number[] = [];
  let closed = 0;
  for (let t = from; t < to; t += 1) {
    if (open?.[t] === false) closed += 1;
    else if (isKnown(t)) known.push(t);
  }
  return { known, closed };
}

function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value / values.length, 0);
}
