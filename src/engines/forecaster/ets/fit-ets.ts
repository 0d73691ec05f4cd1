import type { FittedModel } from '../models/fitted-model.ts';
import type { EtsForm, EtsSmoothing, EtsState } from './ets-filter.ts';
import { filterEts, projectEts } from './ets-filter.ts';
import { guessStartingState, improveStartingState } from './ets-starting-state.ts';
import { minimise } from './minimise.ts';

/** An estimated form, with what it takes to start the next estimate from it. */
export interface EtsEstimate {
  readonly form: EtsForm;
  readonly smoothing: EtsSmoothing;
  readonly start: EtsState;
  /** −2·log-likelihood up to a constant that is the same for every form. */
  readonly deviance: number;
  readonly aicc: number;
  /** The optimiser's own coordinates. */
  readonly free: Float64Array;
}

/** Forms worth trying: additive errors with additive parts; relative errors where every value is positive. */
export function listEtsForms(period: number, seasons: boolean, positive: boolean): EtsForm[] {
  const forms: EtsForm[] = [];
  for (const trend of ['N', 'A', 'Ad'] as const) {
    forms.push({ error: 'A', trend, season: 'N', period: 1 });
    if (positive) forms.push({ error: 'M', trend, season: 'N', period: 1 });
    if (seasons) {
      forms.push({ error: 'A', trend, season: 'A', period });
      if (positive) forms.push({ error: 'M', trend, season: 'M', period });
    }
  }
  return forms;
}

/** "ETS(A,Ad,M)", as the literature writes it. */
export function nameEtsForm(form: EtsForm): string {
  return `ETS(${form.error},${form.trend},${form.season})`;
}

const squash = (u: number) => 1 / (1 + Math.exp(-u));

/** Bounds as in HKOS 2008, section 2.5: the usual region, φ within [0.8, 0.98]. */
function toSmoothing(form: EtsForm, free: Float64Array): EtsSmoothing {
  let next = 0;
  const take = (low: number, high: number) => low + (high - low) * squash(free[next++] ?? 0);
  const alpha = take(1e-4, 0.9999);
  const beta = form.trend === 'N' ? 0 : take(1e-4 * alpha, alpha);
  const gamma = form.season === 'N' ? 0 : take(1e-4 * (1 - alpha), 1 - alpha);
  const phi = form.trend === 'Ad' ? take(0.8, 0.98) : 1;
  return { alpha, beta, gamma, phi };
}

/**
 * Two places to start from, because the likelihood of seasonal forms often has two hills: a slow level with a season
 * that moves (α ≈ 0.27), and a quick level with a season that stays (α ≈ 0.7, γ ≈ 0).
 */
function firstGuesses(form: EtsForm): Float64Array[] {
  const places = [
    [-1, -2.2, -2.2],
    [0.8, -3.5, -5],
  ];
  return places.slice(0, form.season === 'N' ? 1 : 2).map(([alpha = 0, beta = 0, gamma = 0]) => {
    const guess = [alpha];
    if (form.trend !== 'N') guess.push(beta);
    if (form.season !== 'N') guess.push(gamma);
    if (form.trend === 'Ad') guess.push(1.5);
    return Float64Array.from(guess);
  });
}

/**
 * Maximum likelihood estimate of one form on y[0 … length): the simplex over the smoothing parameters and
 * Gauss–Newton over the starting state, in turn. `previous`: an estimate on a slightly shorter series to start from.
 * `y` is scaled to about one. Returns null where the form cannot hold the data or has too many parameters for it.
 */
function estimateEts(
  y: Float64Array,
  length: number,
  observed: number,
  form: EtsForm,
  previous?: EtsEstimate,
): EtsEstimate | null {
  const guesses = previous === undefined ? firstGuesses(form) : [previous.free];
  const size = guesses[0]?.length ?? 0;
  const states = (form.trend === 'N' ? 1 : 2) + (form.season === 'N' ? 0 : form.period - 1);
  const parameters = size + states + 1;
  if (observed - parameters - 1 <= 0) return null;
  const guessed = previous?.start ?? guessStartingState(y, length, form);
  const effort = 20 + 22 * size;
  const scratch = new Float64Array(guessed.length);
  const search = (from: Float64Array, start: EtsState, step: number, share: number) => {
    const deviance = (x: Float64Array) => {
      scratch.set(start);
      return filterEts(y, 0, length, form, toSmoothing(form, x), scratch);
    };
    const maxEvaluations = Math.ceil(effort * share);
    return { ...minimise(deviance, from, { step, maxEvaluations, tolerance: 0.03 }), start };
  };
  const improve = (x: Float64Array, start: EtsState) =>
    improveStartingState(y, length, form, toSmoothing(form, x), start);

  const climb = (from: Float64Array, first: EtsState, shares: readonly number[]) => {
    let found = { x: from, value: Number.POSITIVE_INFINITY, start: first };
    for (const share of shares) {
      found = search(found.x, found.start, 0.5, share);
      found.start = improve(found.x, found.start);
    }
    return search(found.x, found.start, 0.3, 0.3);
  };
  const shares = previous === undefined ? [0.8, 0.5] : [0.4];
  const found = guesses
    .map((guess, k) => climb(guess, k === 0 ? guessed : improve(guess, guessed), shares))
    .reduce((best, next) => (next.value < best.value ? next : best));
  if (!Number.isFinite(found.value)) return null;
  const penalty = 2 * parameters + (2 * parameters * (parameters + 1)) / (observed - parameters - 1);
  return {
    form,
    smoothing: toSmoothing(form, found.x),
    start: found.start,
    deviance: found.value,
    aicc: found.value + penalty,
    free: found.x,
  };
}

/** All forms that could be estimated, the lowest AICc first. */
export function estimateAllEts(
  y: Float64Array,
  length: number,
  forms: readonly EtsForm[],
  previous: readonly EtsEstimate[] = [],
): EtsEstimate[] {
  let observed = 0;
  for (let t = 0; t < length; t += 1) if (!Number.isNaN(y[t])) observed += 1;
  const estimates: EtsEstimate[] = [];
  for (const form of forms) {
    const before = previous.find((estimate) => nameEtsForm(estimate.form) === nameEtsForm(form));
    const estimate = estimateEts(y, length, observed, form, before);
    if (estimate !== null && Number.isFinite(estimate.aicc)) estimates.push(estimate);
  }
  return estimates.sort((a, b) => a.aicc - b.aicc);
}

/** The estimate as a model that can forecast from any origin. */
export function toEtsModel(estimate: EtsEstimate): FittedModel {
  const { form, smoothing } = estimate;
  return {
    name: 'ets',
    parameters: {
      form: nameEtsForm(form),
      alpha: smoothing.alpha,
      ...(form.trend === 'N' ? {} : { beta: smoothing.beta }),
      ...(form.season === 'N' ? {} : { gamma: smoothing.gamma }),
      ...(form.trend === 'Ad' ? { phi: smoothing.phi } : {}),
      aicc: estimate.aicc,
    },
    project(y, origins, horizon, out, row) {
      const state = estimate.start.slice();
      let at = 0;
      origins.forEach((origin, k) => {
        filterEts(y, at, origin, form, smoothing, state);
        at = origin;
        projectEts(state, form, smoothing.phi, origin, horizon, out, (row + k) * horizon);
      });
    },
  };
}
