import type { Period } from '../../../../src/contracts/period.ts';
import type { CatalogueIndex } from '../catalogue-index.ts';
import type { Clock } from '../time/phrase.ts';

/** What assumptions of a forecast are read against. */
export interface ForecastSetting {
  readonly index: CatalogueIndex;
  readonly clock: Clock;
  /** The days the forecast is for, where they are known. */
  readonly asked?: Period;
  /** The metric that is forecast, where it is known. */
  readonly metric?: string;
}

/** A stretch of a message. Offsets in the lower-case text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && a.end > b.start;
