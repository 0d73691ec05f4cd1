import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { WebHost } from '../channel.ts';
import { callerOf, eventIdOf, placeFor } from './caller.ts';
import { MAX_JSON_BYTES } from './options.ts';
import type { WebSetup } from './setup.ts';
import { stopAnswer, stopBody, wireError } from './wire.ts';

/** `POST /api/v1/chat/stop`: ends an answer that is being made; a plan that is being sought ends with the best so far. */
export function serveStop(scope: FastifyInstance, host: WebHost, setup: WebSetup): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/chat/stop',
    {
      bodyLimit: MAX_JSON_BYTES,
      schema: {
        summary: 'Stop an answer that is being made',
        description: 'Who listens to it hears how it ends: with the best plan so far, or as stopped.',
        tags: ['chat'],
        body: stopBody,
        response: { 200: stopAnswer, '4xx': wireError, '5xx': wireError },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const place = placeFor(caller, request.body.company, setup.sampleSlug);
      const eventId = eventIdOf(caller, request.body.eventId);
      return { stopped: await host.stop(place, { eventId, user: caller.user }) };
    },
  );
}
