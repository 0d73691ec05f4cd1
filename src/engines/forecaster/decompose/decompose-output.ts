import type { PreparedSeries } from '../series/prepare-series.ts';
import type { ValuesOutput } from '../values-types.ts';
import { decomposeForecast } from './decompose-forecast.ts';
import type { Decomposition } from './types.ts';

/**
 * What history and forecast are made of, one value for every point given and every step asked for. Regressors that do
 * nothing have no part. `open`: of every step after the last known value.
 */
export function decomposeOutput(
  { y, trailing, skipped }: PreparedSeries,
  { mean, effects }: ValuesOutput,
  seasons: { readonly period: number; readonly stepsPerYear: number | null },
  open: readonly boolean[],
): Decomposition {
  const { kind, parts } = decomposeForecast({
    y,
    ...seasons,
    forecast: mean.map((value, h) => (open[h] === false ? Number.NaN : value)),
    ...(effects === null
      ? {}
      : {
          effects: {
            kind: effects.kind,
            byRegressor: effects.byRegressor.filter(({ coefficient }) => coefficient !== 0),
          },
        }),
  });
  const before = new Array<null>(skipped).fill(null);
  const after = new Array<null>(trailing).fill(null);
  return {
    kind,
    parts: parts.map((part) => ({
      ...part,
      past: [...before, ...part.past, ...after],
      future: part.future.slice(trailing),
    })),
  };
}
