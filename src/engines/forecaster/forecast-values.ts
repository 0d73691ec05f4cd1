import { type OriginPlan, planOrigins } from './backtest/plan-origins.ts';
import type { Backtest, Limits } from './backtest/run-backtest.ts';
import { runBacktest } from './backtest/run-backtest.ts';
import { scoreRows } from './backtest/score-models.ts';
import { type ModelWeight, mixAhead, mixRows, weighModels } from './backtest/weigh-models.ts';
import type { Effects } from './effects/types.ts';
import { type Checked, calibrateIntervals } from './intervals/calibrate-intervals.ts';
import { crossCheckCoverage } from './intervals/cross-check-coverage.ts';
import { stepIntervals, unscale, windowTotals } from './intervals/make-intervals.ts';
import { createModel } from './models/create-models.ts';
import type { ForecastModel } from './models/forecast-model.ts';
import { prepareModels } from './prepare-models.ts';
import type { LeftOut, ModelName, ModelScore } from './types.ts';
import type { ValuesInput, ValuesOutput } from './values-types.ts';

/**
 * Forecast of plain values: estimates the models, backtests them from moments of the past, mixes them by how they did,
 * and calibrates the intervals on what the mix missed. Deterministic. Values are scaled to one inside, so any finite
 * size is fine.
 */
export function forecastValues(input: ValuesInput): ValuesOutput {
  const { period, horizon, open, levels = [] } = input;
  const scale = largestSize(input.y);
  const y = input.y.map((value) => value / scale);
  const limits = findLimits(y, input.nonNegative);
  const plan = planOrigins(y, period, horizon);
  const asked = input.model ?? 'ensemble';
  const { models, settings, effects } = prepareModels(y, plan, input, limits, asked);
  const others = models.filter(({ name }) => name !== 'seasonal-naive');
  const backtest = runBacktest(y, plan, [createModel('seasonal-naive'), ...others], settings, limits, input.onModel);
  const weights = chooseWeights(y, backtest, models);
  const rows = mixRows(backtest, weights);
  const mean = mixAhead(backtest, weights);

  const checked = listChecked(y, plan, rows);
  const calibration = calibrateIntervals(checked, plan.checked);
  const forecasts = mean.map((value, h) => (open?.[h] === false ? Number.NaN : value));
  const bounds = { scale, floor: limits.floor };
  const intervals = stepIntervals(forecasts, calibration, levels, bounds);
  const past = { checked, calibration, length: y.length };
  const mixed = asked === 'ensemble' && weights.length > 1;
  const scores = scoreAll(y, period, backtest, mixed ? rows : null);
  const [first] = weights;
  const model = mixed ? 'ensemble' : (first?.name ?? 'seasonal-naive');
  return {
    mean: forecasts.map((value) => (Number.isNaN(value) ? 0 : unscale(value, scale))),
    intervals,
    windowTotals: windowTotals(input.windows, forecasts, intervals, past, levels, bounds),
    model,
    weights,
    leftOut: [...backtest.leftOut, ...listTooWeak(backtest, models, weights)],
    parameters: nameParameters(backtest, weights),
    backtest: {
      origins: plan.origins.length,
      refits: plan.refits.length,
      horizon: plan.checked,
      models: scores,
      gainOverNaive: gainOverNaive(scores, model),
      ...crossCheckCoverage(checked, plan),
    },
    effects: rescaleEffects(effects, scale),
    replay: { plan, rows, y, scale, floor: limits.floor },
    lastError: findLastError(y, checked, scale),
  };
}

/** Additive effects are amounts; factors have no size. */
function rescaleEffects(effects: Effects | null, scale: number): Effects | null {
  if (effects === null || effects.kind === 'multiplicative') return effects;
  const enlarge = (values: Float64Array) => values.map((value) => unscale(value, scale));
  return {
    ...effects,
    offset: enlarge(effects.offset),
    byRegressor: effects.byRegressor.map((one) => ({
      ...one,
      coefficient: unscale(one.coefficient, scale),
      sd: unscale(one.sd, scale),
      share: enlarge(one.share),
    })),
  };
}

/** The mix, or the one model asked for; where none could be tried, the yardstick. */
function chooseWeights(y: Float64Array, backtest: Backtest, models: readonly ForecastModel[]): readonly ModelWeight[] {
  const names = models.map(({ name }) => name);
  const weights = weighModels(y, backtest, names);
  return weights.length > 0 ? weights : [{ name: 'seasonal-naive', weight: 1 }];
}

/** Those that were tried for the mix and got no part in it. */
function listTooWeak(
  { tried }: Backtest,
  models: readonly ForecastModel[],
  weights: readonly ModelWeight[],
): readonly LeftOut[] {
  const used = new Set(weights.map(({ name }) => name));
  return models.flatMap(({ name }) => (tried.has(name) && !used.has(name) ? [{ name, reason: 'too-weak' }] : []));
}

function scoreAll(y: Float64Array, period: number, backtest: Backtest, mixed: Float64Array | null): ModelScore[] {
  const { plan, tried } = backtest;
  const scores = [...tried].map(([name, { rows }]) => ({ name, ...scoreRows(y, period, plan, rows) }));
  return mixed === null ? scores : [{ name: 'ensemble', ...scoreRows(y, period, plan, mixed) }, ...scores];
}

function gainOverNaive(scores: readonly ModelScore[], model: ModelName): number {
  const wapeOf = (name: ModelName) => scores.find((score) => score.name === name)?.wape ?? 0;
  const naive = wapeOf('seasonal-naive');
  return naive > 0 ? 1 - wapeOf(model) / naive : 0;
}

function nameParameters(backtest: Backtest, weights: readonly ModelWeight[]): Record<string, string | number> {
  const single = weights.length === 1;
  return Object.fromEntries(
    weights.flatMap(({ name }) => {
      const parameters = Object.entries(backtest.tried.get(name)?.parameters ?? {});
      return parameters.map(([key, value]) => [single ? key : `${name}.${key}`, value]);
    }),
  );
}

function largestSize(y: Float64Array): number {
  let largest = 0;
  for (const value of y) if (Math.abs(value) > largest) largest = Math.abs(value);
  return largest > 0 ? largest : 1;
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

function listChecked(y: Float64Array, { origins, checked }: OriginPlan, rows: Float64Array): Checked[] {
  const list: Checked[] = [];
  origins.forEach((origin, k) => {
    for (let step = 0; step < checked && origin + step < y.length; step += 1) {
      const actual = y[origin + step] ?? Number.NaN;
      if (!Number.isNaN(actual)) list.push({ origin, step, forecast: rows[k * checked + step] ?? 0, actual });
    }
  });
  return list;
}

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
