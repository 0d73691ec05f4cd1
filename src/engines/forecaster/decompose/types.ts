/** What past values and a forecast are made of, in the metric's own unit. */
export interface Decomposition {
  /** How the parts were found; either way they are given as amounts that add up. */
  readonly kind: 'additive' | 'multiplicative';
  /**
   * Past: the parts and `rest` add up to the value where there is one (null where closed or missing). Future: they add
   * up to the forecast.
   */
  readonly parts: readonly DecompositionPart[];
}

export interface DecompositionPart {
  readonly name: 'trend' | 'week' | 'year' | 'effect' | 'rest';
  /** Of an effect: the regressor's name. */
  readonly regressor?: string;
  /** One value a point of the history. */
  readonly past: readonly (number | null)[];
  /** One value a step of the horizon. */
  readonly future: readonly number[];
}
