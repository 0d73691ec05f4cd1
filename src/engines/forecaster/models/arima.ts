import { fitArima } from '../arima/fit-arima.ts';
import type { ArimaKept } from '../arima/types.ts';
import type { ForecastModel } from './forecast-model.ts';

/** Auto-ARIMA of our own, see `arima/fit-arima.ts`. The order found first is kept for the backtest, and searched anew at the end. */
export function createArima(): ForecastModel {
  let kept: ArimaKept | undefined;
  return {
    name: 'arima',
    takes: { regressors: 'all', yearly: false },
    fit({ y, length, period, regressors }) {
      const final = length === y.length;
      const columns = regressors.map(({ values }) => Array.from(values));
      const model = fitArima({
        y: Array.from(y.subarray(0, length)),
        season: period,
        regressors: columns.map((column) => column.slice(0, length)),
        ...(kept === undefined || final ? {} : { keep: kept }),
      });
      if (!model.ok) return null;
      kept = model.kept;
      return {
        name: 'arima',
        parameters: model.parameters,
        project(values, origins, horizon, out, row) {
          origins.forEach((origin, k) => {
            out.set(model.project(values, origin, horizon, columns), (row + k) * horizon);
          });
        },
      };
    },
  };
}
