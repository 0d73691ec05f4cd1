import type { Calibration, Checked } from './calibrate-intervals.ts';
import { calibrateIntervals, growthAt, sizeOf } from './calibrate-intervals.ts';
import type { FittedModel } from './fitted-model.ts';
import { planOrigins } from './plan-origins.ts';
import type { Backtest, Limits } from './run-backtest.ts';
import { holdWithin, runBacktest } from './run-backtest.ts';
import { chooseModel, scoreModels } from './score-models.ts';
import { makeSeasonalNaive } from './seasonal-naive.ts';
import { totalWidth } from './total-windows.ts';
import type { BacktestReport, ForecastWindow, Interval, ModelName, WindowTotal } from './types.ts';

export interface ValuesInput {
  /** History, NaN where closed or missing; the last value is known. At least 10 known values. */
  readonly y: Float64Array;
  /** Steps in a season, 1 for none. */
  readonly period: number;
  readonly horizon: number;
  readonly nonNegative: boolean;
  /** Steps in a year when a yearly pattern may be tried beside the season, else null. */
  readonly stepsPerYear: number | null;
  /** For each step of the horizon: is it open? Absent: all are. */
  readonly open?: readonly boolean[];
  readonly windows: readonly ForecastWindow[];
}

export interface ValuesOutput {
  readonly mean: Float64Array;
  readonly intervals: readonly Interval[];
  readonly windowTotals: readonly WindowTotal[];
  readonly model: FittedModel;
  readonly backtest: BacktestReport;
  /** Mean of all models tried at the first step ahead of each origin: one-step errors of the chosen model. */
  readonly lastError: { readonly expected: number; readonly error: number; readonly typical: number } | null;
}

const CLOSED: Interval = { low80: 0, high80: 0, low95: 0, high95: 0 };

/**
 * Forecast of plain values: estimates ETS, Theta, their mean and the yardstick, backtests them, chooses,
 * and calibrates the intervals. Deterministic. Values are scaled to one inside, so any finite size is fine.
 */
export function forecastValues(input: ValuesInput): ValuesOutput {
  const { period, horizon, open } = input;
  const scale = largestSize(input.y);
  const y = input.y.map((value) => value / scale);
  const limits = findLimits(y, input.nonNegative);
  const plan = planOrigins(y, period, horizon);
  const settings = { period, stepsPerYear: input.stepsPerYear, until: y.length + horizon };
  const backtest = runBacktest(y, plan, settings, limits);
  const scores = scoreModels(y, period, backtest);
  const chosen = chooseModel(y, backtest);
  const naive = makeSeasonalNaive(period);
  const model = backtest.final.find(({ name }) => name === chosen) ?? naive;

  const mean = projectFrom(model, y, horizon);
  holdWithin(mean, limits, projectFrom(naive, y, horizon));
  const checked = listChecked(y, backtest, chosen);
  const calibration = calibrateIntervals(checked, plan.checked);
  const forecasts = mean.map((value, h) => (open?.[h] === false ? Number.NaN : value));

  const around = (centre: number, half80: number, half95: number): Interval => ({
    low80: unscale(Math.max(limits.floor, centre - half80), scale),
    high80: unscale(centre + half80, scale),
    low95: unscale(Math.max(limits.floor, centre - Math.max(half80, half95)), scale),
    high95: unscale(centre + Math.max(half80, half95), scale),
  });
  const intervals = Array.from(forecasts, (value, h) => {
    if (Number.isNaN(value)) return CLOSED;
    const half = growthAt(calibration, h) * sizeOf(value, calibration.exponent, calibration.floor);
    return around(value, half * calibration.q80, half * calibration.q95);
  });
  const windowTotals = input.windows.map(({ from, to }): WindowTotal => {
    const total = forecasts.subarray(from - 1, to).reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
    // One step is its own total.
    const single = from === to ? intervals[from - 1] : undefined;
    if (single !== undefined) return { from, to, mean: unscale(total, scale), ...single };
    const width = totalWidth(checked, calibration, forecasts, y.length, from - 1, to - 1);
    return { from, to, mean: unscale(total, scale), ...around(total, width.half80, width.half95) };
  });

  const wapeOf = (name: ModelName) => scores.find((score) => score.name === name)?.wape ?? 0;
  const naiveWape = wapeOf('seasonal-naive');
  return {
    mean: forecasts.map((value) => (Number.isNaN(value) ? 0 : unscale(value, scale))),
    intervals,
    windowTotals,
    model,
    backtest: {
      origins: plan.origins.length,
      refits: plan.refits.length,
      horizon: plan.checked,
      models: scores,
      gainOverNaive: naiveWape > 0 ? 1 - wapeOf(chosen) / naiveWape : 0,
      ...crossCheckCoverage(checked, plan.refits, plan.checked),
    },
    lastError: findLastError(y, checked, scale),
  };
}

function largestSize(y: Float64Array): number {
  let largest = 0;
  for (const value of y) if (Math.abs(value) > largest) largest = Math.abs(value);
  return largest > 0 ? largest : 1;
}

/** Back to the series' own size, never beyond what a number can hold. */
function unscale(value: number, scale: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value * scale));
}

/** A forecast may leave the range of the past by up to twice its width, and zero only where that is possible. */
function findLimits(y: Float64Array, nonNegative: boolean): Limits & { readonly floor: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of y) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const reach = 2 * (high - low);
  const floor = nonNegative ? 0 : Number.NEGATIVE_INFINITY;
  return { low: Math.max(floor, low - reach), high: Math.max(floor, high + reach), floor };
}

function projectFrom(model: FittedModel, y: Float64Array, horizon: number): Float64Array {
  const out = new Float64Array(horizon);
  model.project(y, [y.length], horizon, out, 0);
  return out;
}

function listChecked(y: Float64Array, backtest: Backtest, name: ModelName): Checked[] {
  const { origins, checked } = backtest.plan;
  const rows = backtest.forecasts.get(name);
  const list: Checked[] = [];
  origins.forEach((origin, k) => {
    for (let step = 0; step < checked && origin + step < y.length; step += 1) {
      const actual = y[origin + step] ?? Number.NaN;
      if (!Number.isNaN(actual)) list.push({ origin, step, forecast: rows?.[k * checked + step] ?? 0, actual });
    }
  });
  return list;
}

/** Coverage of bands calibrated on the other blocks of origins: what a new forecast may expect. */
function crossCheckCoverage(checked: readonly Checked[], refits: readonly number[], steps: number) {
  const origins = [...new Set(checked.map(({ origin }) => origin))];
  let inside80 = 0;
  let inside95 = 0;
  let count = 0;
  refits.forEach((from, k) => {
    const first = origins[from] ?? Number.POSITIVE_INFINITY;
    const next = origins[refits[k + 1] ?? origins.length] ?? Number.POSITIVE_INFINITY;
    const isHeld = ({ origin }: Checked) => origin >= first && origin < next;
    const held = checked.filter(isHeld);
    const rest = checked.filter((row) => !isHeld(row));
    if (held.length === 0 || rest.length === 0) return;
    const calibration: Calibration = calibrateIntervals(rest, steps);
    for (const { step, forecast, actual } of held) {
      const half = growthAt(calibration, step) * sizeOf(forecast, calibration.exponent, calibration.floor);
      const error = Math.abs(actual - forecast);
      if (error <= half * calibration.q80) inside80 += 1;
      if (error <= half * calibration.q95) inside95 += 1;
      count += 1;
    }
  });
  return { coverage80: count === 0 ? 0 : inside80 / count, coverage95: count === 0 ? 0 : inside95 / count };
}

/** The newest value against what the step before expected, with the median one-step error as its measure. */
function findLastError(y: Float64Array, checked: readonly Checked[], scale: number): ValuesOutput['lastError'] {
  const oneStep = checked.filter(({ step }) => step === 0);
  const last = oneStep.at(-1);
  if (last === undefined || last.origin !== y.length - 1 || oneStep.length < 8) return null;
  const errors = oneStep.slice(0, -1).map(({ actual, forecast }) => Math.abs(actual - forecast));
  errors.sort((a, b) => a - b);
  return {
    expected: unscale(last.forecast, scale),
    error: unscale(last.actual - last.forecast, scale),
    typical: unscale(errors[errors.length >> 1] ?? 0, scale),
  };
}
