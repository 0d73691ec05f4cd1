import type { EtsForm } from '../ets/ets-filter.ts';
import { filterEts, projectEts } from '../ets/ets-filter.ts';
import { estimateAllEts, nameEtsForm } from '../ets/fit-ets.ts';
import type { FittedModel } from '../models/fitted-model.ts';
import { imputeMissing } from '../series/impute-missing.ts';
import { findScale, fromScale, toScale } from '../series/series-scale.ts';
import { estimateSeasons, listPeriods } from './estimate-seasons.ts';

export interface MstlModel extends Omit<FittedModel, 'name'> {
  readonly name: 'mstl';
}

/** What moves the level once the seasons are gone. */
const FORMS: readonly EtsForm[] = (['N', 'A', 'Ad'] as const).map((trend) => ({
  error: 'A',
  trend,
  season: 'N',
  period: 1,
}));

/**
 * MSTL as a forecast: seasons by decomposition (on logarithms where the values allow it), the rest by exponential
 * smoothing without a season, the best form by AICc, as R's `stlm` does. Learns from y[0 … length); NaN and infinite
 * values are missing. `periods`: steps in each season, not always whole (7 and 365.25 for days); those seen not more
 * than twice are left out. From a later origin the seasons stay as they are and the level moves on with the data.
 * Null where fewer than five values are known. Every forecast is finite: within the past's range and twice its width.
 */
export function fitMstl(y: Float64Array, length: number, periods: readonly number[]): MstlModel | null {
  const seen = y.subarray(0, length);
  const scale = findScale(seen);
  const scaled = seen.map((value) => toScale(value, scale));
  const used = listPeriods(periods, length);
  const filled = imputeMissing(scaled, length, Math.floor(used[0] ?? 1));
  const { patterns } = estimateSeasons(filled, used, false);
  const sumSeasons = (until: number) => {
    const sum = new Float64Array(until);
    for (const { values } of patterns) {
      const own = values(until);
      for (let t = 0; t < until; t += 1) sum[t] = (sum[t] ?? 0) + (own[t] ?? 0);
    }
    return sum;
  };
  const seasons = sumSeasons(length);
  const adjusted = scaled.map((value, t) => value - (seasons[t] ?? 0));
  const [estimate] = estimateAllEts(adjusted, length, FORMS);
  if (estimate === undefined) return null;
  const { form, smoothing, start } = estimate;

  return {
    name: 'mstl',
    parameters: {
      level: nameEtsForm(form),
      alpha: smoothing.alpha,
      ...(form.trend === 'N' ? {} : { beta: smoothing.beta }),
      ...(form.trend === 'Ad' ? { phi: smoothing.phi } : {}),
      scale: scale.log ? 'log' : 'plain',
      seasons: used.map((period) => Number(period.toFixed(2))).join(' ') || 'none',
      kept: patterns.map(({ shrinkage }) => (1 - shrinkage).toFixed(2)).join(' ') || 'none',
    },
    project(values, origins, horizon, out, row) {
      const end = origins.at(-1) ?? 0;
      const pattern = sumSeasons(end + horizon);
      const known = values.subarray(0, end).map((value) => toScale(value, scale));
      const flat = known.map((value, t) => value - (pattern[t] ?? 0));
      const state = start.slice();
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      let at = 0;
      origins.forEach((origin, k) => {
        for (let t = at; t < origin; t += 1) {
          const value = known[t] ?? Number.NaN;
          if (value < low) low = value;
          if (value > high) high = value;
        }
        filterEts(flat, at, origin, form, smoothing, state);
        at = origin;
        const first = (row + k) * horizon;
        projectEts(state, form, smoothing.phi, origin, horizon, out, first);
        const reach = 2 * (high - low);
        for (let h = 0; h < horizon; h += 1) {
          const value = (out[first + h] ?? 0) + (pattern[origin + h] ?? 0);
          out[first + h] = fromScale(Math.max(low - reach, Math.min(high + reach, value)), scale);
        }
      });
    },
  };
}
