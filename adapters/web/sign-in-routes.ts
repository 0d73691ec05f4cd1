import type { FastifyInstance, FastifyReply } from 'fastify';
import { PERSON_COOKIE, writeCookie } from './cookies.ts';
import type { AttemptLimiter } from './limit-attempts.ts';
import type { Page, SignInProblem } from './load-page.ts';
import { isSameSecret, makeSession, SESSION_COOKIE, SESSION_SECONDS } from './verify-caller.ts';

/**
 * The sign-in form, and the cookie it gives. The cookie is unreadable to scripts and never sent along
 * from other sites; it holds a signed end date, not the token.
 */
export function serveSignIn(scope: FastifyInstance, page: Page, token: string, limiter: AttemptLimiter): void {
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
    const session = { name: SESSION_COOKIE, value: makeSession(token, now), seconds: SESSION_SECONDS };
    reply.header('set-cookie', [
      writeCookie(request, { ...session, sameSite: 'Strict' }),
      writeCookie(request, { name: PERSON_COOKIE, value: '', seconds: 0, sameSite: 'Lax' }),
    ]);
    return reply.redirect('/', 303);
  });
}
