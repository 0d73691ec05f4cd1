import type { Effects } from '../effects/types.ts';
import type { NamedColumn } from '../models/forecast-model.ts';
import type { RegressorEffect } from '../types.ts';

/** What each regressor does, as a share of an ordinary step's value. Empty without effects. */
export function listEffects(
  effects: Effects | null,
  y: Float64Array,
  regressors: readonly NamedColumn[],
): readonly RegressorEffect[] {
  if (effects === null) return [];
  const known = y.filter((value) => !Number.isNaN(value));
  const size = known.reduce((mean, value) => mean + Math.abs(value) / Math.max(1, known.length), 0);
  return effects.byRegressor.map(({ name, kind, coefficient, sd }) => {
    const change = effects.kind === 'multiplicative' ? Math.exp(coefficient) - 1 : share(coefficient, size);
    const spread = effects.kind === 'multiplicative' ? sd * Math.exp(coefficient) : share(sd, size);
    // Not every regressor given has an effect: those that are not known ahead were left out.
    const regressor = regressors.find((one) => one.name === name);
    return { name, kind, change, spread, seen: countSeen(y, regressor) };
  });
}

const share = (amount: number, size: number): number => (size > 0 ? amount / size : 0);

/** Open steps of the past on which a flag applied, or on which a number is known. */
function countSeen(y: Float64Array, regressor: NamedColumn | undefined): number {
  if (regressor === undefined) return 0;
  const { kind, values } = regressor;
  return y.reduce((count, value, t) => {
    const given = values[t] ?? Number.NaN;
    const applies = kind === 'flag' ? given > 0 : !Number.isNaN(given);
    return count + (applies && !Number.isNaN(value) ? 1 : 0);
  }, 0);
}
