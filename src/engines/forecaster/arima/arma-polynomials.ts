import type { ArimaOrder } from './types.ts';

/** The products of the plain and the seasonal polynomials: w(t) = Σ phi[i]·w(t−1−i) + e(t) + Σ theta[j]·e(t−1−j). */
export interface ArmaPolynomials {
  readonly phi: Float64Array;
  readonly theta: Float64Array;
}

/** Coefficients by block: plain AR and MA, seasonal AR and MA (signs as in R). */
export interface ArmaBlocks {
  readonly ar: Float64Array;
  readonly ma: Float64Array;
  readonly sar: Float64Array;
  readonly sma: Float64Array;
}

/** Beyond this tanh is one for all that matters, and the search would only drift. */
const FARTHEST = 5;

/**
 * Any real numbers → coefficients that are stationary and invertible: tanh gives partial autocorrelations, the
 * Durbin–Levinson recursion the coefficients (Jones 1980; Monahan 1984). `free`: p, q, P, Q numbers in this order.
 */
export function toBlocks(order: ArimaOrder, free: Float64Array): ArmaBlocks {
  const { p, q, P, Q } = order;
  const negate = (x: Float64Array) => x.map((value) => -value);
  return {
    ar: fromPartials(free.subarray(0, p)),
    ma: negate(fromPartials(free.subarray(p, p + q))),
    sar: fromPartials(free.subarray(p + q, p + q + P)),
    sma: negate(fromPartials(free.subarray(p + q + P, p + q + P + Q))),
  };
}

/** Multiplies the plain with the seasonal polynomials. */
export function multiplyBlocks({ ar, ma, sar, sma }: ArmaBlocks, m: number): ArmaPolynomials {
  return { phi: multiply(ar, sar, m, -1), theta: multiply(ma, sma, m, 1) };
}

/** (1 + sign·Σ aᵢBⁱ)(1 + sign·Σ bⱼBʲᵐ), as the coefficients after the leading one, times sign. */
function multiply(plain: Float64Array, seasonal: Float64Array, m: number, sign: number): Float64Array {
  const out = new Float64Array(plain.length + m * seasonal.length);
  out.set(plain);
  seasonal.forEach((b, j) => {
    const at = (j + 1) * m - 1;
    out[at] = (out[at] ?? 0) + b;
    plain.forEach((a, i) => {
      out[at + i + 1] = (out[at + i + 1] ?? 0) + sign * a * b;
    });
  });
  return out;
}

function fromPartials(free: Float64Array): Float64Array {
  const size = free.length;
  const out = new Float64Array(size);
  const before = new Float64Array(size);
  for (let k = 0; k < size; k += 1) {
    const partial = Math.tanh(Math.max(-FARTHEST, Math.min(FARTHEST, free[k] ?? 0)));
    before.set(out);
    for (let i = 0; i < k; i += 1) out[i] = (before[i] ?? 0) - partial * (before[k - 1 - i] ?? 0);
    out[k] = partial;
  }
  return out;
}

/**
 * Do all roots of 1 − Σ cᵢBⁱ lie further than `radius` from zero? The polynomial in B·radius is stepped down by
 * Durbin–Levinson; it is stationary when every partial autocorrelation stays within ±1.
 */
export function rootsBeyond(coefficients: Float64Array, radius: number): boolean {
  let current = coefficients.map((value, i) => value * radius ** (i + 1));
  while (current.length > 0) {
    const k = current.length - 1;
    const partial = current[k] ?? 0;
    if (!(Math.abs(partial) < 1)) return false;
    const below = new Float64Array(k);
    const scale = 1 - partial * partial;
    for (let i = 0; i < k; i += 1) below[i] = ((current[i] ?? 0) + partial * (current[k - 1 - i] ?? 0)) / scale;
    current = below;
  }
  return true;
}
