import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { WebHost } from '../channel.ts';
import { callerOf, placeFor } from './caller.ts';
import { MAX_JSON_BYTES } from './options.ts';
import { parseChat } from './parse.ts';
import { sendAnswer } from './send-answer.ts';
import type { WebSetup } from './setup.ts';
import { answer, chatBody, wireError } from './wire.ts';

/** `POST /api/v1/chat`: a question, or a pressed button. */
export function serveChat(scope: FastifyInstance, host: WebHost, setup: WebSetup): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/chat',
    {
      bodyLimit: MAX_JSON_BYTES,
      schema: {
        summary: 'Ask a question',
        description:
          'Answers as JSON, or as events when `text/event-stream` is accepted: accepted, progress, section, then reply or failed.',
        tags: ['chat'],
        body: chatBody,
        response: { 200: answer, '4xx': wireError, '5xx': wireError },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const company = await host.company(placeFor(caller, request.body.company, setup.sampleSlug));
      const inbound = parseChat(request.body, company, caller, new Date());
      return sendAnswer(request, reply, host, inbound, setup.heartbeatMs);
    },
  );
}
