/** The differences of a model: (1 − B)^d (1 − Bᵐ)^D = 1 − Σ weights[j]·B^(j+1). */
export interface Differencing {
  readonly weights: Float64Array;
  /** Steps at the start that the differences take: d + D·m. */
  readonly lost: number;
}

export function makeDifferencing({ d, D, m }: { readonly d: number; readonly D: number; readonly m: number }) {
  let polynomial = Float64Array.of(1);
  const multiply = (lag: number) => {
    const out = new Float64Array(polynomial.length + lag);
    out.set(polynomial);
    polynomial.forEach((value, i) => {
      out[i + lag] = (out[i + lag] ?? 0) - value;
    });
    polynomial = out;
  };
  for (let i = 0; i < d; i += 1) multiply(1);
  for (let i = 0; i < D; i += 1) multiply(m);
  return { weights: polynomial.slice(1).map((value) => (value === 0 ? 0 : -value)), lost: polynomial.length - 1 };
}

/** The differenced series, `lost` steps shorter. */
export function takeDifferences(y: Float64Array, { weights, lost }: Differencing): Float64Array {
  const out = y.slice(lost);
  for (let j = 0; j < lost; j += 1) {
    const weight = weights[j] ?? 0;
    if (weight === 0) continue;
    for (let t = 0; t < out.length; t += 1) out[t] = (out[t] ?? 0) - weight * (y[t + lost - 1 - j] ?? 0);
  }
  return out;
}
