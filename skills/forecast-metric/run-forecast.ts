import { BugError, UpstreamError } from '../../src/contracts/errors.ts';
import type { ForecastInput, ForecastOutput } from '../../src/engines/forecaster/types.ts';
import type { SkillContext } from '../context.ts';

/** Why the engine gave nothing: too slow, too busy, or its thread was lost. */
export type EngineTrouble = 'late' | 'busy' | 'lost';

/**
 * Runs the forecaster in a worker.
 * @throws UpstreamError `engine-stopped` when the turn was cancelled, BugError `forecast-failed` when the engine broke
 */
export async function runForecast(
  ctx: SkillContext,
  input: ForecastInput,
): Promise<ForecastOutput | { readonly trouble: EngineTrouble }> {
  try {
    return await ctx.engines.run('forecast', input, { signal: ctx.signal });
  } catch (error) {
    if (error instanceof UpstreamError) {
      if (error.code === 'engine-timeout') return { trouble: 'late' };
      if (error.code === 'engine-busy') return { trouble: 'busy' };
      if (error.code === 'engine-crashed') return { trouble: 'lost' };
    }
    if (!(error instanceof BugError)) throw error;
    // What the engine said is for the log; a person gets words.
    throw new BugError('The forecast could not be made.', {
      code: 'forecast-failed',
      advice: 'This is our mistake, not yours. Please try another stretch of time, or ask what it was so far.',
      cause: error,
    });
  }
}
