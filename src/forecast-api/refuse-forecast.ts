import { BugError, UserError } from '../contracts/errors.ts';
import type { Grain } from '../contracts/period.ts';
import type { ForecastRefusal } from '../engines/forecaster/types.ts';

/** Why the engine makes no forecast, in words. */
export function refusalOf({ reason, needed, have }: ForecastRefusal, grain: Grain): UserError {
  switch (reason) {
    case 'too-short':
      return new UserError(
        `That is too little to forecast honestly: it takes at least ${needed} ${grain}s with a value, and there ${
          have === 1 ? 'is' : 'are'
        } ${have}.`,
        { code: 'too-little-history', advice: `Send more of the past${grain === 'day' ? '' : ', or finer steps'}.` },
      );
    case 'all-closed':
      return new UserError('Every day of the history is closed, so there is nothing to go by.', {
        code: 'too-little-history',
        advice: 'Send days with a value.',
      });
    case 'too-large':
      return new UserError('The values are too large to be real.', {
        code: 'values-too-large',
        advice: 'Check them, or send them in a larger unit.',
      });
  }
}

/** What an engine said when it broke is for the log; whoever asked gets words. */
export function describeBreak(cause: BugError): BugError {
  return new BugError('The forecast could not be made.', {
    code: 'forecast-failed',
    advice: 'This is our mistake, not yours. Please try another stretch of time or another model.',
    cause,
  });
}
