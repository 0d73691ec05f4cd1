import type { CandidateSettings, WarmStart } from './fit-candidates.ts';
import { fitCandidates } from './fit-candidates.ts';
import type { FittedModel } from './fitted-model.ts';
import type { OriginPlan } from './plan-origins.ts';
import type { ModelName } from './types.ts';

/** What each model said at each origin, knowing only what came before it. */
export interface Backtest {
  readonly plan: OriginPlan;
  /** Rows by origin, `plan.checked` values each. */
  readonly forecasts: ReadonlyMap<ModelName, Float64Array>;
  /** The models estimated on the whole series. */
  readonly final: readonly FittedModel[];
}

/** Bounds no forecast may leave. */
export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** Estimates at each refit, forecasts from each origin, then estimates on everything. */
export function runBacktest(y: Float64Array, plan: OriginPlan, settings: CandidateSettings, limits: Limits): Backtest {
  const { origins, refits, checked } = plan;
  const forecasts = new Map<ModelName, Float64Array>();
  let warm: WarmStart | undefined;
  refits.forEach((from, k) => {
    const block = origins.slice(from, refits[k + 1] ?? origins.length);
    const candidates = fitCandidates(y, block[0] ?? 1, settings, warm);
    warm = candidates.warm;
    for (const model of candidates.models) {
      const rows = forecasts.get(model.name) ?? new Float64Array(origins.length * checked);
      forecasts.set(model.name, rows);
      model.project(y, block, checked, rows, from);
    }
  });
  const naive = forecasts.get('seasonal-naive');
  for (const rows of forecasts.values()) holdWithin(rows, limits, naive);
  return { plan, forecasts, final: fitCandidates(y, y.length, settings, warm, true).models };
}

/** Keeps forecasts finite (the yardstick's where a model's are not) and within the limits. */
export function holdWithin(rows: Float64Array, limits: Limits, naive: Float64Array | undefined): void {
  for (let i = 0; i < rows.length; i += 1) {
    const value = rows[i] ?? Number.NaN;
    const finite = Number.isFinite(value) ? value : (naive?.[i] ?? 0);
    rows[i] = Math.max(limits.low, Math.min(limits.high, finite));
  }
}
