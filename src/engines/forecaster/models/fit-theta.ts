import { filterEts } from '../ets/ets-filter.ts';
import { estimateAllEts } from '../ets/fit-ets.ts';
import { straightSlope } from '../numerics/straight-slope.ts';
import { imputeMissing } from '../series/impute-missing.ts';
import type { SeasonIndices } from '../series/season-indices.ts';
import { classicalIndices, deseasonalise, isSeasonal, reseasonalise } from '../series/season-indices.ts';
import type { FittedModel } from './fitted-model.ts';

/**
 * The Theta method (Assimakopoulos & Nikolopoulos 2000) in the form of Hyndman & Billah 2003: simple exponential
 * smoothing of the seasonally adjusted series, with half the slope of its straight line as drift:
 * ŷ(n+h) = ℓ(n) + ½·b·(h − 1 + (1 − (1 − α)ⁿ)/α). Season by classical decomposition where the 90% test finds one:
 * multiplicative where all values are positive, else additive. Learns from y[0 … length).
 */
export function fitTheta(y: Float64Array, length: number, period: number): FittedModel | null {
  const filled = imputeMissing(y, length, period);
  const indices = chooseIndices(filled, period);
  const adjusted = deseasonalise(y, indices);
  const [estimate] = estimateAllEts(adjusted, length, [{ error: 'A', trend: 'N', season: 'N', period: 1 }]);
  if (estimate === undefined) return null;
  const { form, smoothing, start } = estimate;
  const drift = straightSlope(deseasonalise(filled, indices)) / 2;
  return {
    name: 'theta',
    parameters: { season: indices.kind, alpha: smoothing.alpha, drift },
    project(values, origins, horizon, out, row) {
      const series = indices.kind === 'none' ? values : deseasonalise(values, indices);
      const state = start.slice();
      let at = 0;
      origins.forEach((origin, k) => {
        filterEts(series, at, origin, form, smoothing, state);
        at = origin;
        const lead = (1 - (1 - smoothing.alpha) ** origin) / smoothing.alpha;
        for (let h = 0; h < horizon; h += 1) {
          const value = (state[0] ?? 0) + drift * (h + lead);
          out[(row + k) * horizon + h] = reseasonalise(value, origin + h, indices);
        }
      });
    },
  };
}

function chooseIndices(filled: Float64Array, period: number): SeasonIndices {
  if (!isSeasonal(filled, period)) return { kind: 'none', byPhase: new Float64Array(1) };
  return classicalIndices(filled, period, filled.every((value) => value > 0) ? 'multiplicative' : 'additive');
}
