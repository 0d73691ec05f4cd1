import type { ForecastModel, ModelSample } from './forecast-model.ts';

/** What stands between a series and what is left without it, for every step: value = rest × factor + offset. */
export interface SeriesChange {
  readonly factor: Float64Array;
  readonly offset: Float64Array;
}

/** A change up to the horizon's end, learned from y[0 … length); null: there is none. */
export type ChangeSource = (length: number) => SeriesChange | null;

/** The model on the series without the changes, with them put back: for what it cannot take itself. */
export function adjustModel(model: ForecastModel, sources: readonly ChangeSource[]): ForecastModel {
  if (sources.length === 0) return model;
  return {
    ...model,
    fit(sample: ModelSample) {
      const change = combine(sources.flatMap((source) => source(sample.length) ?? []));
      if (change === null) return model.fit(sample);
      const { factor, offset } = change;
      const without = (y: Float64Array) => y.map((value, t) => (value - (offset[t] ?? 0)) / (factor[t] ?? 1));
      const fitted = model.fit({ ...sample, y: without(sample.y) });
      if (fitted === null) return null;
      return {
        ...fitted,
        project(y, origins, horizon, out, row) {
          fitted.project(without(y), origins, horizon, out, row);
          origins.forEach((origin, k) => {
            const at = (row + k) * horizon;
            for (let h = 0; h < horizon; h += 1) {
              out[at + h] = (out[at + h] ?? 0) * (factor[origin + h] ?? 1) + (offset[origin + h] ?? 0);
            }
          });
        },
      };
    },
  };
}

/** Learned once for each moment, whichever model asks first. */
export function rememberChange(source: ChangeSource): ChangeSource {
  const known = new Map<number, SeriesChange | null>();
  return (length) => {
    const before = known.get(length);
    if (before !== undefined) return before;
    const change = source(length);
    known.set(length, change);
    return change;
  };
}

/** One after the other: factors multiply, and an offset is scaled by the factors that come after it. */
function combine(changes: readonly SeriesChange[]): SeriesChange | null {
  const [first, ...rest] = changes;
  if (first === undefined) return null;
  return rest.reduce(
    (one, next) => ({
      factor: one.factor.map((value, t) => value * (next.factor[t] ?? 1)),
      offset: one.offset.map((value, t) => value * (next.factor[t] ?? 1) + (next.offset[t] ?? 0)),
    }),
    first,
  );
}
