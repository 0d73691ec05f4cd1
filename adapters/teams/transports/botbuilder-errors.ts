import { z } from 'zod';
import { TeamsApiError } from '../api-error.ts';
import { readRetryAfter } from './retry-after.ts';

const restError = z.looseObject({
  statusCode: z.number().optional(),
  code: z.string().optional(),
  body: z.looseObject({ error: z.looseObject({ code: z.string().optional() }).optional() }).nullish(),
  details: z.looseObject({ error: z.looseObject({ code: z.string().optional() }).optional() }).nullish(),
  response: z.looseObject({ headers: z.custom<{ get(name: string): string | undefined }>().optional() }).optional(),
});

/** What botbuilder's client throws, without the request it drags along (our token and the message are in there). */
export function fromBotbuilderError(thrown: unknown): TeamsApiError {
  if (thrown instanceof TeamsApiError) return thrown;
  const read = restError.safeParse(thrown).data;
  if (read?.statusCode === undefined) {
    return new TeamsApiError('Teams could not be reached.', { status: null, code: read?.code ?? null });
  }
  const headers = read.response?.headers;
  return new TeamsApiError(`Teams answered ${read.statusCode}.`, {
    status: read.statusCode,
    code: read.details?.error?.code ?? read.body?.error?.code ?? read.code ?? null,
    retryAfter: readRetryAfter(headers?.get('retry-after'), Date.now()),
  });
}
