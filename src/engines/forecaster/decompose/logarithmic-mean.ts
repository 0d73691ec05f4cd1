/**
 * The logarithmic mean (a − b) / ln(a/b) of two numbers of the same sign, a at a = b, 0 where one is 0 or the signs
 * differ. A value a = b·Πf is b + Σ L(a, b)·ln f: what each factor adds, exactly and in whatever order they are taken
 * (logarithmic mean Divisia index; Ang 2004, "Decomposition analysis for policymaking in energy").
 */
export function logarithmicMean(a: number, b: number): number {
  if (a === 0 || b === 0 || a > 0 !== b > 0) return 0;
  const ratio = a / b;
  // Beside one another the quotient is 0/0; the first terms of the series there.
  if (Math.abs(ratio - 1) < 1e-5) return b * (1 + (ratio - 1) / 2);
  const turn = Math.log(ratio);
  return Number.isFinite(turn) ? (a - b) / turn : 0;
}
