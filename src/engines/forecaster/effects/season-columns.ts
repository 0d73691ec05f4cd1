import { listSteps, listWaves } from '../series/season-waves.ts';

/** From this many steps on a season is a smooth round and not a value for each step. */
const LONGEST = 24;

/** Up to this many steps a season may change its shape over the year. */
const SHORT = 12;

/** Years from which a yearly pattern is looked for beside the season. */
const LEAST_YEARS = 1.2;

/** Columns of the season: one a step of it but the first, or smooth rounds where it is long. */
export function listPhaseColumns(steps: number, length: number, period: number): Float64Array[] {
  if (period > LONGEST) return listWaves(listSteps(steps), period, 4);
  if (period < 2 || length < 2 * period) return [];
  return Array.from({ length: period - 1 }, (_, k) =>
    Float64Array.from({ length: steps }, (_, t) => (t % period === k + 1 ? 1 : 0)),
  );
}

/**
 * Columns of the year where the history shows enough of one: smooth rounds and, for short seasons, how the season's
 * shape goes round with it (a week in summer is shaped unlike one in winter). All of them have a mean square of about
 * one or less, and a mean of about zero over a year.
 */
export function listYearColumns(
  steps: number,
  length: number,
  period: number,
  stepsPerYear: number | null,
): Float64Array[] {
  if (stepsPerYear === null || Math.abs(stepsPerYear - period) < 0.5 || length < LEAST_YEARS * stepsPerYear) return [];
  const waves = listWaves(listSteps(steps), stepsPerYear, length >= 3 * stepsPerYear ? 3 : 2).map((wave) =>
    wave.map((value) => Math.SQRT2 * value),
  );
  if (period < 2 || period > SHORT) return waves;
  const shapes = waves
    .slice(0, 2)
    .flatMap((wave) =>
      Array.from({ length: period }, (_, phase) =>
        wave.map((value, t) => value * ((t % period === phase ? 1 : 0) - 1 / period)),
      ),
    );
  return [...waves, ...shapes];
}
