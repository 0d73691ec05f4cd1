import type { Checked } from '../../../src/engines/forecaster/calibrate-intervals.ts';
import { calibrateIntervals, growthAt, sizeOf } from '../../../src/engines/forecaster/calibrate-intervals.ts';
import type { FittedModel } from '../../../src/engines/forecaster/fitted-model.ts';
import { planOrigins } from '../../../src/engines/forecaster/plan-origins.ts';
import type { Frequency } from './detect-frequency.ts';
import type { Prediction } from './metrics.ts';

/** One that forecasts `horizon` steps after `train`, knowing nothing else. */
export interface EvalModel {
  readonly name: string;
  forecast(train: Float64Array, frequency: Frequency, horizon: number): Prediction;
}

export type Projector = Pick<FittedModel, 'project'>;

/** Estimates on y[0 … length). `period` is the season to model, 1 for none. */
export type Fitter = (y: Float64Array, length: number, period: number, frequency: Frequency) => Projector;

/** The season that models estimate step by step: one that was seen twice and is not a year of weeks. */
export function findPeriod(train: Float64Array, { season }: Frequency): number {
  return season > 24 || train.length < 2 * season ? 1 : season;
}

/** A single model with the engine's conformal intervals, from its own rolling-origin errors. */
export function calibrate(name: string, fit: Fitter): EvalModel {
  return {
    name,
    forecast(train, frequency, horizon) {
      const size = train.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0) || 1;
      const y = train.map((value) => value / size);
      const period = findPeriod(train, frequency);
      const { origins, refits, checked: steps } = planOrigins(y, period, horizon);
      const rows = new Float64Array(origins.length * steps);
      refits.forEach((from, k) => {
        const block = origins.slice(from, refits[k + 1] ?? origins.length);
        fit(y, block[0] ?? 1, period, frequency).project(y, block, steps, rows, from);
      });
      const calibration = calibrateIntervals(listChecked(y, origins, steps, rows), steps);
      const mean = new Float64Array(horizon);
      fit(y, y.length, period, frequency).project(y, [y.length], horizon, mean, 0);
      const floor = y.some((value) => value < 0) ? Number.NEGATIVE_INFINITY : 0;
      for (let h = 0; h < horizon; h += 1) mean[h] = Math.max(floor, mean[h] ?? 0);
      const half = mean.map(
        (value, h) => growthAt(calibration, h) * sizeOf(value, calibration.exponent, calibration.floor),
      );
      const bound = (quantile: number) =>
        mean.map((value, h) => size * Math.max(floor, value + quantile * (half[h] ?? 0)));
      return {
        mean: mean.map((value) => size * value),
        low80: bound(-calibration.q80),
        high80: bound(calibration.q80),
        low95: bound(-calibration.q95),
        high95: bound(calibration.q95),
      };
    },
  };
}

function listChecked(y: Float64Array, origins: readonly number[], steps: number, rows: Float64Array): Checked[] {
  const list: Checked[] = [];
  origins.forEach((origin, k) => {
    for (let step = 0; step < steps && origin + step < y.length; step += 1) {
      const actual = y[origin + step] ?? Number.NaN;
      if (!Number.isNaN(actual)) list.push({ origin, step, forecast: rows[k * steps + step] ?? 0, actual });
    }
  });
  return list;
}
