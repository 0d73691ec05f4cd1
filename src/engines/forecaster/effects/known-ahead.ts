import type { EffectRegressor } from './types.ts';

/**
 * Is enough known of a regressor's future to forecast with it: at least half of the steps from `length` on? Weather
 * that is only known for the past makes a backtest look better than the forecast will be, and to clean the past by it
 * did not pay (a restaurant, a week and two ahead). Flags always are: what nobody announced is not
 * planned; and so is what no future is asked of.
 */
export function isKnownAhead({ kind, values }: EffectRegressor, length: number): boolean {
  if (kind === 'flag' || values.length <= length) return true;
  let known = 0;
  for (let t = length; t < values.length; t += 1) known += Number.isFinite(values[t] ?? Number.NaN) ? 1 : 0;
  return 2 * known >= values.length - length;
}
