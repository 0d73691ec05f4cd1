import { UserError } from '../../../src/contracts/errors.ts';
import type { ForecastReport } from '../../../src/contracts/forecast-report.ts';

/** The house's answer to any request with a horizon; without one it says no, as the house would. */
export function fakeForecast(request: unknown): ForecastReport {
  if (typeof request !== 'object' || request === null || !('horizon' in request)) {
    throw new UserError('"horizon" is missing.', { code: 'bad-forecast-request', advice: 'See docs/forecast-api.md.' });
  }
  const intervals = [{ level: 80, low: 8, high: 13 }];
  return {
    metric: null,
    grain: 'day',
    lastKnown: '2026-11-22',
    points: [{ t: '2026-11-23', mean: 10, closed: false, intervals }],
    total: { mean: 10, intervals },
    model: 'ensemble',
    weights: [{ name: 'theta', weight: 1 }],
    models: [{ name: 'theta', wape: 0.1, mase: 0.8, smape: 0.1 }],
    leftOut: [],
    backtest: { origins: 5, refits: 1, horizon: 1, gainOverNaive: 0.2, coverage80: 0.8, coverage95: 1 },
    effects: [],
    warnings: [{ code: 'short-history', message: 'There is little to go by.' }],
    season: 7,
    parameters: { 'theta.alpha': 0.3 },
  };
}
