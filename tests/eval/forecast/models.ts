import { forecastValues } from '../../../src/engines/forecaster/forecast-values.ts';
import type { SampleDates } from '../../../src/engines/forecaster/models/forecast-model.ts';
import { classifyDemand } from '../../../src/engines/forecaster/sparse/classify-demand.ts';
import type { ModelName } from '../../../src/engines/forecaster/types.ts';
import type { Frequency } from './detect-frequency.ts';
import type { EvalModel } from './eval-model.ts';
import { findPeriod } from './eval-model.ts';
import { makeDates } from './make-dates.ts';
import type { Prediction } from './metrics.ts';

/**
 * Every model that is measured, each with the engine's own intervals. Alone, a model has what the engine helps it with
 * (a yearly factor beside the week); where it refuses, the engine's yardstick stands in.
 */
export const EVAL_MODELS: readonly EvalModel[] = [
  byEngine('ensemble'),
  byEngine('ets'),
  byEngine('theta'),
  byEngine('boosting'),
  byEngine('mstl'),
  byEngine('arima'),
  byEngine('prophet', makeDates),
  ...(['croston', 'sba', 'tsb'] as const).map((name) => ({ ...byEngine(name), suits: isSparse })),
  byEngine('seasonal-naive'),
];

/** What the product answers with where this model is asked for. */
function byEngine(model: ModelName, datesOf?: (frequency: Frequency, steps: number) => SampleDates | null): EvalModel {
  return {
    name: model,
    forecast(train, frequency, horizon) {
      const { stepsPerYear } = frequency;
      const dates = datesOf?.(frequency, train.length + horizon) ?? null;
      const { mean, intervals } = forecastValues({
        y: train,
        period: findPeriod(train, frequency),
        horizon,
        nonNegative: !train.some((value) => value < 0),
        stepsPerYear: stepsPerYear !== null && train.length >= 2 * stepsPerYear ? stepsPerYear : null,
        windows: [],
        model,
        ...(dates === null ? {} : { dates }),
      });
      return toPrediction(mean, intervals);
    },
  };
}

function toPrediction(
  mean: Float64Array,
  intervals: readonly Readonly<Record<'low80' | 'high80' | 'low95' | 'high95', number>>[],
): Prediction {
  return {
    mean,
    low80: intervals.map(({ low80 }) => low80),
    high80: intervals.map(({ high80 }) => high80),
    low95: intervals.map(({ low95 }) => low95),
    high95: intervals.map(({ high95 }) => high95),
  };
}

function isSparse(train: Float64Array): boolean {
  if (train.some((value) => value < 0)) return false;
  const pattern = classifyDemand(train);
  return pattern === 'intermittent' || pattern === 'lumpy';
}
