import type { ArimaEstimate, ArimaSample } from '../../../../src/engines/forecaster/arima/estimate-arima.ts';
import {
  estimateArima,
  filledLikelihood,
  knownLikelihood,
} from '../../../../src/engines/forecaster/arima/estimate-arima.ts';
import { prepareSample } from '../../../../src/engines/forecaster/arima/prepare-sample.ts';
import type { ArimaOrder } from '../../../../src/engines/forecaster/arima/types.ts';

export function makeOrder(plain: readonly [number, number, number], rest: Partial<ArimaOrder> = {}): ArimaOrder {
  const [p, d, q] = plain;
  return { p, d, q, P: 0, D: 0, Q: 0, m: 1, constant: false, ...rest };
}

export function makeSample(y: readonly number[] | Float64Array, regressors: readonly Float64Array[] = []): ArimaSample {
  return prepareSample(Float64Array.from(y), 1, 1, regressors);
}

/** Maximum likelihood of one order by the filter named, from R's kind of start. */
export function estimateOrder(sample: ArimaSample, order: ArimaOrder, filter: 'fast' | 'levels'): ArimaEstimate {
  const likelihood = filter === 'fast' ? filledLikelihood(sample, order) : knownLikelihood(sample, order);
  const start = new Float64Array(order.p + order.q + order.P + order.Q).fill(0.1);
  const estimate = estimateArima(order, likelihood, start, { maxEvaluations: 400, tolerance: 1e-9 });
  if (estimate === null) throw new Error('no estimate');
  return estimate;
}
