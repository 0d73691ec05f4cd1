import { fitTheta } from './fit-theta.ts';
import type { ForecastModel } from './forecast-model.ts';

/** The Theta method (Assimakopoulos & Nikolopoulos 2000), see `fit-theta.ts`. */
export const createTheta = (): ForecastModel => ({
  name: 'theta',
  takes: { regressors: 'none', yearly: false },
  fit: ({ y, length, period }) => fitTheta(y, length, period),
});
