import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { UserError } from '../../src/contracts/errors.ts';
import type { WebHost } from '../channel.ts';
import { PERSON_COOKIE, readPersonSession, writeCookie } from './cookies.ts';
import type { AttemptLimiter } from './limit-attempts.ts';
import type { LinkPage, Page } from './load-page.ts';
import { SESSION_COOKIE } from './verify-caller.ts';

const params = z.object({ code: z.string().max(200) });
/** Codes as the house makes them; anything else need not be looked up. */
const CODE = /^[\w-]{43}$/;

/**
 * `/link/<code>`: looking at it shows a button, and only the button uses the code up, because chats open links by
 * themselves to show a preview. `/sign-out` ends every kind of session.
 */
export function serveLinks(
  scope: FastifyInstance,
  page: Page,
  house: WebHost,
  { limiter, hasToken }: { readonly limiter: AttemptLimiter; readonly hasToken: boolean },
): void {
  const show = (reply: FastifyReply, status: number, which: LinkPage) =>
    reply
      .code(status)
      // The address holds the code: it is kept nowhere and told to nobody but this page's own form.
      .headers({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin', 'x-robots-tag': 'noindex' })
      .type('text/html; charset=utf-8')
      .send(page.link(which));

  const takeAway = (request: FastifyRequest) =>
    [PERSON_COOKIE, SESSION_COOKIE].map((name) =>
      writeCookie(request, { name, value: '', seconds: 0, sameSite: name === PERSON_COOKIE ? 'Lax' : 'Strict' }),
    );

  scope.get('/link/:code', { schema: { params, hide: true } }, async (request, reply) =>
    CODE.test(params.parse(request.params).code) ? show(reply, 200, 'confirm') : show(reply, 404, 'wrong'),
  );

  scope.post('/link/:code', { schema: { params, hide: true } }, async (request, reply) => {
    const now = new Date();
    const waitMs = limiter.wait(request.ip, now);
    if (waitMs > 0) {
      reply.header('retry-after', Math.ceil(waitMs / 1000));
      return show(reply, 429, 'wait');
    }
    const { code } = params.parse(request.params);
    try {
      if (!CODE.test(code)) return show(reply, 404, 'wrong');
      const { session, validSeconds } = await house.signIn(code);
      const [, withoutKey = ''] = takeAway(request);
      const cookie = { name: PERSON_COOKIE, value: session, seconds: validSeconds, sameSite: 'Lax' } as const; // literal
      reply.header('set-cookie', [writeCookie(request, cookie), withoutKey]);
      return reply.redirect('/', 303);
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'bad-code') throw error;
      limiter.failed(request.ip, now);
      return show(reply, 404, 'wrong');
    }
  });

  scope.get('/signed-out', { schema: { hide: true } }, async (_request, reply) => show(reply, 200, 'signed-out'));

  scope.post('/sign-out', { schema: { hide: true } }, async (request, reply) => {
    const session = readPersonSession(request.headers.cookie);
    if (session !== undefined) await house.endSession(session);
    reply.header('set-cookie', takeAway(request));
    return reply.redirect(hasToken && session === undefined ? '/sign-in' : '/signed-out', 303);
  });
}
