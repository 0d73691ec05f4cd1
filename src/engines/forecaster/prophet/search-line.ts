import { dot } from './dot.ts';

/** Value and gradient at a point; the value is not finite where there is none. */
export type Objective = (x: Float64Array) => { readonly f: number; readonly g: Float64Array };

const DECREASE = 1e-4;
const CURVATURE = 0.9;
const MOST_STEPS = 20;
const MOST_HALVINGS = 10;
const LEAST_STEP = 1e-12;
const LEAST_RANGE = 1e-16;

interface Trial {
  readonly length: number;
  readonly f: number;
  /** Slope along the direction. */
  readonly slope: number;
}

export interface LineStep {
  readonly length: number;
  readonly x: Float64Array;
  readonly f: number;
  readonly g: Float64Array;
}

/**
 * A step along `direction` that keeps the strong Wolfe conditions (Nocedal & Wright 2006, algorithms 3.5 and 3.6), first
 * tried with `guess`, ten times as long as long as it goes down well. Null where none is found.
 */
export function searchLine(
  objective: Objective,
  x: Float64Array,
  f: number,
  g: Float64Array,
  direction: Float64Array,
  guess: number,
): LineStep | null {
  const slope = dot(g, direction);
  let before: Trial = { length: LEAST_STEP, f, slope };
  let length = guess;
  let halvings = 0;

  const attempt = (at: number): LineStep & Trial => {
    const point = x.map((value, i) => value + at * (direction[i] ?? 0));
    const { f: value, g: gradient } = objective(point);
    return { length: at, x: point, f: value, g: gradient, slope: dot(gradient, direction) };
  };
  const isHigh = (trial: Trial) => trial.f > f + DECREASE * trial.length * slope;
  const isFlat = (trial: Trial) => Math.abs(trial.slope) <= -CURVATURE * slope;

  const zoom = (first: Trial, second: Trial): LineStep | null => {
    let low = first;
    let high = second;
    for (let round = 1; Math.abs(low.length - high.length) >= LEAST_RANGE; round += 1) {
      let at = round % 5 === 0 ? Number.NaN : lowestBetween(low, high);
      const range = Math.abs(low.length - high.length);
      const least = Math.min(low.length, high.length);
      if (!(at >= least + 0.01 * range && at <= least + 0.99 * range)) at = (low.length + high.length) / 2;
      let trial = attempt(at);
      while (!Number.isFinite(trial.f)) {
        at = (at + least) / 2;
        if (Math.abs(at - least) < LEAST_RANGE) return null;
        trial = attempt(at);
      }
      if (isHigh(trial) || trial.f >= low.f) {
        high = trial;
        continue;
      }
      if (isFlat(trial)) return trial;
      if (trial.slope * (high.length - low.length) >= 0) high = low;
      low = trial;
    }
    return null;
  };

  for (let tries = 0; tries < MOST_STEPS; ) {
    const trial = attempt(length);
    if (!Number.isFinite(trial.f)) {
      halvings += 1;
      if (halvings > MOST_HALVINGS) return null;
      length = (before.length + length) / 2;
      continue;
    }
    halvings = 0;
    if (isHigh(trial) || (tries > 0 && trial.f >= before.f)) return zoom(before, trial);
    if (isFlat(trial)) return trial;
    if (trial.slope >= 0) return zoom(trial, before);
    before = trial;
    length *= 10;
    tries += 1;
  }
  return null;
}

/** The low point of the cubic through two values and slopes (Nocedal & Wright 2006, eq. 3.59). */
function lowestBetween(low: Trial, high: Trial): number {
  const d1 = low.slope + high.slope - (3 * (low.f - high.f)) / (low.length - high.length);
  const root = Math.sqrt(d1 * d1 - low.slope * high.slope);
  const d2 = high.length < low.length ? -root : root;
  return high.length - ((high.length - low.length) * (high.slope + d2 - d1)) / (high.slope - low.slope + 2 * d2);
}
