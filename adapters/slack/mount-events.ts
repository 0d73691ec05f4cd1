import type { RequestListener } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { SlackLog } from './options.ts';
import { type Refusal, refuseRequest } from './verify-request.ts';

/** Slack's largest payloads (a form with its state) are far below this. Bytes. */
const MOST_BYTES = 1024 * 1024;

/**
 * `POST /slack/events`: events, slash commands and everything pressed. The body is kept byte by byte as it came,
 * since its signature is over these bytes; the answer is written by Bolt.
 */
export async function mountEvents(
  server: FastifyInstance,
  { signingSecret, listener, log }: { signingSecret: string; listener: RequestListener; log: SlackLog },
): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    const note = (reason: Refusal | 'too-large') => log.warn({ reason }, 'a request to Slack’s address was refused');
    scope.setErrorHandler((_error, _request, reply) => {
      note('too-large');
      return reply.code(401).type('text/plain').send('Refused.');
    });
    scope.post('/slack/events', { schema: { hide: true } }, async (request, reply) => {
      const { headers } = request;
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const refusal = refuseRequest(
        {
          signature: headers['x-slack-signature'],
          timestamp: headers['x-slack-request-timestamp'],
          contentType: headers['content-type'],
          body,
        },
        signingSecret,
        Date.now() / 1000,
      );
      if (refusal) {
        note(refusal);
        return reply.code(401).type('text/plain').send('Refused.');
      }
      reply.hijack();
      // Bolt reads the body from here instead of from the stream, which is used up.
      listener(Object.assign(request.raw, { rawBody: body }), reply.raw);
    });
  });
}
