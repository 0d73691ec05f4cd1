import type { FastifyInstance } from 'fastify';
import { DyocenseError, UpstreamError } from '../../src/contracts/errors.ts';
import { teamsActivitySchema } from './activity.ts';
import { TeamsForbidden } from './api-error.ts';
import type { Receiver } from './in/receiver.ts';
import { takeActivity } from './in/take-activity.ts';
import { MESSAGES_PATH } from './options.ts';
import type { TeamsTransport } from './transport.ts';

/** An activity is some kilobytes; cards sent back make it more. */
const BODY_LIMIT = 512 * 1024;

/**
 * The one address Microsoft writes to. Nothing of a refused request is logged but the reason: its header may be
 * somebody's key, its body somebody's words.
 */
export async function mountMessages(
  server: FastifyInstance,
  receiver: Receiver,
  transport: Pick<TeamsTransport, 'verify'>,
): Promise<void> {
  const { log } = receiver;
  await server.register(async (teams) => {
    // Before a byte of the body is read.
    teams.addHook('onRequest', async (request) => {
      if (!request.headers.authorization) throw new TeamsForbidden('no token');
    });
    teams.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
      if (error instanceof TeamsForbidden) {
        log.warn({ reason: error.message }, 'a request to the Teams address was refused');
        return reply.code(error.status).send({ message: 'This is not a message of Microsoft Teams for this bot.' });
      }
      const status = error.statusCode ?? (error instanceof UpstreamError ? 503 : 500);
      if (status < 500) log.warn({ status }, 'a request to the Teams address could not be read');
      else log.error({ code: error instanceof DyocenseError ? error.code : 'unexpected', err: error }, 'Teams: failed');
      return reply.code(status).send({ message: status < 500 ? 'This cannot be read.' : 'Try again in a moment.' });
    });
    teams.post(MESSAGES_PATH, { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const read = teamsActivitySchema.safeParse(request.body);
      if (!read.success) return reply.code(400).send({ message: 'This cannot be read.' });
      await transport.verify({ authorization: request.headers.authorization, activity: read.data });
      const { status, body } = await takeActivity(receiver, read.data);
      return reply.code(status).send(body);
    });
  });
}
