import { imputeMissing } from '../../../src/engines/forecaster/series/impute-missing.ts';
import { isSeasonal } from '../../../src/engines/forecaster/series/season-indices.ts';

/** How often a series has a value, as far as a forecast needs to know. */
export interface Frequency {
  /** Steps in a season by which errors are scaled: 12 for months, 4 quarters, 7 days, 1 for weeks and years, as in M4. */
  readonly season: number;
  /** Steps in a year where a yearly pattern lies beside the season or is too long to be one, else null. */
  readonly stepsPerYear: number | null;
}

const YEAR = 365.25;
const BY_WORD: readonly (readonly [RegExp, Frequency])[] = [
  [/hourly/i, { season: 24, stepsPerYear: null }],
  [/daily/i, { season: 7, stepsPerYear: YEAR }],
  [/weekly/i, { season: 1, stepsPerYear: YEAR / 7 }],
  [/monthly/i, { season: 12, stepsPerYear: null }],
  [/quarterly/i, { season: 4, stepsPerYear: null }],
  [/yearly|annual/i, { season: 1, stepsPerYear: null }],
];
/** Days between two values, at most, and what that is. */
const BY_DAYS: readonly (readonly [number, string])[] = [
  [1.5, 'daily'],
  [10, 'weekly'],
  [45, 'monthly'],
  [120, 'quarterly'],
  [400, 'yearly'],
];
const SEASONS = [4, 7, 12, 24];

/** The frequency of an explicit season length. Beyond 24 steps it is a year, not a season to estimate step by step. */
export function toFrequency(season: number): Frequency {
  return { season, stepsPerYear: season > 24 ? season : season === 7 ? YEAR : null };
}

/**
 * By the dates in `times`, else by a word in the file's name ("monthly"), else by the data: the shortest of 4, 7, 12
 * and 24 steps that most series repeat after, nearly as well as after any other; 1 where none.
 */
export function detectFrequency(
  name: string,
  series: readonly { readonly train: Float64Array; readonly times: readonly string[] }[],
): Frequency {
  const word = wordOfDates(series[0]?.times ?? []) ?? name;
  for (const [pattern, frequency] of BY_WORD) if (pattern.test(word)) return frequency;
  const strengths = SEASONS.map((season) => ({ season, strength: seasonStrength(series, season) }));
  const highest = Math.max(...strengths.map(({ strength }) => strength));
  const found = strengths.find(({ strength }) => strength >= 0.5 && strength >= 0.9 * highest);
  return toFrequency(found?.season ?? 1);
}

function wordOfDates(times: readonly string[]): string | null {
  const days = times.map((time) =>
    /^\d{4}-\d{2}-\d{2}/.test(time) ? Date.parse(time.slice(0, 10)) / 86_400_000 : Number.NaN,
  );
  const steps = days.slice(1).map((day, i) => day - (days[i] ?? Number.NaN));
  if (steps.length === 0 || steps.some(Number.isNaN)) return null;
  const median = steps.sort((a, b) => a - b)[steps.length >> 1] ?? 0;
  return BY_DAYS.find(([most]) => median <= most)?.[1] ?? null;
}

/** Share of the series whose changes from step to step repeat after `season` steps. */
function seasonStrength(series: readonly { readonly train: Float64Array }[], season: number): number {
  const changes = series.map(({ train }) => {
    const filled = imputeMissing(train, train.length, 1);
    return filled.slice(1).map((value, t) => value - (filled[t] ?? 0));
  });
  return changes.filter((values) => isSeasonal(values, season)).length / Math.max(1, series.length);
}
