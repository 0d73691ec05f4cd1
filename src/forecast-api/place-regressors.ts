import type { Regressor } from '../engines/forecaster/types.ts';
import type { DatedRegressor } from './forecast-request.ts';

/** The steps that regressors are laid over: of the past, then of the horizon. */
export interface RegressorSteps {
  /** Position of a day's step in the columns; outside of them for days before and after. */
  positionOf(day: string): number;
  readonly past: number;
  readonly horizon: number;
}

/**
 * Regressors as columns over past and horizon. A flag is 0 where nothing was sent; several of its days in one step
 * count together. A number is unknown where nothing was sent; several in one step are averaged.
 */
export function placeRegressors(regressors: readonly DatedRegressor[], steps: RegressorSteps): Regressor[] {
  const length = steps.past + steps.horizon;
  return regressors.map(({ name, values: dated, kind = guessKind(dated) }): Regressor => {
    const sums = new Float64Array(length);
    const counts = new Int32Array(length);
    for (const { t, value } of dated) {
      const at = steps.positionOf(t);
      if (value === null || at < 0 || at >= length) continue;
      sums[at] = (sums[at] ?? 0) + value;
      counts[at] = (counts[at] ?? 0) + 1;
    }
    const column = Array.from(sums, (sum, i) => {
      const count = counts[i] ?? 0;
      if (kind === 'flag') return sum;
      return count === 0 ? null : sum / count;
    });
    return { name, kind, values: column };
  });
}

/** What is only ever 0 or 1 says yes or no. */
function guessKind(dated: DatedRegressor['values']): 'flag' | 'number' {
  return dated.every(({ value }) => value === null || value === 0 || value === 1) ? 'flag' : 'number';
}

/** Numbers that are known for less than half of the horizon: the engine passes them over. */
export function findUnknownAhead(regressors: readonly Regressor[], { past, horizon }: RegressorSteps): string[] {
  return regressors.flatMap(({ name, kind, values: column }) => {
    const known = column.slice(past).filter((value) => value !== null).length;
    return kind === 'number' && 2 * known < horizon ? [name] : [];
  });
}
