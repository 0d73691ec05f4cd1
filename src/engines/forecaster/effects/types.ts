/** Something known beside a series, for its history and its future. */
export interface EffectRegressor {
  readonly name: string;
  /** `flag`: 1 on the steps it applies to (a share or a count where steps are long), else 0. `number`: a measure. */
  readonly kind: 'flag' | 'number';
  /** A value for each step of history and horizon; NaN, null and infinite values are not known, and taken as usual. */
  readonly values: ArrayLike<number | null>;
}

export interface EffectsInput {
  /** In order of time, one step apart; NaN where closed or missing. Only y[0 … length) is learned from. */
  readonly y: Float64Array;
  readonly length: number;
  /** Steps in a season, 1 for none. */
  readonly period: number;
  /** Steps in a year where the history may show a yearly pattern (365.25 for days), else null. */
  readonly stepsPerYear: number | null;
  readonly regressors: readonly EffectRegressor[];
}

/**
 * What regressors do to a series, for each step of history and horizon.
 *
 * `multiplicative`: divide the series by `factor` to be rid of the effects, multiply a forecast by it to put them back;
 * 1 where there is none. `additive` (values below zero, or many that are near it): subtract `offset`, and add it; 0
 * where there is none, in the units of `y`.
 */
export type Effects =
  | {
      readonly kind: 'multiplicative';
      readonly factor: Float64Array;
      readonly byRegressor: readonly RegressorEffect[];
    }
  | {
      readonly kind: 'additive';
      readonly offset: Float64Array;
      readonly byRegressor: readonly RegressorEffect[];
    };

export interface RegressorEffect {
  readonly name: string;
  readonly kind: EffectRegressor['kind'];
  /**
   * Shrunk effect: of a flag at 1, of a number one standard deviation above its usual value. Multiplicative: on log(y),
   * so that e^coefficient − 1 is the relative change. Additive: in the units of `y`.
   */
  readonly coefficient: number;
  /** Posterior standard deviation of `coefficient`. */
  readonly sd: number;
  /** Flags: occasions in the history (a run of steps is one). Numbers: steps with a value. */
  readonly seen: number;
  /** Its own share of the factor (multiplicative) or of the offset (additive). */
  readonly share: Float64Array;
}
