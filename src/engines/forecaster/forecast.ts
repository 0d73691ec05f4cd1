import { dayNumber } from '../../calendar/civil-day.ts';
import type { Grain } from '../../contracts/period.ts';
import { listEffects } from './adjust/list-effects.ts';
import { listReplay } from './backtest/list-replay.ts';
import { decomposeOutput } from './decompose/decompose-output.ts';
import { forecastValues } from './forecast-values.ts';
import { CLOSED } from './intervals/make-intervals.ts';
import type { SampleDates } from './models/forecast-model.ts';
import { findLevelBreak } from './series/find-warnings.ts';
import type { PreparedSeries } from './series/prepare-series.ts';
import { listOpenSteps, prepareSeries } from './series/prepare-series.ts';
import { addSteps } from './series/step-dates.ts';
import type { ForecastInput, ForecastOutput, ForecastProgress, ForecastStep, ForecastWarning } from './types.ts';
import type { ValuesOutput } from './values-types.ts';

/** Weekly data take their year from the yearly pattern: 52 seasonal values would be too many to estimate. */
const SEASON: Readonly<Record<Grain, number>> = { day: 7, week: 1, month: 12, quarter: 4 };
const STEPS_PER_YEAR: Readonly<Record<Grain, number>> = { day: 365.25, week: 365.25 / 7, month: 12, quarter: 4 };

/** Years from which a yearly pattern beside the season is tried; it has to prove itself in the backtest. */
const YEARS: Readonly<Record<Grain, number>> = {
  day: 1.2,
  // 104 weeks are two years but for three days.
  week: 1.99,
  month: Number.POSITIVE_INFINITY,
  quarter: Number.POSITIVE_INFINITY,
};

/** History from which nothing needs to be said about its length. */
const COMFORTABLE: Readonly<Record<Grain, number>> = { day: 84, week: 52, month: 36, quarter: 16 };

/** Steps without a value at the end from which it is said: a closed day or two are no news. */
const STALE: Readonly<Record<Grain, number>> = { day: 7, week: 2, month: 2, quarter: 2 };

/** A newest value further off than this many median errors is named. About one in 3,000 normal ones is. */
const UNUSUAL = 5.3;

/**
 * Forecasts a series with calibrated intervals, or refuses with the reason.
 *
 * Several models, mixed by their errors in a rolling-origin backtest (see `models/create-models.ts`), with a yearly
 * pattern and the effects of regressors where the past is for them; or the one model asked for. Intervals are conformal on the backtest's errors. Closed days and gaps teach the models
 * nothing; closed days of the horizon are zero.
 *
 * Pure and deterministic. Every number that comes back is finite. Throws BugError
 * for points that are not one grain apart, a horizon outside 1–366, a window outside the horizon, a level outside
 * 1–99 or regressors of the wrong length. `onModel` hears of each model before it is tried.
 */
export function forecast(
  input: ForecastInput,
  { onModel }: { readonly onModel?: (progress: ForecastProgress) => void } = {},
): ForecastOutput {
  const series = prepareSeries(input);
  if (!series.ok) return series;
  const { grain, horizon } = input;
  const { y, trailing } = series;
  const period = y.length >= 2 * SEASON[grain] ? SEASON[grain] : 1;
  // Steps without a value at the end are forecast too, and dropped: the intervals then know how old the news is.
  const steps = trailing + horizon;
  const yearly = input.annual !== false && y.length >= YEARS[grain] * STEPS_PER_YEAR[grain];
  const stepsPerYear = yearly ? STEPS_PER_YEAR[grain] : null;
  const open = listOpenSteps(input, series.last, steps);
  const values = forecastValues({
    y,
    period,
    horizon: steps,
    nonNegative: input.nonNegative,
    stepsPerYear,
    open,
    windows: (input.windows ?? []).map(({ from, to }) => ({ from: from + trailing, to: to + trailing })),
    regressors: series.regressors,
    dates: listDates(series, grain, y.length + steps),
    levels: (input.levels ?? []).map((level) => level / 100),
    ...(input.model === undefined ? {} : { model: input.model }),
    ...(onModel && { onModel }),
  });
  const points = Array.from({ length: horizon }, (_, h): ForecastStep => {
    const step = trailing + h;
    return {
      t: addSteps(series.start, grain, y.length + step),
      y: values.mean[step] ?? 0,
      ...(values.intervals[step] ?? CLOSED),
      closed: open[step] === false,
    };
  });
  const dateOf = (step: number) => addSteps(series.start, grain, step);
  return {
    ok: true,
    points,
    windowTotals: values.windowTotals.map((total) => ({
      ...total,
      from: total.from - trailing,
      to: total.to - trailing,
    })),
    model: values.model,
    weights: values.weights,
    leftOut: values.leftOut,
    effects: listEffects(values.effects, y, series.regressors),
    parts: input.explain === true ? decomposeOutput(series, values, { period, stepsPerYear }, open) : null,
    replay: input.replay === true ? listReplay(values.replay, dateOf) : [],
    parameters: values.parameters,
    backtest: values.backtest,
    season: period,
    warnings: listWarnings(input, series, period, values),
  };
}

function listDates({ start }: PreparedSeries, grain: Grain, count: number): SampleDates {
  return { grain, days: Float64Array.from({ length: count }, (_, step) => dayNumber(addSteps(start, grain, step))) };
}

function listWarnings(
  input: ForecastInput,
  series: PreparedSeries,
  period: number,
  values: ValuesOutput,
): ForecastWarning[] {
  const { grain } = input;
  const warnings: ForecastWarning[] = [];
  const shift = findLevelBreak(series.y, period, (step) => addSteps(series.start, grain, step));
  if (shift !== null) warnings.push(shift);
  const { lastError, backtest } = values;
  if (lastError !== null && lastError.typical > 0 && Math.abs(lastError.error) > UNUSUAL * lastError.typical) {
    const { expected, error } = lastError;
    warnings.push({ code: 'unusual-last-value', t: series.last, value: expected + error, expected });
  }
  if (backtest.gainOverNaive <= 0.01) warnings.push({ code: 'no-better-than-naive', gain: backtest.gainOverNaive });
  if (series.known < COMFORTABLE[grain]) {
    warnings.push({ code: 'short-history', have: series.known, comfortable: COMFORTABLE[grain] });
  }
  const asked = series.trailing + input.horizon;
  if (asked > backtest.horizon) warnings.push({ code: 'beyond-backtest', checked: backtest.horizon, asked });
  if (series.trailing >= STALE[grain]) {
    warnings.push({ code: 'data-ends-early', t: series.last, steps: series.trailing });
  }
  return warnings;
}
