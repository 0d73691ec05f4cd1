import type { ChosenModel } from './choose-model.ts';
import { chooseModel, keepModel } from './choose-model.ts';
import { listColumns } from './estimate-arima.ts';
import type { LevelFilter } from './filter-levels.ts';
import { filterLevels, projectLevels } from './filter-levels.ts';
import { fourierTerms } from './fourier-terms.ts';
import { hold, restoreValue, restoreVariance, transformValue } from './power-transform.ts';
import { fillMean, meanOf, prepareSample, readSeries } from './prepare-sample.ts';
import type { Profile } from './profile-likelihood.ts';
import { profileLikelihood } from './profile-likelihood.ts';
import { makeDifferencing } from './take-differences.ts';
import type { ArimaForecast, ArimaInput, ArimaModel, ArimaRefusal } from './types.ts';

type Columns = readonly (readonly number[])[];

/** Known values below which nothing is estimated. */
const LEAST_VALUES = 8;

/**
 * Automatic seasonal ARIMA: differences by seasonal strength and KPSS, orders by the stepwise AICc search of Hyndman &
 * Khandakar (2008, J. Stat. Softw. 27(3)), exact Gaussian likelihood, regressors as a regression with ARIMA errors,
 * logarithm or root where the likelihood is clearly for it, Fourier terms for seasons over 24 steps. Pure and
 * deterministic; every forecast is finite. Refuses fewer than eight known values.
 */
export function fitArima(input: ArimaInput): ArimaModel | ArimaRefusal {
  const regressors = input.regressors ?? [];
  const { y, scale, columns, have } = readSeries(input.y, regressors);
  const refusal: ArimaRefusal = { ok: false, reason: 'too-short', needed: LEAST_VALUES, have };
  if (have < LEAST_VALUES) return refusal;
  const season = Math.max(1, Math.floor(input.season) || 1);
  const chosen = input.keep === undefined ? chooseModel(y, season, columns) : keepModel(y, season, columns, input.keep);
  if (chosen === null) return refusal;
  return finishModel(chosen, y, scale, season, columns, regressors.map(meanOf)) ?? refusal;
}

/** One run of the filter over the whole series: fitted values, and the state that the forecasts start from. */
function finishModel(
  chosen: ChosenModel,
  y: Float64Array,
  scale: number,
  season: number,
  columns: readonly Float64Array[],
  means: readonly number[],
): ArimaModel | null {
  const { estimate, lambda, harmonics } = chosen;
  const { order, arma } = estimate;
  const sample = prepareSample(y, lambda, order.m, [...fourierTerms(season, harmonics, 0, y.length), ...columns]);
  const differencing = makeDifferencing(order);
  const all = listColumns(sample, order);
  const result = filterLevels(all, sample.known, arma, differencing);
  if (result === null) return null;
  const profile = profileLikelihood(result.scaled, result.count, result.logDeterminant, sample.floor);
  const combine = (parts: readonly Float64Array[]): Float64Array =>
    Float64Array.from(parts[0] ?? [], (value, t) =>
      profile.coefficients.reduce((left, beta, k) => left - beta * (parts[k + 1]?.[t] ?? 0), value),
    );
  const explain = (value: number, parts: readonly Float64Array[], t: number) =>
    profile.coefficients.reduce((sum, beta, k) => sum + beta * (parts[k]?.[t] ?? 0), value);

  const regressions = all.slice(1);
  const errors = combine(result.expected);
  const fitted = errors.map((value, t) =>
    Number.isNaN(value) ? value : hold(scale * restoreValue(explain(value, regressions, t), lambda)),
  );

  /** From what a run of the filter over the first `length` steps left behind. */
  const lookAhead = (from: LevelFilter, length: number, horizon: number, future: Columns): ArimaForecast => {
    const ahead = projectLevels(arma, differencing, combine(from.states), from.covariance, horizon);
    const constant = Float64Array.from({ length: horizon }, (_, h) => (order.d + order.D === 0 ? 1 : length + h + 1));
    const terms = [
      ...(order.constant ? [constant] : []),
      ...fourierTerms(season, harmonics, length, horizon),
      ...means.map((mean, k) => fillMean(future[k] ?? [], horizon, mean)),
    ];
    const centre = ahead.mean.map((value, h) => explain(value, terms, h));
    return {
      mean: centre.map((value) => hold(scale * restoreValue(value, lambda))),
      variance: centre.map((value, h) =>
        hold(scale * scale * restoreVariance(value, profile.variance * (ahead.variance[h] ?? 0), lambda)),
      ),
    };
  };
  const predictWithVariance = (horizon: number, future: Columns = []) => lookAhead(result, y.length, horizon, future);

  const project: ArimaModel['project'] = (values, origin, horizon, given = []) => {
    const seen = values.subarray(0, origin).map((value) => value / scale);
    const regressions = means.map((mean, k) => fillMean(given[k] ?? [], origin, mean));
    const moved = prepareSample(seen, lambda, order.m, [...fourierTerms(season, harmonics, 0, origin), ...regressions]);
    const run = filterLevels(listColumns(moved, order), moved.known, arma, differencing);
    const future = means.map((_, k) => (given[k] ?? []).slice(origin));
    return run === null ? new Float64Array(horizon).fill(Number.NaN) : lookAhead(run, origin, horizon, future).mean;
  };
  // The likelihood of the series itself, not of its share of the largest value.
  const aicc = hold(estimate.aicc + 2 * result.count * lambda * Math.log(scale));
  return {
    ok: true,
    order,
    kept: { order, lambda, harmonics },
    lambda,
    aicc,
    parameters: { ...nameParameters(chosen, profile, scale), aicc },
    fitted,
    predict: (horizon, future) => predictWithVariance(horizon, future).mean,
    predictWithVariance,
    project,
  };
}

/** R's names, in the units of the transformed series. */
function nameParameters({ estimate, lambda, harmonics }: ChosenModel, profile: Profile, scale: number) {
  const { p, d, q, P, D, Q, m, constant } = estimate.order;
  const unit = scale ** lambda;
  const out: Record<string, number | string> = {
    order: `(${p},${d},${q})${m > 1 ? `(${P},${D},${Q})${m}` : ''}`,
    lambda,
    harmonics,
    sigma2: hold(profile.variance * unit * unit),
  };
  for (const [name, block] of Object.entries(estimate.blocks)) {
    block.forEach((value: number, i: number) => {
      out[`${name}${i + 1}`] = value;
    });
  }
  profile.coefficients.forEach((value, i) => {
    const mean = constant && i === 0 && d + D === 0;
    const name = constant && i === 0 ? (mean ? 'intercept' : 'drift') : `xreg${constant ? i : i + 1}`;
    out[name] = hold(value * unit + (mean && lambda !== 1 ? transformValue(scale, lambda) : 0));
  });
  return out;
}
