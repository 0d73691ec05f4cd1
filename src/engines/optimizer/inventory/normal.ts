/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** Distribution function of the standard normal, error below 1e-14: series near 0, continued fraction outside. */
export function normalCdf(z: number): number {
  if (z === Infinity) return 1;
  if (z === -Infinity) return 0;
  const x = Math.abs(z);
  if (x > 38) return z > 0 ? 1 : 0;
  if (x < 3) {
    // Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/15 + …), Marsaglia 2004
    let term = x;
    let sum = x;
    for (let n = 3; Math.abs(term) > 1e-17 * sum; n += 2) {
      term *= (x * x) / n;
      sum += term;
    }
    const upper = 0.5 + sum * normalDensity(x);
    return z > 0 ? upper : 1 - upper;
  }
  let fraction = x;
  for (let n = 60; n >= 1; n -= 1) fraction = x + n / fraction;
  const tail = normalDensity(x) / fraction;
  return z > 0 ? 1 - tail : tail;
}

/** z with Φ(z) = p, 0 < p < 1, by Newton steps held in a shrinking bracket. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`A probability of ${p} has no quantile.`);
  let low = -38;
  let high = 38;
  let z = 0;
  for (let step = 0; step < 200; step += 1) {
    const error = normalCdf(z) - p;
    if (error > 0) high = z;
    else low = z;
    const density = normalDensity(z);
    const newton = density > 0 ? z - error / density : Number.NaN;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - z) < 1e-14 * Math.max(1, Math.abs(z))) return next;
    z = next;
  }
  return z;
}

/** E[(Z − z)+], the standard normal loss function. */
export function normalLoss(z: number): number {
  return normalDensity(z) - z * (1 - normalCdf(z));
}
