import type { ForecastModel } from './forecast-model.ts';
import { makeSeasonalNaive } from './repeat-season.ts';

/** The yardstick: the same step of the last season. */
export const createSeasonalNaive = (): ForecastModel => ({
  name: 'seasonal-naive',
  takes: { regressors: 'none', yearly: false },
  fit: ({ period }) => makeSeasonalNaive(period),
});
