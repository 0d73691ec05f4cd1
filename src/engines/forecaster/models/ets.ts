import type { EtsForm } from '../ets/ets-filter.ts';
import { mixEts } from '../ets/ets-mixture.ts';
import type { EtsEstimate } from '../ets/fit-ets.ts';
import { estimateAllEts, listEtsForms } from '../ets/fit-ets.ts';
import type { ForecastModel } from './forecast-model.ts';

/** Forms that are looked at again after the first estimate. */
const KEPT_FORMS = 3;

/** From this length on the best forms of the last estimate are trusted to be the best again. */
const LONG = 400;

/** Nobody's daily sales grow for ever: a trend of days that does not fade is noise that was taken for one. */
const WEEK = 7;

/**
 * Exponential smoothing in state-space form, the forms mixed by AICc (Hyndman, Koehler, Ord & Snyder 2008). The final
 * estimate starts afresh: it takes from the ones before at most which forms to try, not where the search begins, so
 * that it cannot stay on a lower hill of the likelihood.
 */
export function createEts(): ForecastModel {
  let previous: readonly EtsEstimate[] = [];
  return {
    name: 'ets',
    takes: { regressors: 'none', yearly: false },
    fit({ y, length, period }) {
      const positive = y.subarray(0, length).every((value) => Number.isNaN(value) || value > 0);
      const seasons = period > 1 && length >= 2 * period;
      const final = length === y.length;
      const all = listEtsForms(period, seasons, positive).filter(({ trend }) => period !== WEEK || trend !== 'A');
      const forms = chooseForms(all, previous, positive, {
        length,
        from: final ? LONG : 4 * period,
      });
      const estimates = estimateAllEts(y, length, forms, final ? [] : previous);
      previous = estimates;
      return mixEts(estimates);
    },
  };
}

/** A few seasons in, seasonal forms may only just have come within reach: then the whole list is worth trying again. */
function chooseForms(
  all: readonly EtsForm[],
  previous: readonly EtsEstimate[],
  positive: boolean,
  { length, from }: { readonly length: number; readonly from: number },
): readonly EtsForm[] {
  const kept = previous.slice(0, KEPT_FORMS).map(({ form }) => form);
  const allowed = kept.filter((form) => positive || form.error === 'A');
  return allowed.length > 0 && length >= from ? allowed : all;
}
