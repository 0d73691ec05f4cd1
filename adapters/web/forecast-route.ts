import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Place, WebHost } from '../channel.ts';
import { callerOf, placeFor } from './caller.ts';
import { describeError } from './describe-error.ts';
import { openEventStream } from './open-event-stream.ts';
import { wantsEvents, whenCallerLeaves } from './send-answer.ts';
import type { WebSetup } from './setup.ts';
import { wireError } from './wire.ts';
import { forecastAnswer, forecastBody } from './wire-forecast.ts';

/** Largest request taken, in bytes: ten thousand values with ten regressors of as many, or thirty of the newest. */
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

/** `POST /api/v1/forecast`: a series that is brought, or one of the company's numbers. Keeps nothing. */
export function serveForecast(scope: FastifyInstance, host: WebHost, setup: WebSetup): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/forecast',
    {
      bodyLimit: MAX_REQUEST_BYTES,
      schema: {
        summary: 'Forecast a series of your own, or one of the company’s numbers',
        description:
          'Answers with the expected value and its ranges for each step, how the models did on the past, and warnings ' +
          'in plain words. The same request gets the same answer. As JSON; or, when `text/event-stream` is accepted, as ' +
          'events: `progress` for each model that is tried, then `forecast` or `failed`.',
        tags: ['forecast'],
        body: forecastBody,
        response: { 200: forecastAnswer, '4xx': wireError, '5xx': wireError },
      },
    },
    async (request, reply) => {
      const { company: slug, ...asked } = request.body;
      const place = placeFor(callerOf(request), slug, setup.sampleSlug);
      // A company that is not there is said as that, before anything is read.
      await host.company(place);
      if (!wantsEvents(request)) return host.forecast(place, asked, { signal: whenCallerLeaves(reply) });
      reply.hijack();
      await streamForecast(request, reply, { host, place, heartbeatMs: setup.heartbeatMs }, asked);
      return undefined;
    },
  );
}

interface StreamSetup {
  readonly host: WebHost;
  readonly place: Place;
  readonly heartbeatMs: number;
}

async function streamForecast(
  request: FastifyRequest,
  reply: FastifyReply,
  { host, place, heartbeatMs }: StreamSetup,
  asked: unknown,
): Promise<void> {
  const signal = whenCallerLeaves(reply);
  const stream = openEventStream(reply, heartbeatMs);
  try {
    const forecast = await host.forecast(place, asked, {
      signal,
      onStage: (stage) => void stream.send('progress', { type: 'progress', ...stage }),
    });
    await stream.send('forecast', { type: 'forecast', ...forecast });
  } catch (error) {
    const { status, body } = describeError(error);
    if (status >= 500) request.log.error({ err: error }, 'a forecast broke while it was streamed');
    await stream.send('failed', { type: 'failed', ...body.error });
  } finally {
    stream.end();
  }
}
