/**
 * What a channel brings in one period when this much is spent in every period. All shapes rise and flatten
 * (concave), which is what makes the best split provable.
 */
export type CurveShape =
  /** perUnit · x. */
  | { readonly kind: 'linear'; readonly perUnit: number }
  /** a · ln(1 + x/k). */
  | { readonly kind: 'log'; readonly a: number; readonly k: number }
  /** a · x^b with 0 < b ≤ 1. */
  | { readonly kind: 'power'; readonly a: number; readonly b: number }
  /** a · (1 − e^(−x/k)). */
  | { readonly kind: 'exponential'; readonly a: number; readonly k: number }
  /** a · x / (x + k). */
  | { readonly kind: 'hill'; readonly a: number; readonly k: number };

export type ResponseCurve =
  | CurveShape
  /** Straight lines between points that start at spend 0; flat after the last. */
  | { readonly kind: 'points'; readonly points: readonly { readonly spend: number; readonly result: number }[] }
  /** What is believed of a curve as equally likely ones; planned with their average. Draw i goes with draw i of others. */
  | { readonly kind: 'draws'; readonly draws: readonly CurveShape[] };

/** Result at a spend ≥ 0. */
export function resultAt(curve: ResponseCurve, spend: number): number {
  const x = Math.max(0, spend);
  switch (curve.kind) {
    case 'linear':
      return curve.perUnit * x;
    case 'log':
      return curve.a * Math.log1p(x / curve.k);
    case 'power':
      return curve.a * x ** curve.b;
    case 'exponential':
      return -curve.a * Math.expm1(-x / curve.k);
    case 'hill':
      return (curve.a * x) / (x + curve.k);
    case 'points':
      return curve.points.length === 0 ? 0 : resultOnLines(curve.points, x);
    case 'draws':
      return curve.draws.reduce((sum, draw) => sum + resultAt(draw, x), 0) / Math.max(1, curve.draws.length);
  }
}

/** Result of one more unit at a spend above 0. For points, the line to the right. */
export function slopeAt(curve: ResponseCurve, spend: number): number {
  const x = Math.max(0, spend);
  switch (curve.kind) {
    case 'linear':
      return curve.perUnit;
    case 'log':
      return curve.a / (curve.k + x);
    case 'power':
      return curve.a * curve.b * x ** (curve.b - 1);
    case 'exponential':
      return (curve.a / curve.k) * Math.exp(-x / curve.k);
    case 'hill':
      return (curve.a * curve.k) / (x + curve.k) ** 2;
    case 'points': {
      const line = linesOf(curve.points).find(({ to }) => x < to);
      return line?.slope ?? 0;
    }
    case 'draws':
      return curve.draws.reduce((sum, draw) => sum + slopeAt(draw, x), 0) / Math.max(1, curve.draws.length);
  }
}

export interface Line {
  readonly from: number;
  readonly to: number;
  readonly slope: number;
  /** Result the line would have at spend 0. */
  readonly start: number;
}

/** The straight stretches of a curve given by points, the flat rest at the end among them. */
export function linesOf(points: readonly { readonly spend: number; readonly result: number }[]): readonly Line[] {
  const lines = points.slice(1).map(({ spend, result }, i): Line => {
    const before = points[i] ?? { spend: 0, result: 0 };
    const slope = (result - before.result) / (spend - before.spend);
    return { from: before.spend, to: spend, slope, start: before.result - slope * before.spend };
  });
  const last = points.at(-1) ?? { spend: 0, result: 0 };
  return [...lines, { from: last.spend, to: Infinity, slope: 0, start: last.result }];
}

function resultOnLines(points: readonly { readonly spend: number; readonly result: number }[], x: number): number {
  const line = linesOf(points).find(({ to }) => x < to);
  return line ? line.start + line.slope * x : 0;
}
