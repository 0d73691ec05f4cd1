export interface SmoothMinimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly evaluations: number;
}

/** Step of the numerical derivatives: coarse enough for a function that is exact to about ten digits. */
const NUDGE = 1e-4;

/** Longest step in one go: a unit of the free numbers is already a large change of a correlation. */
const LONGEST = 1;

/**
 * Minimum of a smooth `f` near `start` by quasi-Newton steps (BFGS; Nocedal & Wright 2006, alg. 6.1) with numerical
 * derivatives and a backtracking line search. Deterministic. `f` may return Infinity for points that are not allowed.
 * Stops when a step gains less than `tolerance` or after about `maxEvaluations`.
 */
export function minimiseSmooth(
  f: (x: Float64Array) => number,
  start: Float64Array,
  options: { readonly maxEvaluations: number; readonly tolerance: number },
): SmoothMinimum {
  const size = start.length;
  let x = start.slice();
  let value = f(x);
  let evaluations = 1;
  if (size === 0 || !Number.isFinite(value)) return { x, value, evaluations };

  const slope = (at: Float64Array, central: boolean): Float64Array => {
    const base = value;
    return at.map((_, i) => {
      const probe = at.slice();
      probe[i] = (at[i] ?? 0) + NUDGE;
      const ahead = f(probe);
      probe[i] = (at[i] ?? 0) - NUDGE;
      const behind = central || !Number.isFinite(ahead) ? f(probe) : 2 * base - ahead;
      evaluations += central ? 2 : 1;
      const rise = (ahead - behind) / (2 * NUDGE);
      return Number.isFinite(rise) ? rise : 0;
    });
  };

  let inverse = identity(size);
  let fresh = true;
  let central = false;
  let gradient = slope(x, central);
  while (evaluations < options.maxEvaluations) {
    let direction = multiplyNegative(inverse, gradient);
    let descent = dot(direction, gradient);
    if (!(descent < 0)) {
      inverse = identity(size);
      fresh = true;
      direction = gradient.map((g) => -g);
      descent = dot(direction, gradient);
    }
    const length = Math.sqrt(dot(direction, direction));
    if (!(length > 0)) break;
    // The first direction knows no scale: a modest step is tried.
    let rate = Math.min(1, (fresh ? 0.3 : LONGEST) / length);
    let next = x;
    let nextValue = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 12; tries += 1) {
      next = x.map((xi, i) => xi + rate * (direction[i] ?? 0));
      nextValue = f(next);
      evaluations += 1;
      if (nextValue <= value + 1e-4 * rate * descent) break;
      const parabola = (-descent * rate * rate) / (2 * (nextValue - value - descent * rate));
      rate = Number.isFinite(parabola) ? Math.max(0.1 * rate, Math.min(0.5 * rate, parabola)) : 0.2 * rate;
    }
    const gain = value - nextValue;
    if (!(gain > options.tolerance)) {
      if (gain > 0) {
        x = next;
        value = nextValue;
      }
      // One-sided derivatives are off by about a nudge; before giving up the search looks to both sides once.
      if (central || evaluations >= options.maxEvaluations) break;
      central = true;
      inverse = identity(size);
      fresh = true;
      gradient = slope(x, central);
      continue;
    }
    const moved = next.map((xi, i) => xi - (x[i] ?? 0));
    x = next;
    value = nextValue;
    const nextGradient = slope(x, central);
    const turned = nextGradient.map((g, i) => g - (gradient[i] ?? 0));
    gradient = nextGradient;
    inverse = updateInverse(inverse, moved, turned, fresh);
    fresh = false;
  }
  return { x, value, evaluations };
}

function identity(size: number): Float64Array[] {
  return Array.from({ length: size }, (_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
}

function multiplyNegative(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => -dot(row, vector));
}

/** H ← (I − ρsy′)H(I − ρys′) + ρss′; the first time from the scale that the step showed. */
function updateInverse(
  inverse: Float64Array[],
  moved: Float64Array,
  turned: Float64Array,
  fresh: boolean,
): Float64Array[] {
  const curvature = dot(moved, turned);
  if (!(curvature > 1e-12)) return inverse;
  const scale = fresh ? curvature / dot(turned, turned) : 1;
  const scaled = inverse.map((row) => row.map((value) => value * scale));
  const image = Float64Array.from(scaled, (row) => dot(row, turned));
  const factor = (1 + dot(turned, image) / curvature) / curvature;
  return scaled.map((row, i) =>
    row.map(
      (value, j) =>
        value +
        factor * (moved[i] ?? 0) * (moved[j] ?? 0) -
        ((image[i] ?? 0) * (moved[j] ?? 0) + (moved[i] ?? 0) * (image[j] ?? 0)) / curvature,
    ),
  );
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
