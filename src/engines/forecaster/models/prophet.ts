import { fitProphet } from '../prophet/fit-prophet.ts';
import type { ForecastModel } from './forecast-model.ts';

/**
 * Prophet, see `prophet/fit-prophet.ts`. It has no state that moves on with new values:
 * between two estimates it forecasts from the older one, so its backtest is a little harder than that of the others.
 */
export const createProphet = (): ForecastModel => ({
  name: 'prophet',
  takes: { regressors: 'all', yearly: true },
  fit({ y, length, dates, regressors }) {
    if (dates === null) return null;
    const model = fitProphet({ y: y.slice(0, length), days: dates.days, grain: dates.grain, regressors });
    if (!model.ok) return null;
    return {
      name: 'prophet',
      parameters: model.parameters,
      project(_values, origins, horizon, out, row) {
        origins.forEach((origin, k) => {
          out.set(model.predict(origin, horizon), (row + k) * horizon);
        });
      },
    };
  },
});
