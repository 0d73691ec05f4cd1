import { HttpError } from '@microsoft/agents-hosting';
import { z } from 'zod';
import { TeamsApiError } from '../api-error.ts';
import { readRetryAfter } from './retry-after.ts';

const body = z.looseObject({ error: z.looseObject({ code: z.string().optional() }).optional() });

/** What the Agents SDK's client throws, without the message it drags along. */
export function fromAgentsError(thrown: unknown): TeamsApiError {
  if (thrown instanceof TeamsApiError) return thrown;
  if (!(thrown instanceof HttpError)) return new TeamsApiError('Teams could not be reached.', { status: null });
  return new TeamsApiError(`Teams answered ${thrown.status}.`, {
    status: thrown.status,
    code: body.safeParse(thrown.response.data).data?.error?.code ?? null,
    retryAfter: readRetryAfter(thrown.response.headers.get('retry-after'), Date.now()),
  });
}
