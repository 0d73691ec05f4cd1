import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { WebHost } from '../channel.ts';
import { serveChat } from './chat-route.ts';
import { serveConnect } from './connect-route.ts';
import { describeError } from './describe-error.ts';
import { serveFeedback } from './feedback-route.ts';
import { serveForecast } from './forecast-route.ts';
import { guardCaller, guardOrigin, setSecurityHeaders } from './guard.ts';
import { limitAttempts } from './limit-attempts.ts';
import { serveLinks } from './link-routes.ts';
import { loadPage } from './load-page.ts';
import { serveOptimize } from './optimize-route.ts';
import type { WebOptions } from './options.ts';
import { serveAssets, servePage } from './page-routes.ts';
import { serveReads } from './read-routes.ts';
import { completeOptions } from './setup.ts';
import { serveSignIn } from './sign-in-routes.ts';
import { serveStop } from './stop-route.ts';
import { serveUpload } from './upload-route.ts';

const MAX_FORM_BYTES = 4 * 1024;

/**
 * Mounts the web channel: the page at `/`, its files under `/assets`, the sign-in form when there is a token,
 * and the API under `/api/v1`. Its guards, error words and body parsers hold for these routes only.
 */
export async function registerWeb(app: FastifyInstance, host: WebHost, options: WebOptions): Promise<void> {
  const page = await loadPage();
  const setup = completeOptions(options);
  const limiter = limitAttempts();
  const { token } = options;

  await app.register(async (web) => {
    web.setValidatorCompiler(validatorCompiler);
    web.setSerializerCompiler(serializerCompiler);
    web.addHook('onRequest', setSecurityHeaders);
    web.addHook('onRequest', guardOrigin);
    web.setErrorHandler((error, request, reply) => {
      const { status, body, retryAfter } = describeError(error);
      if (status >= 500) request.log.error({ err: error }, 'a web request failed');
      if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
      return reply.code(status).send(body);
    });
    web.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
      async (_request: unknown, body: string | Buffer) => new URLSearchParams(body.toString()),
    );
    await web.register(multipart, { throwFileSizeLimit: false });

    serveAssets(web, page);
    if (token !== null) serveSignIn(web, page, token, limiter);
    serveLinks(web, page, host, { limiter, hasToken: token !== null });
    await web.register(async (inside) => {
      inside.addHook('onRequest', guardCaller({ house: host, token, limiter }));
      servePage(inside, page);
      serveChat(inside, host, setup);
      serveStop(inside, host, setup);
      serveUpload(inside, host, setup);
      serveReads(inside, host, setup);
      serveOptimize(inside, host, setup);
      serveForecast(inside, host, setup);
      serveConnect(inside, host, setup);
      serveFeedback(inside, host, setup);
    });
  });
}
