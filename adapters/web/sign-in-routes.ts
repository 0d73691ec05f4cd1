import type { FastifyInstance, FastifyReply } from 'fastify';
import type { AttemptLimiter } from './limit-attempts.ts';
import type { Page, SignInProblem } from './load-page.ts';
import { isSameSecret, makeSession, SESSION_COOKIE, SESSION_SECONDS } from './verify-caller.ts';

const MAX_FORM_BYTES = 4 * 1024;

/**
 * The sign-in form, and the cookie it gives. The cookie is unreadable to scripts and never sent along
 * from other sites; it holds a signed end date, not the token.
 */
export function serveSignIn(scope: FastifyInstance, page: Page, token: string, limiter: AttemptLimiter): void {
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
    async (_request: unknown, body: string | Buffer) => new URLSearchParams(body.toString()),
  );

  const showForm = (reply: FastifyReply, status: number, problem: SignInProblem | null) =>
    reply
      .code(status)
      // A form that is sent under "no-referrer" carries the origin "null"; this page alone may name itself to itself.
      .headers({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })
      .type('text/html; charset=utf-8')
      .send(page.signIn(problem));

  scope.get('/sign-in', { schema: { hide: true } }, async (_request, reply) => showForm(reply, 200, null));

  scope.post('/sign-in', { schema: { hide: true } }, async (request, reply) => {
    const now = new Date();
    const waitMs = limiter.wait(request.ip, now);
    if (waitMs > 0) {
      reply.header('retry-after', Math.ceil(waitMs / 1000));
      return showForm(reply, 429, 'wait');
    }
    const given = request.body instanceof URLSearchParams ? (request.body.get('token') ?? '') : '';
    if (!isSameSecret(given.trim(), token)) {
      limiter.failed(request.ip, now);
      return showForm(reply, 401, 'wrong');
    }
    reply.header('set-cookie', writeCookie(makeSession(token, now), SESSION_SECONDS, request.protocol === 'https'));
    return reply.redirect('/', 303);
  });

  scope.post('/sign-out', { schema: { hide: true } }, async (request, reply) => {
    reply.header('set-cookie', writeCookie('', 0, request.protocol === 'https'));
    return reply.redirect('/sign-in', 303);
  });
}

function writeCookie(value: string, seconds: number, secure: boolean): string {
  const parts = [`${SESSION_COOKIE}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Strict', `Max-Age=${seconds}`];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}
