/** Logarithm of the standard normal distribution function; good to about 1e-7 absolute, and in the far left tail. */
export function logNormalCdf(z: number): number {
  if (z < -8) return -0.5 * z * z - Math.log(-z) - 0.5 * Math.log(2 * Math.PI) + Math.log1p(-1 / (z * z));
  return Math.log(normalCdf(z));
}

/** Standard normal distribution function (Abramowitz & Stegun 26.2.17, error below 7.5e-8; tail by continued fraction). */
export function normalCdf(z: number): number {
  const x = Math.abs(z);
  const density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  const tail = x > 3 ? density * millsRatio(x) : density * polynomial(1 / (1 + 0.2316419 * x));
  return z >= 0 ? 1 - tail : tail;
}

/** Mills' ratio by its continued fraction; sure to 1e-9 from 3 on. */
function millsRatio(x: number): number {
  let fraction = x;
  for (let k = 40; k >= 1; k -= 1) fraction = x + k / fraction;
  return 1 / fraction;
}

function polynomial(t: number): number {
  return t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
}

/** The value below which the given share of sorted values lies, by linear interpolation; NaN when there are none. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(sorted.length - 1, below + 1)] ?? low;
  return low + (place - below) * (high - low);
}

/** Half-width of a central 80% interval of a normal, in standard deviations. */
export const Z80 = 1.2815515655446004;
