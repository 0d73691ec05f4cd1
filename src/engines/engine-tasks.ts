import type { ExplainInput, ExplainOutput } from './evidence/explain-change.ts';
import type { ForecastInput, ForecastOutput } from './forecaster/types.ts';

/** What the pool can run: pure functions of plain data. `worker.ts` holds the function of each. */
export interface EngineTasks {
  readonly forecast: { readonly input: ForecastInput; readonly output: ForecastOutput };
  readonly explain: { readonly input: ExplainInput; readonly output: ExplainOutput };
}
