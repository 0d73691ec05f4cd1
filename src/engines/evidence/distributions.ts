/** The few quantiles and tails the evidence engine needs. */

/** Standard normal quantile, error below 1.2e-9 (Acklam 2003, rational approximation). 0 < p < 1. */
export function normalQuantile(p: number): number {
  const low = 0.02425;
  if (p > 1 - low) return -normalQuantile(1 - p);
  if (p < low) {
    const q = Math.sqrt(-2 * Math.log(p));
    return horner(TAIL_TOP, q) / horner(TAIL_BOTTOM, q);
  }
  const q = p - 0.5;
  return (q * horner(MIDDLE_TOP, q * q)) / horner(MIDDLE_BOTTOM, q * q);
}

/** Student's t quantile by the Cornish–Fisher expansion (Abramowitz & Stegun 26.7.5); within 0.002 for df ≥ 4. */
export function studentQuantile(p: number, df: number): number {
  const z = normalQuantile(p);
  const z2 = z * z;
  return (
    z *
    (1 +
      (z2 + 1) / (4 * df) +
      ((5 * z2 + 16) * z2 + 3) / (96 * df ** 2) +
      (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384 * df ** 3) +
      ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / (92_160 * df ** 4))
  );
}

/** Two-sided exact sign test: probability of a split at least as uneven as `count` of `of` by a fair coin. */
export function signTest(count: number, of: number): number {
  const tail = Math.min(count, of - count);
  let term = 0.5 ** of;
  let sum = term;
  for (let k = 1; k <= tail; k++) {
    term *= (of - k + 1) / k;
    sum += term;
  }
  return Math.min(1, 2 * sum);
}

function horner(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, c) => sum * x + c, 0);
}

const MIDDLE_TOP = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const MIDDLE_BOTTOM = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1,
];
const TAIL_TOP = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BOTTOM = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1];
