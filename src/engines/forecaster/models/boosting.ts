import { fitBoosting } from '../boosting/fit-boosting.ts';
import type { ForecastModel } from './forecast-model.ts';

/** Gradient-boosted trees on what level, season and drift miss, see `boosting/fit-boosting.ts`. */
export const createBoosting = (): ForecastModel => ({
  name: 'boosting',
  takes: { regressors: 'numbers', yearly: true },
  fit({ y, length, period, stepsPerYear, regressors }) {
    const columns = regressors.map(({ values }) => Array.from(values));
    const model = fitBoosting({
      y: Array.from(y.subarray(0, length)),
      season: period,
      regressors: columns,
      ...(stepsPerYear === null ? {} : { stepsPerYear }),
    });
    if (!model.ok) return null;
    return {
      name: 'boosting',
      parameters: model.parameters,
      project(values, origins, horizon, out, row) {
        origins.forEach((origin, k) => {
          out.set(model.project(values, origin, horizon, columns), (row + k) * horizon);
        });
      },
    };
  },
});
