import { solveLeastSquares } from '../numerics/solve-least-squares.ts';
import { imputeMissing } from '../series/impute-missing.ts';
import { classicalIndices, deseasonalise } from '../series/season-indices.ts';
import type { EtsForm, EtsSmoothing, EtsState } from './ets-filter.ts';
import { filterEts } from './ets-filter.ts';

/** A value this small beside what was expected would turn the step over. */
const SMALLEST_SHARE = 0.05;

/** Starting values read off the first seasons (HKOS 2008, section 2.6.1). `length`: how much of y may be seen. */
export function guessStartingState(y: Float64Array, length: number, form: EtsForm): EtsState {
  const { period } = form;
  const head = imputeMissing(y, length, period).subarray(0, Math.min(length, Math.max(10, 5 * period)));
  const state = new Float64Array(2 + period);
  let flat: Float64Array = head;
  if (form.season !== 'N') {
    const indices = classicalIndices(head, period, form.season === 'M' ? 'multiplicative' : 'additive');
    state.set(indices.kind === 'none' ? new Float64Array(period).fill(1) : indices.byPhase, 2);
    flat = deseasonalise(head, indices);
  }
  const used = flat.subarray(0, Math.max(10, 2 * period));
  const n = used.length;
  const mean = used.reduce((a, b) => a + b, 0) / n;
  if (form.trend === 'N') {
    state[0] = mean;
    return state;
  }
  let cross = 0;
  let squares = 0;
  for (let t = 0; t < n; t += 1) {
    cross += (t - (n - 1) / 2) * (used[t] ?? 0);
    squares += (t - (n - 1) / 2) ** 2;
  }
  state[1] = squares > 0 ? cross / squares : 0;
  state[0] = mean - (state[1] * (n + 1)) / 2;
  if (form.error === 'M' && state[0] <= 0) {
    state[0] = Math.max(mean, 1e-6);
    state[1] = 0;
  }
  return state;
}

/**
 * One Gauss–Newton step on the starting state with the smoothing parameters held: exact for the additive forms,
 * whose errors are linear in the starting state. Seasonal values keep their sum (their level belongs to `level`).
 * Returns the better of the old and the new state.
 */
export function improveStartingState(
  y: Float64Array,
  length: number,
  form: EtsForm,
  smoothing: EtsSmoothing,
  start: EtsState,
): EtsState {
  const residuals = new Float64Array(length);
  const before = filterEts(y, 0, length, form, smoothing, start.slice(), residuals);
  if (!Number.isFinite(before)) return start;
  const directions = stateDirections(form, listSeenPhases(y, length, form.period));
  const columns: Float64Array[] = [];
  for (const direction of directions) {
    const moved = start.slice();
    for (const [index, size] of direction) moved[index] = (moved[index] ?? 0) + size;
    const shifted = new Float64Array(length);
    if (!Number.isFinite(filterEts(y, 0, length, form, smoothing, moved, shifted))) return start;
    for (let t = 0; t < length; t += 1) shifted[t] = (residuals[t] ?? 0) - (shifted[t] ?? 0);
    columns.push(shifted);
  }
  const step = solveLeastSquares(columns, form.error === 'M' ? pullToLikelihood(residuals) : residuals, 1e-6);
  if (step === null) return start;
  for (const share of [1, 0.4]) {
    const next = start.slice();
    directions.forEach((direction, k) => {
      for (const [index, size] of direction) next[index] = (next[index] ?? 0) + share * size * (step[k] ?? 0);
    });
    if (form.season === 'M' && next.subarray(2).some((value) => value <= 0.01)) continue;
    const after = filterEts(y, 0, length, form, smoothing, next.slice());
    if (after < before) return next;
  }
  return start;
}

/**
 * What relative errors are to be brought to so that the step is one on the likelihood: beside their squares it holds
 * 2·Σ ln ŷ, whose slope by a state is −Σ slope(error) / (1 + error).
 */
function pullToLikelihood(residuals: Float64Array): Float64Array {
  let sum = 0;
  let count = 0;
  for (const error of residuals) {
    if (Number.isNaN(error)) continue;
    sum += error * error;
    count += 1;
  }
  const variance = sum / count;
  return residuals.map((error) => error - variance / Math.max(SMALLEST_SHARE, 1 + error));
}

/** Phases with at least one observation; a weekday on which the shop never opens has none. */
function listSeenPhases(y: Float64Array, length: number, period: number): number[] {
  const seen = new Set<number>();
  for (let t = 0; t < length && seen.size < period; t += 1) if (!Number.isNaN(y[t])) seen.add(t % period);
  return [...seen].sort((a, b) => a - b);
}

/**
 * How much each free part of the state is moved to see its effect; the series is scaled to about one. The season of a
 * phase that was never seen stays where it is: left free, it would let level and season run away together.
 */
function stateDirections(
  form: EtsForm,
  phases: readonly number[],
): (readonly (readonly [index: number, size: number])[])[] {
  const size = 1e-3;
  const directions: (readonly (readonly [number, number])[])[] = [[[0, size]]];
  if (form.trend !== 'N') directions.push([[1, size / 10]]);
  const last = phases.at(-1);
  if (form.season === 'N' || last === undefined) return directions;
  for (const phase of phases.slice(0, -1)) {
    directions.push([
      [2 + phase, size],
      [2 + last, -size],
    ]);
  }
  return directions;
}
