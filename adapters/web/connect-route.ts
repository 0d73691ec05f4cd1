import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { UserError } from '../../src/contracts/errors.ts';
import type { WebHost } from '../channel.ts';
import { callerOf, placeFor } from './caller.ts';
import { MAX_JSON_BYTES } from './options.ts';
import type { WebSetup } from './setup.ts';
import { connectAnswer, connectBody, wireError } from './wire.ts';

/** `POST /api/v1/connect`: a code that links a chat workspace to the company, for its owners. */
export function serveConnect(scope: FastifyInstance, host: WebHost, setup: WebSetup): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/connect',
    {
      bodyLimit: MAX_JSON_BYTES,
      schema: {
        summary: 'Connect a chat',
        description: 'Makes a code that is good once. Whoever types it to the coach in a chat becomes an owner.',
        tags: ['chat'],
        body: connectBody,
        response: { 200: connectAnswer, '4xx': wireError, '5xx': wireError },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const place = placeFor(caller, request.body.company, setup.sampleSlug);
      const company = await host.company(place);
      if (company.sample) {
        throw new UserError('The sample company stays here.', {
          code: 'not-allowed',
          advice: 'Add a sales file first: then there is a company of your own to connect.',
        });
      }
      const { code, validMinutes } = await host.connectCode(place, caller.user);
      reply.header('cache-control', 'no-store');
      const install = setup.slackInstallUrl;
      return {
        code,
        validMinutes,
        slackInstallUrl: install === null ? null : `${install}?code=${encodeURIComponent(code)}`,
      };
    },
  );
}
