import type { Grain } from '../../../src/contracts/period.ts';
import { addSteps } from '../../../src/engines/forecaster/series/step-dates.ts';
import type { ForecastPoint } from '../../../src/engines/forecaster/types.ts';

/** A series from Monday, 1 January 2024. `null` is a closed step, `undefined` a gap. */
export function makePoints(values: readonly (number | null | undefined)[], grain: Grain = 'day'): ForecastPoint[] {
  return values.map((value, i) => ({
    t: addSteps('2024-01-01', grain, i),
    y: value ?? null,
    state: value === null ? 'closed' : value === undefined ? 'gap' : 'open',
  }));
}
