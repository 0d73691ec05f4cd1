import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { readCookie } from './cookies.ts';

export const SESSION_COOKIE = 'dyocense_session';
/** How long a sign-in lasts. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/**
 * True when the Host header names this machine. A page elsewhere that has its own name pointed at 127.0.0.1
 * (DNS rebinding) still sends its own name here.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host);
}

/** Headers by which a proxy says for whom it asks. */
const FORWARDING = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'cf-connecting-ip'];

/** True for a browser on this machine. What a proxy passes on comes from elsewhere, whatever it calls us. */
export const isThisMachine = (headers: IncomingHttpHeaders): boolean =>
  isLoopbackHost(headers.host) && FORWARDING.every((name) => headers[name] === undefined);

/**
 * True unless a browser says that another site made the request. `Sec-Fetch-Site` cannot be set by a page;
 * browsers that do not send it send `Origin` with every POST. Programs send neither.
 */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host?.toLowerCase();
}

/** Compares without telling by its time how much was right. Hashing first makes both the same length. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

const signExpiry = (token: string, expires: string) =>
  createHmac('sha256', token).update(`web-session:${expires}`).digest('base64url');

/** The value of a session cookie: when it ends, signed with the token. The token itself is never in it. */
export function makeSession(token: string, now: Date): string {
  const expires = String(Math.floor(now.getTime() / 1000) + SESSION_SECONDS);
  return `${expires}.${signExpiry(token, expires)}`;
}

/** True for a session that was made with this token and has not ended. */
export function isSession(value: string, token: string, now: Date): boolean {
  const [expires = '', signature = ''] = value.split('.');
  if (!/^\d{1,12}$/.test(expires) || Number(expires) * 1000 <= now.getTime()) return false;
  return isSameSecret(signature, signExpiry(token, expires));
}

/** What a caller showed: nothing, something wrong, or something right. */
export function checkToken(headers: IncomingHttpHeaders, token: string, now: Date): 'right' | 'wrong' | 'missing' {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return isSameSecret(bearer.trim(), token) ? 'right' : 'wrong';
  const cookie = readCookie(headers.cookie, SESSION_COOKIE);
  // An old or forged cookie counts as none: it is not a guess at the token.
  return cookie !== undefined && isSession(cookie, token, now) ? 'right' : 'missing';
}
