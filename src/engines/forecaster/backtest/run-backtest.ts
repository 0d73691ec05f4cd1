import type { FittedModel } from '../models/fitted-model.ts';
import type { ForecastModel, ModelSample } from '../models/forecast-model.ts';
import type { ForecastProgress, LeftOut, ModelName } from '../types.ts';
import type { OriginPlan } from './plan-origins.ts';

/** What each model said at each origin, knowing only what came before it. */
export interface Backtest {
  readonly plan: OriginPlan;
  readonly tried: ReadonlyMap<ModelName, TriedModel>;
  readonly leftOut: readonly LeftOut[];
}

export interface TriedModel {
  /** Rows by origin, `plan.checked` values each. */
  readonly rows: Float64Array;
  /** What it says of the horizon, estimated on the whole series: `plan.horizon` values. */
  readonly ahead: Float64Array;
  readonly parameters: FittedModel['parameters'];
}

/** Bounds no forecast may leave. */
export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** What a model is given at each moment; the length is the moment. */
export type SampleSettings = Omit<ModelSample, 'y' | 'length'>;

/**
 * Estimates each model at each refit, forecasts from each origin, then from the end on everything. A model that refuses,
 * breaks or says something that is no number is left out with the reason; a broken WebAssembly thread is not caught.
 */
export function runBacktest(
  y: Float64Array,
  plan: OriginPlan,
  models: readonly ForecastModel[],
  settings: SampleSettings,
  limits: Limits,
  onModel: (progress: ForecastProgress) => void = () => undefined,
): Backtest {
  const tried = new Map<ModelName, TriedModel>();
  const leftOut: LeftOut[] = [];
  for (const [index, model] of models.entries()) {
    onModel({ model: model.name, tried: index, of: models.length });
    const result = tryModel(y, plan, model, settings);
    if ('rows' in result) {
      holdWithin(result.rows, limits);
      holdWithin(result.ahead, limits);
      tried.set(model.name, result);
    } else leftOut.push({ name: model.name, reason: result.reason });
  }
  return { plan, tried, leftOut };
}

function tryModel(
  y: Float64Array,
  { origins, refits, checked, horizon }: OriginPlan,
  model: ForecastModel,
  settings: SampleSettings,
): TriedModel | Pick<LeftOut, 'reason'> {
  const rows = new Float64Array(origins.length * checked);
  try {
    for (const [k, from] of refits.entries()) {
      const block = origins.slice(from, refits[k + 1] ?? origins.length);
      const fitted = model.fit({ ...settings, y, length: block[0] ?? 1 });
      if (fitted === null) return { reason: 'too-short' };
      fitted.project(y, block, checked, rows, from);
    }
    const final = model.fit({ ...settings, y, length: y.length });
    if (final === null) return { reason: 'too-short' };
    const ahead = new Float64Array(horizon);
    final.project(y, [y.length], horizon, ahead, 0);
    if (![rows, ahead].every((values) => values.every(Number.isFinite))) return { reason: 'not-finite' };
    return { rows, ahead, parameters: final.parameters };
  } catch (error) {
    if (error instanceof Error && error.name === 'RuntimeError') throw error;
    return { reason: 'failed' };
  }
}

/** Keeps forecasts within the limits. */
function holdWithin(rows: Float64Array, { low, high }: Limits): void {
  for (let i = 0; i < rows.length; i += 1) rows[i] = Math.max(low, Math.min(high, rows[i] ?? 0));
}
