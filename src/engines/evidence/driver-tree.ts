/** What a total is made of, and how much of its change each part accounts for. */
import type { DriverContribution, DriverTermInput, DriverTreeInput } from './explain-types.ts';
import { isUsable } from './prepare-series.ts';
import { shapleyEffects } from './shapley.ts';

/** null when a term is not a number, or the tree has no value (a division by zero, no or too many terms). */
export function explainDrivers(tree: DriverTreeInput, metricDelta: number, scale: number): DriverContribution | null {
  const terms = tree.terms.map((term) => scaleTerm(tree, term, scale));
  if (!terms.every((term) => isUsable(term.before) && isUsable(term.after) && isUsable(term.weight ?? 1))) return null;
  const value = valueUnder(tree.kind, terms);
  const before = terms.map((term) => term.before);
  const after = terms.map((term) => term.after);
  const effects =
    tree.kind === 'sum'
      ? terms.map((term) => (term.weight ?? 1) * (term.after - term.before))
      : shapleyEffects(before, after, value);
  if (effects === null || terms.length === 0) return null;
  const from = value(before);
  const to = value(after);
  const lmdi = tree.kind === 'sum' ? null : lmdiEffects(tree.kind, before, after, from, to);
  return {
    kind: tree.kind,
    before: from,
    after: to,
    delta: to - from,
    residual: metricDelta - (to - from),
    terms: terms.map((term, i) => ({
      key: term.key,
      label: term.label,
      before: term.before,
      after: term.after,
      effect: effects[i] ?? 0,
      lmdi: lmdi?.[i] ?? null,
    })),
  };
}

/**
 * Additive LMDI-I (Ang 2005, eq. 6): L(V₁, V₀) · ln(x₁/x₀) with the logarithmic mean L(a, b) = (a − b)/(ln a − ln b).
 * null unless every value is positive.
 */
export function lmdiEffects(
  kind: 'product' | 'quotient',
  before: readonly number[],
  after: readonly number[],
  from: number,
  to: number,
): number[] | null {
  if (![...before, ...after, from, to].every((value) => value > 0)) return null;
  const ratio = Math.log(to / from);
  const logarithmicMean = Math.abs(ratio) < 1e-12 ? from : (to - from) / ratio;
  return before.map((value, i) => {
    const sign = kind === 'quotient' && i === 1 ? -1 : 1;
    return sign * logarithmicMean * Math.log((after[i] ?? value) / value);
  });
}

function scaleTerm(tree: DriverTreeInput, term: DriverTermInput, scale: number): DriverTermInput {
  const grows = tree.kind === 'sum' || (tree.kind === 'product' && term.extensive === true);
  return grows ? { ...term, before: term.before * scale } : term;
}

function valueUnder(kind: DriverTreeInput['kind'], terms: readonly DriverTermInput[]) {
  return (values: readonly number[]): number => {
    if (kind === 'product') return values.reduce((product, value) => product * value, 1);
    if (kind === 'quotient') return values.length === 2 ? (values[0] ?? 0) / (values[1] ?? 0) : Number.NaN;
    return values.reduce((sum, value, i) => sum + (terms[i]?.weight ?? 1) * value, 0);
  };
}
