import { fitSparse } from '../sparse/fit-sparse.ts';
import type { SparseMethod } from '../sparse/types.ts';
import type { ForecastModel } from './forecast-model.ts';

/** Croston, SBA or TSB for items that sell now and then, see `sparse/fit-sparse.ts`. The smoothing is kept between origins. */
export const createSparse = (method: SparseMethod): ForecastModel => ({
  name: method,
  takes: { regressors: 'none', yearly: false },
  fit({ y, length }) {
    const model = fitSparse({ y: Array.from(y.subarray(0, length)), method });
    if (!model.ok) return null;
    const { size, rate } = model.parameters;
    const smoothing = { size: Number(size), rate: Number(rate) };
    return {
      name: method,
      parameters: model.parameters,
      project(values, origins, horizon, out, row) {
        origins.forEach((origin, k) => {
          const moved = fitSparse({ y: Array.from(values.subarray(0, origin)), method, smoothing });
          const ahead = moved.ok ? moved.predict(horizon) : new Float64Array(horizon);
          out.set(ahead, (row + k) * horizon);
        });
      },
    };
  },
});
