import type { FastifyReply, FastifyRequest } from 'fastify';
import { UserError } from '../../src/contracts/errors.ts';
import type { AttemptLimiter } from './limit-attempts.ts';
import { checkToken, isLoopbackHost, isSameOrigin } from './verify-caller.ts';

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** On every answer: nothing from other hosts, nothing framed, nothing guessed, nothing told to other sites. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

export async function setSecurityHeaders(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.headers(SECURITY_HEADERS);
}

/** Refuses requests that another web site made a browser send. */
export function guardOrigin(token: string | null) {
  return async (request: FastifyRequest): Promise<void> => {
    if (token === null && !isLoopbackHost(request.headers.host)) {
      throw new UserError('This service answers on this computer only.', {
        code: 'foreign-host',
        advice: 'Open it as http://localhost, or set an access key to use it from elsewhere.',
      });
    }
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && !isSameOrigin(request.headers)) {
      throw new UserError('Another web site tried to use this page.', {
        code: 'foreign-origin',
        advice: 'Open the page itself and try again there.',
      });
    }
  };
}

/** Refuses callers without the token. A person who opens the page is led to the sign-in form instead. */
export function guardSignIn(token: string, limiter: AttemptLimiter) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const now = new Date();
    const waitMs = limiter.wait(request.ip, now);
    const state =
      waitMs > 0 && request.headers.authorization !== undefined ? 'wait' : checkToken(request.headers, token, now);
    if (state === 'right') return;
    if (state === 'wait') {
      reply.header('retry-after', Math.ceil(waitMs / 1000));
      throw new UserError('Too many wrong access keys.', {
        code: 'too-many-attempts',
        advice: 'Wait a minute, then try again with the right one.',
      });
    }
    if (state === 'wrong') limiter.failed(request.ip, now);
    if (request.method === 'GET' && request.url.split('?')[0] === '/') {
      await reply.redirect('/sign-in', 303);
      return;
    }
    reply.header('www-authenticate', 'Bearer');
    throw new UserError(state === 'wrong' ? 'This access key is not right.' : 'This needs an access key.', {
      code: state === 'wrong' ? 'wrong-token' : 'sign-in-needed',
      advice: 'Sign in on the page, or send the key as a bearer token.',
    });
  };
}
