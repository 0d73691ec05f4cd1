import type { FittedModel } from './fitted-model.ts';

/**
 * The yardstick: the same step of the last season ("same day last week"). Where that step was closed or missing, the
 * season before it, and so on; where the phase was never seen, the last value.
 */
export function makeSeasonalNaive(period: number): FittedModel {
  return {
    name: 'seasonal-naive',
    parameters: { season: period },
    project(y, origins, horizon, out, row) {
      const lastOfPhase = new Float64Array(period).fill(Number.NaN);
      let last = 0;
      let at = 0;
      origins.forEach((origin, k) => {
        for (; at < origin; at += 1) {
          const value = y[at] ?? Number.NaN;
          if (Number.isNaN(value)) continue;
          lastOfPhase[at % period] = value;
          last = value;
        }
        for (let h = 0; h < horizon; h += 1) {
          const value = lastOfPhase[(origin + h) % period] ?? Number.NaN;
          out[(row + k) * horizon + h] = Number.isNaN(value) ? last : value;
        }
      });
    },
  };
}
