import type { FittedModel } from '../models/fitted-model.ts';
import type { EtsEstimate } from './fit-ets.ts';
import { toEtsModel } from './fit-ets.ts';

/** Forms with less weight than this change nothing that is seen. */
const LEAST_WEIGHT = 0.01;

/**
 * The forms mixed by their Akaike weights exp(−ΔAICc / 2) (Kolassa 2011, Int. J. Forecasting 27(2); Burnham & Anderson
 * 2002, §2.9): where two forms explain a short series nearly as well, taking the one that is ahead by a hair decides
 * trend or season by the toss of a coin. `estimates`: the lowest AICc first, as of `estimateAllEts`; null of none.
 * The parameters told are those of the form with the most weight.
 */
export function mixEts(estimates: readonly EtsEstimate[]): FittedModel | null {
  const [best] = estimates;
  if (best === undefined) return null;
  const parts = estimates
    .map((estimate) => ({ model: toEtsModel(estimate), weight: Math.exp((best.aicc - estimate.aicc) / 2) }))
    .filter(({ weight }) => weight >= LEAST_WEIGHT);
  const sum = parts.reduce((total, { weight }) => total + weight, 0);
  const [first] = parts;
  if (first === undefined || parts.length === 1) return toEtsModel(best);
  return {
    name: 'ets',
    parameters: { ...first.model.parameters, weight: first.weight / sum, forms: parts.length },
    project(y, origins, horizon, out, row) {
      const from = row * horizon;
      const own = new Float64Array(origins.length * horizon);
      const mixed = new Float64Array(origins.length * horizon);
      for (const { model, weight } of parts) {
        model.project(y, origins, horizon, own, 0);
        for (let i = 0; i < mixed.length; i += 1) mixed[i] = (mixed[i] ?? 0) + (weight / sum) * (own[i] ?? 0);
      }
      out.set(mixed, from);
    },
  };
}
