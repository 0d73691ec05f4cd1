import type { Frequency } from './detect-frequency.ts';
import type { EvalModel } from './eval-model.ts';
import type { Prediction, SeriesScore } from './metrics.ts';
import { meanKnown, naiveScale, owa, scoreSeries } from './metrics.ts';
import { forecastNaive2 } from './naive2.ts';
import type { EvalSeries } from './read-series-file.ts';

/** Means over series. Shares in percent; `ms` is the mean time of one series, backtest and intervals among it. */
export interface ModelReport extends SeriesScore {
  readonly owa: number;
  readonly ms: number;
  /** How many series it is the mean of: some models are only for some. */
  readonly series: number;
}

/** One model on one series, beside Naïve2 on it. */
export interface SeriesResult {
  readonly model: string;
  readonly score: SeriesScore;
  readonly naive2: SeriesScore;
  readonly ms: number;
}

/** Every model on one series. `now`: the clock in milliseconds. */
export function evaluateSeries(
  series: EvalSeries,
  frequency: Frequency,
  models: readonly EvalModel[],
  now: () => number,
): SeriesResult[] {
  return models
    .filter(({ suits }) => suits?.(series.train) ?? true)
    .map((model) => {
      const begin = now();
      const prediction = model.forecast(series.train, frequency, series.test.length);
      return scorePrediction(series, frequency, model.name, prediction, now() - begin);
    });
}

/** One model's forecast of one series beside Naïve2's. `ms`: how long it took. */
export function scorePrediction(
  { train, test }: EvalSeries,
  frequency: Frequency,
  model: string,
  prediction: Prediction,
  ms: number,
): SeriesResult {
  const scale = naiveScale(train, frequency.season);
  const mean = forecastNaive2(train, frequency.season, test.length);
  const naive2 = scoreSeries(test, { mean, low80: [], high80: [], low95: [], high95: [] }, scale);
  return { model, score: scoreSeries(test, prediction, scale), naive2, ms };
}

/** A report for each model over the series given: those of one file, or of all. */
export function reportModels(results: readonly SeriesResult[]): Record<string, ModelReport> {
  const byModel = Map.groupBy(results, ({ model }) => model);
  return Object.fromEntries([...byModel].map(([model, own]) => [model, reportModel(own)]));
}

function reportModel(results: readonly SeriesResult[]): ModelReport {
  const mean = (of: (result: SeriesResult) => number) => meanKnown(results.map(of));
  const percent = (of: (score: SeriesScore) => number) => 100 * mean(({ score }) => of(score));
  return {
    mape: percent(({ mape }) => mape),
    wape: percent(({ wape }) => wape),
    smape: percent(({ smape }) => smape),
    mase: mean(({ score }) => score.mase),
    owa: owa(
      { smape: mean(({ score }) => score.smape), mase: mean(({ score }) => score.mase) },
      { smape: mean(({ naive2 }) => naive2.smape), mase: mean(({ naive2 }) => naive2.mase) },
    ),
    msis: mean(({ score }) => score.msis),
    cov80: percent(({ cov80 }) => cov80),
    cov95: percent(({ cov95 }) => cov95),
    ms: mean(({ ms }) => ms),
    series: results.length,
  };
}
