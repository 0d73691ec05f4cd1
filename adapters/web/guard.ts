import type { FastifyReply, FastifyRequest } from 'fastify';
import { UserError } from '../../src/contracts/errors.ts';
import type { WebHost } from '../channel.ts';
import { rememberCaller } from './caller.ts';
import { readPersonSession } from './cookies.ts';
import type { AttemptLimiter } from './limit-attempts.ts';
import { checkToken, isSameOrigin, isThisMachine } from './verify-caller.ts';

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
export async function guardOrigin(request: FastifyRequest): Promise<void> {
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  if (changes && !isSameOrigin(request.headers)) {
    throw new UserError('Another web site tried to use this page.', {
      code: 'foreign-origin',
      advice: 'Open the page itself and try again there.',
    });
  }
}

interface Door {
  readonly house: Pick<WebHost, 'session'>;
  /** null: whoever sits at this machine is let in. */
  readonly token: string | null;
  readonly limiter: AttemptLimiter;
}

/** Finds out who asks, and refuses everybody else. People who signed in by a link come first: they chose to. */
export function guardCaller({ house, token, limiter }: Door) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const session = request.headers.authorization === undefined ? readPersonSession(request.headers.cookie) : undefined;
    const signedIn = session === undefined ? null : await house.session(session);
    if (signedIn) return rememberCaller(request, { kind: 'person', user: signedIn.user, signedIn });
    if (token === null && isThisMachine(request.headers))
      return rememberCaller(request, { kind: 'house', user: 'local' });
    // A session that is over: who had one knows what to do about it.
    if (session !== undefined && isPageItself(request)) return void (await reply.redirect('/signed-out', 303));
    if (token === null) throw foreignHost();
    await guardSignIn(request, reply, token, limiter);
  };
}

const isPageItself = (request: FastifyRequest): boolean =>
  request.method === 'GET' && request.url.split('?')[0] === '/';

const foreignHost = (): UserError =>
  new UserError('This service answers on this computer only.', {
    code: 'foreign-host',
    advice: 'Open it as http://localhost, or set an access key to use it from elsewhere.',
  });

/** Refuses callers without the token. A person who opens the page is led to the sign-in form instead. */
async function guardSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  limiter: AttemptLimiter,
): Promise<void> {
  const now = new Date();
  const waitMs = limiter.wait(request.ip, now);
  const state =
    waitMs > 0 && request.headers.authorization !== undefined ? 'wait' : checkToken(request.headers, token, now);
  if (state === 'right') return rememberCaller(request, { kind: 'house', user: 'token' });
  if (state === 'wait') {
    reply.header('retry-after', Math.ceil(waitMs / 1000));
    throw new UserError('Too many wrong access keys.', {
      code: 'too-many-attempts',
      advice: 'Wait a minute, then try again with the right one.',
    });
  }
  if (state === 'wrong') limiter.failed(request.ip, now);
  if (isPageItself(request)) return void (await reply.redirect('/sign-in', 303));
  reply.header('www-authenticate', 'Bearer');
  throw new UserError(state === 'wrong' ? 'This access key is not right.' : 'This needs an access key.', {
    code: state === 'wrong' ? 'wrong-token' : 'sign-in-needed',
    advice: 'Sign in on the page, or send the key as a bearer token.',
  });
}
