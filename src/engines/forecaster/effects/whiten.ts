/**
 * Takes a slowly wandering level out of a series and of everything that explains it: standardised one-step errors of a
 * random walk plus noise (Durbin & Koopman 2012, ch. 2; explaining columns as in de Jong 1991). Least squares on what
 * comes out is generalised least squares on what went in. The first known value starts the level.
 */
export interface Whitening {
  /** Σ log F of the errors' variances, for the likelihood. */
  readonly logVariance: number;
  /** Errors that come out: known values less one. */
  readonly count: number;
  /** One column of values a step, read where the series is known. */
  apply(values: Float64Array): Float64Array;
}

/**
 * @param y NaN where unknown; only which steps are known is read
 * @param drift variance of the level's step over the variance of the noise, above zero
 * @param weights precision of each step's noise against the others', above zero
 */
export function planWhitening(y: Float64Array, length: number, drift: number, weights: Float64Array): Whitening {
  const places: number[] = [];
  const gains: number[] = [];
  const scales: number[] = [];
  let spread = Number.NaN;
  let logVariance = 0;
  for (let t = 0; t < length; t += 1) {
    if (!Number.isNaN(y[t])) {
      const noise = 1 / (weights[t] ?? 1);
      if (Number.isNaN(spread)) spread = noise;
      else {
        const variance = spread + noise;
        gains.push(spread / variance);
        scales.push(1 / Math.sqrt(variance));
        logVariance += Math.log(variance);
        spread = (spread * noise) / variance;
      }
      places.push(t);
    }
    if (!Number.isNaN(spread)) spread += drift;
  }
  return {
    logVariance,
    count: gains.length,
    apply: (values) => {
      const errors = new Float64Array(gains.length);
      let level = values[places[0] ?? 0] ?? 0;
      for (let i = 0; i < errors.length; i += 1) {
        const error = (values[places[i + 1] ?? 0] ?? 0) - level;
        level += (gains[i] ?? 0) * error;
        errors[i] = error * (scales[i] ?? 1);
      }
      return errors;
    },
  };
}

/**
 * The level seen from both sides: least Σ w(y − μ)² + Σ(Δμ)²/drift over the known values, by a tridiagonal solve.
 * NaN where `y` is unknown counts for nothing.
 */
export function smoothLevel(y: Float64Array, drift: number, weights: Float64Array): Float64Array {
  const n = y.length;
  const tie = 1 / drift;
  const pivots = new Float64Array(n);
  const level = new Float64Array(n);
  for (let t = 0; t < n; t += 1) {
    const known = !Number.isNaN(y[t]);
    const weight = known ? (weights[t] ?? 1) : 0;
    const before = t > 0 ? tie / (pivots[t - 1] ?? 1) : 0;
    // A tiny pull to zero keeps steps before the first known value solvable.
    pivots[t] = weight + (t > 0 ? tie : 0) + (t < n - 1 ? tie : 0) - before * (t > 0 ? tie : 0) + 1e-12;
    level[t] = (known ? weight * (y[t] ?? 0) : 0) + before * (level[t - 1] ?? 0);
  }
  for (let t = n - 1; t >= 0; t -= 1) {
    level[t] = ((level[t] ?? 0) + (t < n - 1 ? tie * (level[t + 1] ?? 0) : 0)) / (pivots[t] ?? 1);
  }
  return level;
}
