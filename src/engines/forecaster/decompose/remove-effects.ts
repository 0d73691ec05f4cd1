/** What named effects do at each step of past and future, estimated elsewhere; see `effects/types.ts`. */
export interface EffectShares {
  /** Shares are factors (1 for none), or amounts in the unit of the values (0 for none). */
  readonly kind: 'multiplicative' | 'additive';
  readonly byRegressor: readonly { readonly name: string; readonly share: Float64Array }[];
}

/** Factors beyond it, or none at all, are taken as this much. */
const LARGEST_FACTOR = 1e3;

/** One share; none where it is not a number. */
export function shareAt(effects: EffectShares, index: number, t: number): number {
  const none = effects.kind === 'additive' ? 0 : 1;
  const share = effects.byRegressor[index]?.share[t] ?? none;
  if (Number.isNaN(share)) return none;
  if (effects.kind === 'multiplicative') return Math.max(1 / LARGEST_FACTOR, Math.min(LARGEST_FACTOR, share));
  return Number.isFinite(share) ? share : none;
}

/** Values of the steps `first …` without the effects; NaN stays. */
export function removeEffects(values: Float64Array, effects: EffectShares, first: number): Float64Array {
  return values.map((value, i) =>
    effects.byRegressor.reduce((left, _, k) => {
      const share = shareAt(effects, k, first + i);
      return effects.kind === 'additive' ? left - share : left / share;
    }, value),
  );
}
