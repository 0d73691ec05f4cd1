import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { WebHost } from '../channel.ts';
import { callerOf, placeFor } from './caller.ts';
import { MAX_JSON_BYTES } from './options.ts';
import type { WebSetup } from './setup.ts';
import { feedbackAnswer, feedbackBody, wireError } from './wire.ts';

/** `POST /api/v1/feedback`: a thumb under an answer. Pressed again, the last one counts. */
export function serveFeedback(scope: FastifyInstance, host: WebHost, setup: WebSetup): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/feedback',
    {
      bodyLimit: MAX_JSON_BYTES,
      schema: {
        summary: 'Say whether an answer helped',
        tags: ['chat'],
        body: feedbackBody,
        response: { 200: feedbackAnswer, '4xx': wireError, '5xx': wireError },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { company, turn, value, comment } = request.body;
      const place = placeFor(caller, company, setup.sampleSlug);
      return host.control(place, { user: caller.user, kind: value, turn, ...(comment ? { comment } : {}) });
    },
  );
}
