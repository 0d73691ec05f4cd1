import type { Grain } from '../../../contracts/period.ts';
import { listWaves } from '../series/season-waves.ts';

export interface Season {
  readonly name: 'weekly' | 'yearly';
  /** Days. */
  readonly period: number;
  /** Pairs of sine and cosine. */
  readonly order: number;
}

const DAYS_PER_YEAR = 365.25;
/** 104 weeks, and less than any 24 months. */
const TWO_YEARS = 728;
const DAYS_PER_STEP: Readonly<Record<Grain, number>> = { day: 1, week: 7, month: 30.4375, quarter: 91.3125 };

/** Prophet's own order for days and weeks; as many pairs as twelve months and four quarters can tell apart. */
const YEARLY_ORDER: Readonly<Record<Grain, number>> = { day: 10, week: 10, month: 6, quarter: 2 };

/**
 * The seasons that a history can teach: the week from two weeks of days on, the year from two years on.
 * `span`: days from its first to its last step.
 */
export function listSeasons(grain: Grain, span: number): readonly Season[] {
  const covered = span + DAYS_PER_STEP[grain];
  const seasons: Season[] = [];
  if (covered >= TWO_YEARS) seasons.push({ name: 'yearly', period: DAYS_PER_YEAR, order: YEARLY_ORDER[grain] });
  if (grain === 'day' && covered >= 2 * 7) seasons.push({ name: 'weekly', period: 7, order: 3 });
  return seasons;
}

/** Fourier columns by day, sine before cosine, counted from 1970-01-01 as in Prophet's `fourier_series`. */
export function fourierColumns(days: Float64Array, { period, order }: Season): Float64Array[] {
  return listWaves(days, period, order);
}
