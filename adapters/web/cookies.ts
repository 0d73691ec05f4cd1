import type { FastifyRequest } from 'fastify';

/** Holds the session of a person who signed in by a link: 256 random bits. */
export const PERSON_COOKIE = 'dyocense_person';

const PERSON_SESSION = /^[\w-]{43}$/;

/** One cookie out of a Cookie header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key = '', ...rest] = pair.split('=');
    if (key.trim() === name) return rest.join('=').trim();
  }
  return undefined;
}

/** The session of a person who signed in by a link; undefined for what cannot be one. */
export function readPersonSession(header: string | undefined): string | undefined {
  const value = readCookie(header, PERSON_COOKIE);
  return value !== undefined && PERSON_SESSION.test(value) ? value : undefined;
}

/** Did the browser come over HTTPS, to us or to a proxy in front of us? */
const cameSecurely = (request: FastifyRequest): boolean =>
  request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';

/**
 * A cookie that scripts cannot read. `Strict` is never sent along from other sites; `Lax` also comes with a click on a
 * link in a chat. `seconds` 0 takes it away.
 */
export function writeCookie(
  request: FastifyRequest,
  cookie: {
    readonly name: string;
    readonly value: string;
    readonly seconds: number;
    readonly sameSite: 'Strict' | 'Lax';
  },
): string {
  const { name, value, seconds, sameSite } = cookie;
  const parts = [`${name}=${value}`, 'Path=/', 'HttpOnly', `SameSite=${sameSite}`, `Max-Age=${seconds}`];
  return [...parts, ...(cameSecurely(request) ? ['Secure'] : [])].join('; ');
}
