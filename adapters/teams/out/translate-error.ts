import { ChannelError, UpstreamError } from '../../../src/contracts/errors.ts';
import { TeamsApiError } from '../api-error.ts';

/** Statuses after which Microsoft advises to try again ("Optimize your bot with rate limiting"), and plain outages. */
const LATER = new Set([408, 412, 429, 500, 502, 503, 504]);

/** A refusal of Teams as the outbox understands it: later, or never. Other errors stay what they are. */
export function translateError(error: unknown): unknown {
  if (!(error instanceof TeamsApiError)) return error;
  const { status, code, retryAfter } = error;
  if (status === null) return later('Teams could not be reached.', 'teams-unreachable', retryAfter, error);
  if (status === 429) return later('Teams takes no more messages for a moment.', 'teams-too-many', retryAfter, error);
  if (LATER.has(status)) return later('Teams has trouble at the moment.', 'teams-trouble', retryAfter, error);
  if (status === 401) return later('Teams did not accept our login.', 'teams-login', retryAfter, error);
  const { message, advice } = explainRefusal(status, code ?? '');
  return new ChannelError(message, { code: nameCode(status), advice, cause: error });
}

function later(message: string, code: string, retryAfter: number | undefined, cause: unknown): UpstreamError {
  const advice =
    code === 'teams-login'
      ? 'Check the app id and password of the bot; it is tried again meanwhile.'
      : 'It is tried again by itself.';
  return new UpstreamError(message, { code, advice, retryAfter, cause });
}

function explainRefusal(status: number, code: string): { readonly message: string; readonly advice: string } {
  if (code === 'MessageWritesBlocked') {
    return {
      message: 'This person has blocked the coach in Teams, or taken it out.',
      advice: 'They can add the app again whenever they like.',
    };
  }
  if (status === 403) {
    return {
      message: 'The coach is not part of this conversation in Teams.',
      advice: 'Add the app to the team or chat again, or write to it directly.',
    };
  }
  if (status === 404) {
    return {
      message: 'This conversation is no longer there in Teams.',
      advice: 'Write to the coach in another conversation.',
    };
  }
  if (status === 413) {
    return { message: 'Teams finds this message too large.', advice: 'Ask for a shorter period or fewer products.' };
  }
  return {
    message: 'Teams did not take this message.',
    advice: 'Ask again; if it happens again, tell whoever runs Dyocense.',
  };
}

function nameCode(status: number): string {
  if (status === 403) return 'teams-not-allowed';
  if (status === 404) return 'teams-gone';
  return status === 413 ? 'teams-too-large' : 'teams-refused';
}
