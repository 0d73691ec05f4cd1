import type { Filter } from '../../../src/contracts/catalogue.ts';
import type { Grain, Period } from '../../../src/contracts/period.ts';
import type { Assumption } from '../../../src/contracts/understanding.ts';

/** What a message says, skill by skill independent. Everything is optional: only what was said is here. */
export interface Slots {
  readonly metric?: string;
  /** The words fit each of these: a question back. */
  readonly metricChoices?: readonly string[];
  /** A thing companies measure, asked for by name, that this one has no numbers of. */
  readonly unknownMetric?: string;
  /** Was the metric said (in whatever words), not taken for want of one? */
  readonly metricSaid: boolean;
  /** Every metric said, in order. */
  readonly metrics: readonly string[];
  readonly filter?: Filter;
  /** A member that two dimensions have. */
  readonly filterChoices?: { readonly member: string; readonly dimensions: readonly string[] };
  readonly by?: string;
  readonly over?: Grain;
  readonly rank?: 'best' | 'worst';
  readonly period?: Period;
  readonly compare?: Period;
  readonly assumed: readonly Assumption[];
}
