import { UserError } from '../contracts/errors.ts';
import type { IsoDate } from '../contracts/period.ts';
import type { EngineRunner } from '../engines/engine-runner.ts';
import { listHolidayRegressors } from '../engines/forecaster/effects/holiday-regressors.ts';
import type { Regressor } from '../engines/forecaster/types.ts';
import type { LaidOutSeries } from './lay-out-series.ts';
import { dateOfStep } from './step-axis.ts';

/** Days off and days on which banks are shut; days that people only mark are too many to learn from. */
const KINDS: ReadonlySet<string> = new Set(['public', 'bank']);

/**
 * A country's holidays as flags over a series and its horizon, those that come up most first.
 * @param most how many the engine has room for
 * @throws UserError `unknown-country`
 */
export async function listHolidays(
  engines: EngineRunner,
  place: string,
  series: LaidOutSeries,
  { horizon, most }: { readonly horizon: number; readonly most: number },
): Promise<Regressor[]> {
  const { axis, points, firstStep } = series;
  const start: IsoDate = points[0]?.t ?? axis.start;
  const end = dateOfStep(axis, firstStep + points.length + horizon);
  const days = await engines.run('holidays', { place, from: start, to: end });
  if (days.length === 0) {
    throw new UserError(`I know no holidays of "${place}".`, {
      code: 'unknown-country',
      advice: 'Use the two letters of a country, such as DE, US or FR, or leave "holidays" out.',
    });
  }
  const steps = points.length + horizon;
  const named = days.filter(({ kind }) => KINDS.has(kind));
  const flags = listHolidayRegressors(named, { start, grain: axis.grain, steps, past: points.length });
  const rank = ({ values }: Regressor) => values.filter((value) => value !== 0).length;
  return flags.toSorted((a, b) => rank(b) - rank(a)).slice(0, Math.max(0, most));
}
