import { holdFinite } from '../numerics/hold-finite.ts';
import { median } from '../numerics/quantiles.ts';

/** How a series is taken to the scale on which its parts add up. */
export interface SeriesScale {
  /** Logarithms, so that parts are factors. */
  readonly log: boolean;
  /** Values are divided by it first. */
  readonly size: number;
}

/** The smallest value beside the median from which logarithms are safe: near-closed days would rule them. */
const LEAST_SHARE = 0.05;

/** Plain numbers beyond it tell nothing and would overflow. */
const LARGEST = 1e9;

/** Logarithms where every finite value is positive and none is next to nothing beside the others. */
export function findScale(y: Float64Array): SeriesScale {
  const known = y.filter(Number.isFinite);
  const size = known.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const shares = known.map((value) => value / size);
  const least = shares.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return { log: least > 0 && least >= LEAST_SHARE * median(shares), size };
}

/** One value to the scale; NaN where it is not finite. A zero where logarithms expect none is a small number. */
export function toScale(value: number, { log, size }: SeriesScale): number {
  if (!Number.isFinite(value)) return Number.NaN;
  const share = value / size;
  if (log) return Math.log(Math.max(1 / LARGEST, Math.min(LARGEST, share)));
  return Math.max(-LARGEST, Math.min(LARGEST, share));
}

/** Back to the series' own size, never beyond what a number can hold. */
export function fromScale(value: number, { log, size }: SeriesScale): number {
  return holdFinite((log ? Math.exp(value) : value) * size);
}
