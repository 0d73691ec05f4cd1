import { dot } from './dot.ts';
import { type Objective, searchLine } from './search-line.ts';

interface Correction {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

/** Settings of Stan's optimiser, which decide where a search over kinks ends. */
const HISTORY = 5;
const FIRST_STEP = 1e-3;
const LEAST_STEP = 1e-12;
const TOLERANCE = {
  value: 1e-12,
  gradient: 1e-8,
  move: 1e-8,
  relativeValue: 1e4 * Number.EPSILON,
  relativeGradient: 1e7 * Number.EPSILON,
};
const MOST_ITERATIONS = 2000;

/**
 * A low point by L-BFGS (Nocedal & Wright 2006, algorithm 7.4) with the step choice, the tolerances and the restart of
 * Stan's optimiser, so that it goes the way that Prophet goes elsewhere. Null where not even the plain
 * gradient leads down.
 */
export function searchLbfgs(objective: Objective, start: Float64Array): Float64Array | null {
  let x: Float64Array = start;
  let { f, g } = objective(x);
  let direction: Float64Array = g.map((value) => -value);
  let corrections: Correction[] = [];
  let guess = FIRST_STEP;
  if (!Number.isFinite(f)) return null;

  for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration += 1) {
    let restarted = iteration === 1;
    let step = searchLine(objective, x, f, g, direction, guess);
    if (step === null && !restarted) {
      restarted = true;
      direction = g.map((value) => -value);
      step = searchLine(objective, x, f, g, direction, FIRST_STEP);
    }
    if (step === null) return null;

    const s = step.x.map((value, i) => value - (x[i] ?? 0));
    const y = step.g.map((value, i) => value - (g[i] ?? 0));
    const sy = dot(s, y);
    const yy = dot(y, y);
    if (restarted) corrections = [];
    corrections = [...corrections.slice(-(HISTORY - 1)), { s, y, rho: 1 / sy }];
    // After a restart the plain gradient was too long by this much; the next guess of the step is made as if it was not.
    const stretch = restarted ? yy / sy : 1;
    const slopeBefore = dot(g, direction) / stretch;
    const slopeAfter = dot(step.g, direction) / stretch;
    const change = step.f - f;
    const previous = Math.max(Math.abs(f), Math.abs(step.f), 1);
    ({ x, f, g } = step);
    direction = findDirection(corrections, g, sy / yy);

    const relativeGradient = -dot(g, direction) / Math.max(Math.abs(f), 1);
    const done =
      Math.abs(change) < TOLERANCE.value ||
      Math.sqrt(dot(g, g)) < TOLERANCE.gradient ||
      Math.sqrt(dot(s, s)) < TOLERANCE.move ||
      Math.abs(change) / previous < TOLERANCE.relativeValue ||
      relativeGradient < TOLERANCE.relativeGradient;
    if (done) return x;
    guess = Math.min(1, 1.01 * lowestOfCubic(slopeBefore, step.length * stretch, change, slopeAfter));
  }
  return x;
}

/** Two-loop recursion (Nocedal & Wright 2006, algorithm 7.5). */
function findDirection(corrections: readonly Correction[], g: Float64Array, scale: number): Float64Array {
  let direction = g.map((value) => -value);
  const alphas: number[] = [];
  for (const { s, y, rho } of corrections.toReversed()) {
    const alpha = rho * dot(s, direction);
    alphas.push(alpha);
    direction = direction.map((value, i) => value - alpha * (y[i] ?? 0));
  }
  direction = direction.map((value) => value * scale);
  for (const { s, y, rho } of corrections) {
    const weight = (alphas.pop() ?? 0) - rho * dot(y, direction);
    direction = direction.map((value, i) => value + weight * (s[i] ?? 0));
  }
  return direction;
}

/** Where in [1e-12, 1] the cubic with c(0) = 0, c′(0) = slope0, c(x1) = f1, c′(x1) = slope1 is lowest. */
function lowestOfCubic(slope0: number, x1: number, f1: number, slope1: number): number {
  const third = (-12 * f1 + 6 * x1 * (slope0 + slope1)) / x1 ** 3;
  const second = -(4 * slope0 + 2 * slope1) / x1 + (6 * f1) / x1 ** 2;
  const root = Math.sqrt(second * second - 2 * slope0 * third);
  const cubic = (x: number) => x * ((x * ((x * third) / 3 + second)) / 2 + slope0);
  let lowest = LEAST_STEP;
  for (const x of [1, -(second + root) / third, -(second - root) / third]) {
    if (x > LEAST_STEP && x <= 1 && cubic(x) < cubic(lowest)) lowest = x;
  }
  return lowest;
}
