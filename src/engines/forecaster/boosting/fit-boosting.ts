import { growCorrection } from './grow-correction.ts';
import type { FeatureSource } from './series-features.ts';
import { countFeatures, fillFeatures } from './series-features.ts';
import type { LearnedScale } from './smooth-series.ts';
import { learnScale, nextLevel, scaleSeries, smoothLevels, unscaleValue } from './smooth-series.ts';
import type { BoostingInput, BoostingModel, BoostingRefusal, Columns } from './types.ts';

/** Known values that it takes. */
const NEEDED = 10;

/** Values this large are not a company's numbers. */
const LARGEST = 1e300;

/**
 * Gradient boosting on one series. Trees cannot go beyond what they have seen, so they do not learn the values: the
 * series (its logarithm where that is safe) loses its season, an exponentially smoothed level with half the slope of
 * the straight line as drift goes ahead, and trees learn what that one-step forecast misses, from lags and means
 * beside the level, season, year and regressors. Forecasts are recursive: each step's answer is the next one's lag.
 * (One tree model for all steps ahead did about as well on monthly, quarterly and weekly series, at five times the cost.)
 *
 * Pure; every number but those left out of `fitted` is finite. Refuses fewer than ten known values, and values over 1e300.
 */
export function fitBoosting(input: BoostingInput): BoostingModel | BoostingRefusal {
  const y = Float64Array.from(input.y, (value) => (value === null || !Number.isFinite(value) ? Number.NaN : value));
  const known = y.filter((value) => !Number.isNaN(value));
  const refusal = { ok: false, needed: NEEDED, have: known.length } as const;
  if (known.length < NEEDED) return { ...refusal, reason: 'too-short' };
  if (known.some((value) => Math.abs(value) > LARGEST)) return { ...refusal, reason: 'too-large' };

  const { season: period, stepsPerYear = 0, regressors = [], seed = 1 } = input;
  const scale = learnScale(y, period);
  const yearly = stepsPerYear > 0 && y.length >= 1.5 * stepsPerYear ? stepsPerYear : null;
  const sourceOf = (values: Float64Array, steps: number, columns: Columns): FeatureSource => {
    const adjusted = new Float64Array(steps).fill(Number.NaN);
    adjusted.set(scaleSeries(values, scale));
    const levels = new Float64Array(steps + 1);
    levels.set(smoothLevels(adjusted.subarray(0, values.length), scale.alpha, scale.drift));
    return { adjusted, levels, period, stepsPerYear: yearly, regressors: regressors.map((_, k) => columns[k] ?? []) };
  };

  const source = sourceOf(y, y.length, regressors);
  const first = Math.min(Math.max(period, 2), y.length >> 2);
  const { steps, features, target } = listRows(source, first, scale);
  const correction = growCorrection(features, target, seed);

  const stepAhead = (levels: Float64Array, t: number, answer: number) => (levels[t] ?? 0) + scale.drift + answer;
  const fitted = new Float64Array(y.length).fill(Number.NaN);
  steps.forEach((t, i) => {
    fitted[t] = unscaleValue(stepAhead(source.levels, t, correction.fitted[i] ?? 0), t, scale);
  });

  const row = new Float64Array(features.length);
  const project: BoostingModel['project'] = (values, origin, horizon, columns = regressors) => {
    const future = sourceOf(values.subarray(0, origin), origin + horizon, columns);
    return Float64Array.from({ length: horizon }, (_, h) => {
      const t = origin + h;
      fillFeatures(future, t, row);
      const value = stepAhead(future.levels, t, correction.answer(row));
      future.adjusted[t] = value;
      future.levels[t + 1] = nextLevel(future.levels[t] ?? 0, value, scale.alpha, scale.drift);
      return unscaleValue(value, t, scale);
    });
  };
  return {
    ok: true,
    predict: (horizon, future = []) => {
      const columns = regressors.map((column, k) => [...padTo(column, y.length), ...(future[k] ?? [])]);
      return project(y, y.length, horizon, columns);
    },
    project,
    fitted,
    parameters: {
      trees: correction.trees,
      trust: correction.trust,
      scale: scale.log ? 'log' : 'plain',
      season: scale.indices.kind,
      alpha: scale.alpha,
      drift: scale.drift,
    },
  };
}

/** One row for each known step from `first` on; the target is what level and drift miss. */
function listRows(source: FeatureSource, first: number, { drift }: LearnedScale) {
  const { adjusted, levels } = source;
  const steps: number[] = [];
  for (let t = first; t < adjusted.length; t += 1) if (!Number.isNaN(adjusted[t])) steps.push(t);
  const features = Array.from({ length: countFeatures(source) }, () => new Float64Array(steps.length));
  const row = new Float64Array(features.length);
  steps.forEach((t, i) => {
    fillFeatures(source, t, row);
    features.forEach((column, k) => {
      column[i] = row[k] ?? Number.NaN;
    });
  });
  return { steps, features, target: Float64Array.from(steps, (t) => (adjusted[t] ?? 0) - (levels[t] ?? 0) - drift) };
}

function padTo(column: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, t) => column[t] ?? Number.NaN);
}
