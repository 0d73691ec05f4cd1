export type SparseMethod = 'croston' | 'sba' | 'tsb';

export interface SparseInput {
  /** One value for every step; null, NaN and Infinity are steps without a chance to sell. Below zero counts as zero. */
  readonly y: readonly (number | null)[];
  readonly method: SparseMethod;
  /** Fixed smoothing of demand size and of interval (TSB: of probability), in (0, 1]; chosen from the data if absent. */
  readonly smoothing?: Smoothing;
}

export interface Smoothing {
  readonly size: number;
  readonly rate: number;
}

export interface SparseModel {
  readonly ok: true;
  readonly parameters: Readonly<Record<string, number | string>>;
  /** What was expected of each step, knowing only the ones before it. */
  readonly fitted: Float64Array;
  /** The expected demand of each of the next steps; the same for all. */
  predict(horizon: number): Float64Array;
}

export interface SparseRefusal {
  readonly ok: false;
  readonly reason: 'too-few-demands';
  /** Steps with demand: how many it takes and how many there are. */
  readonly needed: number;
  readonly have: number;
}
