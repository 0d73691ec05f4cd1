/**
 * Exact Shapley values (Shapley 1953) of going from one set of factors to another: each factor's effect averaged over
 * all orders in which the factors could have changed. Effects add up to f(after) − f(before).
 */

/** Enumerates all 2ⁿ mixtures, so n is limited. */
export const MAX_FACTORS = 8;

/** null when `f` is not finite for some mixture (a division by zero) or there are too many factors. */
export function shapleyEffects(
  before: readonly number[],
  after: readonly number[],
  f: (values: readonly number[]) => number,
): number[] | null {
  const n = before.length;
  if (n === 0 || n > MAX_FACTORS || after.length !== n) return null;
  const values = Array.from({ length: 2 ** n }, (_, mixture) =>
    f(before.map((value, i) => ((mixture >> i) & 1 ? (after[i] ?? value) : value))),
  );
  if (!values.every(Number.isFinite)) return null;
  return before.map((_, i) => {
    let effect = 0;
    for (let mixture = 0; mixture < values.length; mixture++) {
      if ((mixture >> i) & 1) continue;
      const others = bitCount(mixture);
      const weight = (factorial(others) * factorial(n - others - 1)) / factorial(n);
      effect += weight * ((values[mixture | (1 << i)] ?? 0) - (values[mixture] ?? 0));
    }
    return effect;
  });
}

function bitCount(mixture: number): number {
  let count = 0;
  for (let rest = mixture; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
