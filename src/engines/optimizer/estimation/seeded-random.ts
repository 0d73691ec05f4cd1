/** Random numbers that are the same on every run, and the draws the estimators need. */

export interface RandomSource {
  /** In [0, 1). */
  readonly uniform: () => number;
  /** Mean 0, standard deviation 1. */
  readonly normal: () => number;
}

/** mulberry32 for the uniforms, Box & Muller (1958) for the normals. */
export function seedRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

/** A normal draw with the given mean and standard deviation that is at least `floor` (Robert 1995 for the far tail). */
export function drawAbove(random: RandomSource, mean: number, deviation: number, floor: number): number {
  if (!(deviation > 0)) return Math.max(mean, floor);
  const start = (floor - mean) / deviation;
  if (start < 0.5) {
    for (;;) {
      const z = random.normal();
      if (z >= start) return mean + deviation * z;
    }
  }
  const rate = (start + Math.sqrt(start * start + 4)) / 2;
  for (;;) {
    const z = start - Math.log(1 - random.uniform()) / rate;
    if (random.uniform() <= Math.exp(-((z - rate) ** 2) / 2)) return mean + deviation * z;
  }
}

/** A draw from a gamma with the given shape (≥ 1) and scale 1 (Marsaglia & Tsang 2000). */
export function drawGamma(random: RandomSource, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = random.normal();
    const v = (1 + c * z) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random.uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Places in `weights` (log scale, any constant) drawn in proportion to them. */
export function drawIndex(random: RandomSource, logWeights: Float64Array): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const w of logWeights) if (w > top) top = w;
  let total = 0;
  for (const w of logWeights) total += Math.exp(w - top);
  let left = random.uniform() * total;
  for (let i = 0; i < logWeights.length; i += 1) {
    left -= Math.exp((logWeights[i] ?? top) - top);
    if (left <= 0) return i;
  }
  return logWeights.length - 1;
}
