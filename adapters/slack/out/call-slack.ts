import { UpstreamError } from '../../../src/contracts/errors.ts';
import { describeSlackError } from './describe-slack-error.ts';

/** Longer than Slack ever takes for an honest answer. */
const DEADLINE_MS = 20_000;

/** Makes one call of the Web API, with an end: the SDK alone would wait for an answer for ever. */
export type SlackCaller = <T>(call: Promise<T>) => Promise<T>;

/** @returns a caller whose calls throw UpstreamError or ChannelError and nothing else */
export function createSlackCaller(deadlineMs = DEADLINE_MS): SlackCaller {
  return async (call) => {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(tooLate(deadlineMs)), deadlineMs);
    try {
      return await Promise.race([call, late]);
    } catch (thrown) {
      throw describeSlackError(thrown);
    } finally {
      clearTimeout(timer);
    }
  };
}

const tooLate = (deadlineMs: number) =>
  new UpstreamError(`Slack did not answer within ${Math.round(deadlineMs / 1_000)} seconds.`, {
    code: 'slack-timeout',
    advice: 'Nothing to do: it is sent again by itself.',
  });
