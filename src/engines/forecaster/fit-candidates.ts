import { fitAnnualFactor } from './annual-factor.ts';
import type { EtsEstimate } from './fit-ets.ts';
import { estimateAllEts, listEtsForms, toEtsModel } from './fit-ets.ts';
import { fitTheta } from './fit-theta.ts';
import type { FittedModel } from './fitted-model.ts';
import { makeSeasonalNaive } from './seasonal-naive.ts';
import type { ModelName } from './types.ts';

export interface CandidateSettings {
  readonly period: number;
  /** Steps in a year when a yearly pattern may be tried, else null. */
  readonly stepsPerYear: number | null;
  /** Steps up to which a yearly pattern is needed: history and horizon. */
  readonly until: number;
}

/** ETS forms as last estimated, so that the next estimate starts from them and only tries the best ones. */
export interface WarmStart {
  readonly base: readonly EtsEstimate[];
  readonly annual: readonly EtsEstimate[];
}

export interface Candidates {
  readonly models: readonly FittedModel[];
  readonly warm: WarmStart;
}

/** Forms that are looked at again after the first estimate. */
const KEPT_FORMS = 3;

/** From this length on the best forms of the last estimate are trusted to be the best again. */
const LONG = 400;

/**
 * Estimates every model on y[0 … length) alone. `anew`: take from `warm` at most which forms to try, not where their
 * search starts, so that it cannot stay on a lower hill of the likelihood.
 */
export function fitCandidates(
  y: Float64Array,
  length: number,
  settings: CandidateSettings,
  warm?: WarmStart,
  anew = false,
): Candidates {
  const naive = makeSeasonalNaive(settings.period);
  const base = fitFamily(y, length, settings.period, warm?.base ?? [], anew);
  const models: FittedModel[] = [naive, ...nameFamily(base.ets ?? naive, base.theta ?? naive, '')];
  if (settings.stepsPerYear === null) return { models, warm: { base: base.estimates, annual: [] } };

  const factor = fitAnnualFactor(y, length, settings.period, settings.stepsPerYear, settings.until);
  if (factor === null) {
    models.push(...nameFamily(base.ets ?? naive, base.theta ?? naive, '-annual'));
    return { models, warm: { base: base.estimates, annual: [] } };
  }
  const adjusted = y.map((value, t) => value / (factor[t] ?? 1));
  const seeds = anew || warm === undefined || warm.annual.length === 0 ? base.estimates : warm.annual;
  const annual = fitFamily(adjusted, length, settings.period, seeds, false);
  const ets = withFactor(annual.ets ?? naive, factor);
  const theta = withFactor(annual.theta ?? naive, factor);
  models.push(...nameFamily(ets, theta, '-annual'));
  return { models, warm: { base: base.estimates, annual: annual.estimates } };
}

function fitFamily(y: Float64Array, length: number, period: number, previous: readonly EtsEstimate[], anew: boolean) {
  const seen = y.subarray(0, length);
  const positive = seen.every((value) => Number.isNaN(value) || value > 0);
  const seasons = period > 1 && length >= 2 * period;
  const all = listEtsForms(period, seasons, positive);
  const kept = previous.slice(0, KEPT_FORMS).map(({ form }) => form);
  const allowed = kept.filter((form) => positive || form.error === 'A');
  // A few seasons in, seasonal forms may only just have come within reach: then the whole list is worth trying again.
  const narrow = allowed.length > 0 && length >= (anew ? LONG : 4 * period);
  const estimates = estimateAllEts(y, length, narrow ? allowed : all, anew ? [] : previous);
  const [best] = estimates;
  return { estimates, ets: best === undefined ? null : toEtsModel(best), theta: fitTheta(y, length, period) };
}

function nameFamily(ets: FittedModel, theta: FittedModel, suffix: '' | '-annual'): FittedModel[] {
  const etsName: ModelName = suffix === '' ? 'ets' : 'ets-annual';
  const thetaName: ModelName = suffix === '' ? 'theta' : 'theta-annual';
  const meanName: ModelName = suffix === '' ? 'mean' : 'mean-annual';
  return [{ ...ets, name: etsName }, { ...theta, name: thetaName }, averageModels(meanName, ets, theta)];
}

/** The plain mean of two forecasts (Bates & Granger 1969; Clemen 1989: hard to beat). */
function averageModels(name: ModelName, ets: FittedModel, theta: FittedModel): FittedModel {
  return {
    name,
    parameters: { ...prefixKeys('ets', ets.parameters), ...prefixKeys('theta', theta.parameters) },
    project(y, origins, horizon, out, row) {
      const other = new Float64Array(origins.length * horizon);
      theta.project(y, origins, horizon, other, 0);
      ets.project(y, origins, horizon, out, row);
      const at = row * horizon;
      for (let k = 0; k < other.length; k += 1) out[at + k] = ((out[at + k] ?? 0) + (other[k] ?? 0)) / 2;
    },
  };
}

function prefixKeys(prefix: string, parameters: Readonly<Record<string, string | number>>) {
  return Object.fromEntries(Object.entries(parameters).map(([key, value]) => [`${prefix}.${key}`, value]));
}

/** The model on the series without its yearly pattern, with the pattern put back. */
function withFactor(model: FittedModel, factor: Float64Array): FittedModel {
  return {
    ...model,
    project(y, origins, horizon, out, row) {
      model.project(
        y.map((value, t) => value / (factor[t] ?? 1)),
        origins,
        horizon,
        out,
        row,
      );
      origins.forEach((origin, k) => {
        const at = (row + k) * horizon;
        for (let h = 0; h < horizon; h += 1) out[at + h] = (out[at + h] ?? 0) * (factor[origin + h] ?? 1);
      });
    },
  };
}
