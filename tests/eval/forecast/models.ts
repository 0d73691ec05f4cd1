import { fitBoosting } from '../../../src/engines/forecaster/boosting/fit-boosting.ts';
import { estimateAllEts, listEtsForms, toEtsModel } from '../../../src/engines/forecaster/fit-ets.ts';
import { fitTheta } from '../../../src/engines/forecaster/fit-theta.ts';
import { forecastValues } from '../../../src/engines/forecaster/forecast-values.ts';
import { makeSeasonalNaive } from '../../../src/engines/forecaster/seasonal-naive.ts';
import type { EvalModel, Fitter } from './calibrated-model.ts';
import { calibrate, findPeriod } from './calibrated-model.ts';

/** Every model that is measured; a further one is a further line here. Where one refuses, seasonal naive stands in. */
export const EVAL_MODELS: readonly EvalModel[] = [
  { name: 'ensemble', forecast: forecastByEngine },
  calibrate('ets', fitEts),
  calibrate('theta', (y, length, period) => fitTheta(y, length, period) ?? makeSeasonalNaive(period)),
  calibrate('boosting', fitTrees),
  calibrate('seasonal-naive', (_y, _length, period) => makeSeasonalNaive(period)),
];

/** What the product answers with: the models it tried, chosen or mixed by its own backtest. */
function forecastByEngine(...[train, frequency, horizon]: Parameters<EvalModel['forecast']>) {
  const { stepsPerYear } = frequency;
  const { mean, intervals } = forecastValues({
    y: train,
    period: findPeriod(train, frequency),
    horizon,
    nonNegative: !train.some((value) => value < 0),
    stepsPerYear: stepsPerYear !== null && train.length >= 2 * stepsPerYear ? stepsPerYear : null,
    windows: [],
  });
  return {
    mean,
    low80: intervals.map(({ low80 }) => low80),
    high80: intervals.map(({ high80 }) => high80),
    low95: intervals.map(({ low95 }) => low95),
    high95: intervals.map(({ high95 }) => high95),
  };
}

function fitEts(...[y, length, period]: Parameters<Fitter>) {
  const positive = y.subarray(0, length).every((value) => Number.isNaN(value) || value > 0);
  const forms = listEtsForms(period, period > 1 && length >= 2 * period, positive);
  const [best] = estimateAllEts(y, length, forms, []);
  return best === undefined ? makeSeasonalNaive(period) : toEtsModel(best);
}

function fitTrees(...[y, length, period, { stepsPerYear }]: Parameters<Fitter>): ReturnType<Fitter> {
  const model = fitBoosting({
    y: Array.from(y.subarray(0, length)),
    season: period,
    ...(stepsPerYear === null ? {} : { stepsPerYear }),
  });
  if (!model.ok) return makeSeasonalNaive(period);
  return {
    project(values, origins, horizon, out, row) {
      origins.forEach((origin, k) => {
        out.set(model.project(values, origin, horizon), (row + k) * horizon);
      });
    },
  };
}
