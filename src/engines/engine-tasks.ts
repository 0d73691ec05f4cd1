import type { MessagePort } from 'node:worker_threads';
import type { PublicHoliday } from '../calendar/holidays/public-holidays.ts';
import type { IsoDate } from '../contracts/period.ts';
import type { ExplainInput, ExplainOutput } from './evidence/explain-change.ts';
import type { ForecastInput, ForecastOutput, ForecastProgress } from './forecaster/types.ts';
import type { ResponseEstimate, ResponseHistory } from './optimizer/budget/response-types.ts';
import type { SolveProgress } from './optimizer/model/solution.ts';
import type { OptimizeInput, OptimizeOutput } from './optimizer/optimize.ts';

/** What the pool can run: pure functions of plain data. `worker.ts` holds the function of each. */
export interface EngineTasks {
  readonly forecast: {
    readonly input: ForecastInput;
    readonly output: ForecastOutput;
    readonly progress: ForecastProgress;
  };
  /** Away from the event loop because the calendar's package takes a fifth of a second to load. */
  readonly holidays: {
    readonly input: { readonly place: string; readonly from: IsoDate; readonly to: IsoDate };
    readonly output: readonly PublicHoliday[];
  };
  readonly explain: { readonly input: ExplainInput; readonly output: ExplainOutput };
  readonly 'fit-response': { readonly input: ResponseHistory; readonly output: readonly ResponseEstimate[] };
  readonly optimize: {
    readonly input: OptimizeInput;
    readonly output: OptimizeOutput;
    readonly progress: SolveProgress;
  };
}

/** What a task tells while it runs; never for tasks that say nothing until they are done. */
export type EngineProgress<K extends keyof EngineTasks> = EngineTasks[K] extends { readonly progress: infer P }
  ? P
  : never;

/** How a running task and whoever asked reach each other. Both ends work while the task blocks its thread. */
export interface TaskLine {
  readonly progress?: MessagePort;
  /** One shared number; 1: end with what there is. */
  readonly stop?: Int32Array;
}
