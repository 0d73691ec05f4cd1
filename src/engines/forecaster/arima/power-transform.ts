/** Largest size of anything that comes back. */
const LARGEST = 1e300;

/** Box & Cox 1964; lambda one leaves the values as they are. */
export function transformValue(value: number, lambda: number): number {
  if (lambda === 1) return value;
  return lambda === 0 ? Math.log(value) : (value ** lambda - 1) / lambda;
}

/** The median of the values from the median of the transformed ones. */
export function restoreValue(value: number, lambda: number): number {
  if (lambda === 1) return hold(value);
  if (lambda === 0) return hold(Math.exp(value));
  return hold(Math.max(0, 1 + lambda * value) ** (1 / lambda));
}

/** Variance of the values where the transformed ones are normal: lognormal, square of a normal, or normal. */
export function restoreVariance(mean: number, variance: number, lambda: number): number {
  if (lambda === 1) return hold(variance);
  if (lambda === 0) return hold(Math.exp(2 * mean + variance) * Math.expm1(variance));
  const root = 1 + mean / 2;
  const spread = variance / 4;
  return hold(4 * root * root * spread + 2 * spread * spread);
}

/** Keeps a number finite. */
export function hold(value: number): number {
  return Number.isNaN(value) ? 0 : Math.max(-LARGEST, Math.min(LARGEST, value));
}
