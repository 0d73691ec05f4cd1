import { median } from '../numerics/quantiles.ts';

/** Known values it takes, at least. */
const NEEDED = 20;

/** A value below this share of the median is next to nothing; in logarithms it counts as this much. */
const LEAST_SHARE = 0.05;

/** Share of such values up to which effects are factors. */
const FEW = 0.05;

export interface ScaledValues {
  /** Of about the size of one, NaN where unknown. */
  readonly z: Float64Array;
  /** True: `z` is a logarithm. */
  readonly multiplicative: boolean;
  /** What one of `z` is in the units of the series; 1 for logarithms. */
  readonly size: number;
}

/**
 * Logarithms where no value is below zero and few are next to nothing, else values over their mean size. Null where
 * there are too few values, or nothing but zeros.
 */
export function scaleValues(past: Float64Array): ScaledValues | null {
  const known = past.filter((value) => !Number.isNaN(value));
  if (known.length < NEEDED) return null;
  const largest = known.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return null;
  const middle = median(known.map((value) => value / largest));
  const small = known.filter((value) => value / largest < LEAST_SHARE * middle).length;
  const negative = known.some((value) => value < 0);
  if (middle > 1e-9 && !negative && small <= FEW * known.length) {
    const z = past.map((value) => Math.log(Math.max(LEAST_SHARE, value / largest / middle)));
    return { z, size: 1, multiplicative: true };
  }
  const share = known.reduce((sum, value) => sum + Math.abs(value / largest), 0) / known.length;
  return { z: past.map((value) => value / largest / share), size: share * largest, multiplicative: false };
}
