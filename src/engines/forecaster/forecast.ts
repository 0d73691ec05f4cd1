import type { Grain } from '../../contracts/period.ts';
import { findLevelBreak } from './find-warnings.ts';
import type { ValuesOutput } from './forecast-values.ts';
import { forecastValues } from './forecast-values.ts';
import type { PreparedSeries } from './prepare-series.ts';
import { listOpenSteps, prepareSeries } from './prepare-series.ts';
import { addSteps } from './step-dates.ts';
import type { ForecastInput, ForecastOutput, ForecastStep, ForecastWarning } from './types.ts';

/** Weekly data take their year from the yearly pattern: 52 seasonal values would be too many to estimate. */
const SEASON: Readonly<Record<Grain, number>> = { day: 7, week: 1, month: 12 };
const STEPS_PER_YEAR: Readonly<Record<Grain, number>> = { day: 365.25, week: 365.25 / 7, month: 12 };

/** History from which nothing needs to be said about its length. */
const COMFORTABLE: Readonly<Record<Grain, number>> = { day: 84, week: 52, month: 36 };

/** A newest value further off than this many median errors is named. About one in 3,000 normal ones is. */
const UNUSUAL = 5.3;

/**
 * Forecasts a series with calibrated 80% and 95% intervals, or refuses with the reason.
 *
 * Candidates: exponential smoothing state-space models chosen by AICc, the Theta method, their mean, each also with
 * a yearly pattern where two years are known, and seasonal naive as the yardstick. A rolling-origin backtest chooses
 * and calibrates. Closed days and gaps teach the models nothing; closed days of the horizon are zero.
 *
 * Pure and deterministic. Every number that comes back is finite. Throws BugError for points that are not one grain
 * apart, a horizon outside 1–365, or a window outside the horizon.
 */
export function forecast(input: ForecastInput): ForecastOutput {
  const series = prepareSeries(input);
  if (!series.ok) return series;
  const { grain, horizon } = input;
  const { y, trailing } = series;
  const period = y.length >= 2 * SEASON[grain] ? SEASON[grain] : 1;
  // Steps without a value at the end are forecast too, and dropped: the intervals then know how old the news is.
  const steps = trailing + horizon;
  const yearly = input.annual !== false && grain !== 'month' && y.length >= 2 * STEPS_PER_YEAR[grain];
  const open = listOpenSteps(input, series.last, steps);
  const values = forecastValues({
    y,
    period,
    horizon: steps,
    nonNegative: input.nonNegative,
    stepsPerYear: yearly ? STEPS_PER_YEAR[grain] : null,
    open,
    windows: (input.windows ?? []).map(({ from, to }) => ({ from: from + trailing, to: to + trailing })),
  });
  const points = Array.from({ length: horizon }, (_, h): ForecastStep => {
    const step = trailing + h;
    return {
      t: addSteps(series.start, grain, y.length + step),
      y: values.mean[step] ?? 0,
      ...(values.intervals[step] ?? { low80: 0, high80: 0, low95: 0, high95: 0 }),
      closed: open[step] === false,
    };
  });
  return {
    ok: true,
    points,
    windowTotals: values.windowTotals.map((total) => ({
      ...total,
      from: total.from - trailing,
      to: total.to - trailing,
    })),
    model: values.model.name,
    parameters: values.model.parameters,
    backtest: values.backtest,
    season: period,
    warnings: listWarnings(input, series, period, values),
  };
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
  if (series.trailing >= Math.max(2, period)) {
    warnings.push({ code: 'data-ends-early', t: series.last, steps: series.trailing });
  }
  return warnings;
}
