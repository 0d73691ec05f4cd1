import type { History } from './prepare-history.ts';
import { prepareRegressors } from './regressor-columns.ts';
import { fourierColumns, listSeasons } from './season-columns.ts';
import type { ProphetInput } from './types.ts';

const SEASON_PRIOR = 10;

/** A season or a regressor: the columns that together make its part of the forecast. */
export interface Part {
  readonly kind: 'weekly' | 'yearly' | 'regressor';
  readonly name: string;
  /** One value for each of the input's days. */
  readonly columns: readonly Float64Array[];
  readonly priorScale: number;
}

export function listParts(input: ProphetInput, history: History, days: Float64Array): readonly Part[] {
  const seasons = listSeasons(input.grain, history.span).map((season) => ({
    kind: season.name,
    name: season.name,
    columns: fourierColumns(days, season),
    priorScale: SEASON_PRIOR,
  }));
  const regressors = prepareRegressors(input.regressors ?? [], history.steps, days.length).map(
    ({ name, values, priorScale }) => ({ kind: 'regressor' as const, name, columns: [values], priorScale }),
  );
  return [...seasons, ...regressors];
}

/** Each part's columns times their coefficients; `beta` lists the coefficients part after part. */
export function weighParts(parts: readonly Part[], beta: Float64Array): Float64Array[] {
  let next = 0;
  return parts.map(({ columns }) => {
    const own = beta.subarray(next, next + columns.length);
    next += columns.length;
    return Float64Array.from(columns[0] ?? [], (_, day) =>
      columns.reduce((sum, column, i) => sum + (own[i] ?? 0) * (column[day] ?? 0), 0),
    );
  });
}
