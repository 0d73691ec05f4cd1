import { BugError } from '../contracts/errors.ts';
import type { ForecastStage } from '../contracts/forecast-report.ts';
import type { EngineRunner } from '../engines/engine-runner.ts';
import type { ForecastInput, ForecastProgress } from '../engines/forecaster/types.ts';
import type { GoodForecast } from './build-report.ts';
import { describeBreak, refusalOf } from './refuse-forecast.ts';
import { sayModel } from './say-outcome.ts';

/** From asking to answer, waiting for a thread included. A thread that takes longer is ended. */
export const DEADLINE_MS = 9_500;

export interface ForecastWatch {
  readonly signal?: AbortSignal;
  readonly onStage?: (stage: ForecastStage) => void;
}

/**
 * Runs the engine in a thread, with a hard end.
 * @throws UserError `too-little-history`, `values-too-large`; UpstreamError `engine-timeout`, `engine-crashed`,
 *         `engine-busy`, `engine-stopped`; BugError `forecast-failed`
 */
export async function runForecast(
  engines: EngineRunner,
  input: ForecastInput,
  { signal, onStage }: ForecastWatch,
): Promise<GoodForecast> {
  const output = await engines
    .run('forecast', input, {
      deadlineMs: DEADLINE_MS,
      ...(signal && { signal }),
      ...(onStage && { onProgress: (progress) => onStage(describeProgress(progress)) }),
    })
    .catch((error: unknown) => {
      throw error instanceof BugError ? describeBreak(error) : error;
    });
  if (!output.ok) throw refusalOf(output, input.grain);
  return output;
}

/** Reading comes before, putting together after. */
const FIRST = 0.1;
const LAST = 0.95;

export const describeProgress = ({ model, tried, of }: ForecastProgress): ForecastStage => ({
  text: `trying ${sayModel(model)}`,
  done: FIRST + ((LAST - FIRST) * tried) / Math.max(1, of),
});
