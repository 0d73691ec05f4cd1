import type { ForecastReport } from '../contracts/forecast-report.ts';
import type { EngineRunner } from '../engines/engine-runner.ts';
import type { ForecastInput } from '../engines/forecaster/types.ts';
import { buildReport, furtherLevels } from './build-report.ts';
import { type ForecastRequest, MOST_REGRESSORS, type SeriesSource } from './forecast-request.ts';
import { layOutSeries } from './lay-out-series.ts';
import { listHolidays } from './list-holidays.ts';
import { findUnknownAhead, placeRegressors } from './place-regressors.ts';
import { checkHorizon } from './read-request.ts';
import { type ForecastWatch, runForecast } from './run-forecast.ts';
import { sayDaysOff, sayUnknownAhead } from './say-outcome.ts';

/**
 * Forecasts a series that somebody brings whole; no company's data are read and nothing is kept. The same request gets
 * the same answer.
 * @throws UserError `bad-forecast-request`, `duplicate-date`, `too-far`, `unknown-country`; and as `runForecast`
 */
export async function forecastSeries(
  engines: EngineRunner,
  request: ForecastRequest & { readonly source: SeriesSource },
  watch: ForecastWatch = {},
): Promise<ForecastReport> {
  watch.onStage?.({ text: 'reading the series', done: 0 });
  const series = layOutSeries(request.source.values, request.grain);
  const { axis, points, firstStep, closedWeekdays } = series;
  const { horizon, levels } = request;
  checkHorizon(horizon, axis.grain);
  const steps = { past: points.length, horizon, positionOf: (day: string) => axis.stepOf(day) - firstStep };
  const own = placeRegressors(request.regressors, steps);
  const holidays =
    request.holidays === undefined
      ? []
      : await listHolidays(engines, request.holidays, series, { horizon, most: MOST_REGRESSORS - own.length });
  const names = new Set(own.map(({ name }) => name));
  const input: ForecastInput = {
    points,
    grain: axis.grain,
    horizon,
    nonNegative: request.nonNegative ?? points.every(({ y }) => y === null || y >= 0),
    closedWeekdays,
    windows: [{ from: 1, to: horizon }],
    regressors: [...own, ...holidays.filter(({ name }) => !names.has(name))],
    levels: furtherLevels(levels),
    ...(request.model === undefined ? {} : { model: request.model }),
  };
  const output = await runForecast(engines, input, watch);
  const unknown = findUnknownAhead(own, steps);
  return buildReport(output, {
    metric: null,
    grain: axis.grain,
    lastKnown: points.findLast(({ y }) => y !== null)?.t ?? axis.start,
    levels,
    nameOf: axis.nameOf,
    remarks: [
      ...(closedWeekdays.length === 0 ? [] : [{ code: 'closed-weekdays', message: sayDaysOff(closedWeekdays) }]),
      ...(unknown.length === 0 ? [] : [{ code: 'unknown-ahead', message: sayUnknownAhead(unknown) }]),
    ],
  });
}
