import { fitMstl } from '../mstl/fit-mstl.ts';
import type { ForecastModel } from './forecast-model.ts';

/** Seasons by LOESS, what is left by exponential smoothing, see `mstl/fit-mstl.ts`. */
export const createMstl = (): ForecastModel => ({
  name: 'mstl',
  takes: { regressors: 'none', yearly: true },
  fit: ({ y, length, period, stepsPerYear }) =>
    fitMstl(y, length, [...(period > 1 ? [period] : []), ...(stepsPerYear === null ? [] : [stepsPerYear])]),
});
