import swagger from '@fastify/swagger';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { DyocenseError } from '../contracts/errors.ts';
import type { Logger } from '../observability/logger.ts';
import { toHttpError } from './to-http-error.ts';

export interface ServerOptions {
  readonly log: Logger;
  /** Is everything a request needs there? One name for each thing that is not. */
  readonly readiness: () => Promise<readonly string[]>;
}

/** The HTTP server before any channel is mounted: validation by zod, errors in words, health, OpenAPI. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    // Our own log lines below hold no URL query and no body.
    logger: false,
    bodyLimit: 64 * 1024,
    requestTimeout: 0,
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error: FastifyError | DyocenseError, request, reply) => {
    const { status, body } = toHttpError(error);
    if (status >= 500)
      options.log.error({ err: error, route: request.routeOptions.url, method: request.method }, 'request failed');
    return reply.status(status).send(body);
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).send({
      error: { code: 'not-found', message: 'There is nothing at this address.', advice: 'Open the start page.' },
    }),
  );
  app.addHook('onResponse', async (request, reply) => {
    options.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  await app.register(swagger, {
    openapi: {
      info: { title: 'Dyocense', version: '0.1.0', description: 'Ask the business coach, and give it files.' },
    },
    transform: jsonSchemaTransform,
  });
  addHealth(app, options);
  return app;
}

function addHealth(app: FastifyInstance, options: ServerOptions): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.route({
    method: 'GET',
    url: '/healthz',
    schema: { summary: 'Is the process alive?', response: { 200: z.object({ ok: z.literal(true) }) } },
    handler: async () => ({ ok: true as const }),
  });
  const readiness = z.object({ ready: z.boolean(), missing: z.array(z.string()) });
  typed.route({
    method: 'GET',
    url: '/readyz',
    schema: { summary: 'Can it answer questions?', response: { 200: readiness, 503: readiness } },
    handler: async (_request, reply) => {
      const missing = [...(await options.readiness())];
      return reply.status(missing.length === 0 ? 200 : 503).send({ ready: missing.length === 0, missing });
    },
  });
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
