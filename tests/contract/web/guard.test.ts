import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limitAttempts } from '../../../adapters/web/limit-attempts.ts';
import { registerWeb } from '../../../adapters/web/register-web.ts';
import { isSession, makeSession, SESSION_SECONDS } from '../../../adapters/web/verify-caller.ts';
import { makeFakeHouse } from './fake-house.ts';
import { type StartedWeb, startWeb } from './start-web.ts';

describe('without a token', () => {
  let web: StartedWeb;
  beforeAll(async () => {
    web = await startWeb();
  });
  afterAll(() => web.app.close());
  const post = (headers: Record<string, string>) =>
    web.app.inject({ method: 'POST', url: '/api/v1/chat', headers, payload: { text: 'why?' } });

  test.each(['localhost', 'localhost:3000', '127.0.0.1:80', '[::1]:8080'])('%s may ask', async (host) => {
    expect((await post({ host })).statusCode).toBe(200);
  });

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example:3000',
    '192.168.1.4',
    'localhost:3000@evil.example',
  ])('a page that calls this machine %s gets nothing (DNS rebinding)', async (host) => {
    for (const url of ['/', '/api/v1/me', '/api/v1/conversations']) {
      const response = await web.app.inject({ url, headers: { host } });
      expect(response.statusCode).toBe(403);
      expect(response.json().error.code).toBe('foreign-host');
    }
    expect((await post({ host })).statusCode).toBe(403);
  });

  test.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost:4000' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' }],
  ])('another site cannot post: %j', async (headers: Record<string, string>) => {
    const response = await post({ host: 'localhost:3000', ...headers });
    expect(response.statusCode).toBe(403);
    expect(response.json().error).toMatchObject({ code: 'foreign-origin', message: expect.stringMatching(/\.$/) });
  });

  test.each([
    [{ origin: 'http://localhost:3000' }],
    [{ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'none' }],
  ])('the page itself can: %j', async (headers: Record<string, string>) => {
    expect((await post({ host: 'localhost:3000', ...headers })).statusCode).toBe(200);
  });

  test('there is no sign-in form', async () => {
    expect((await web.app.inject({ url: '/sign-in', headers: { host: 'localhost' } })).statusCode).toBe(404);
  });
});

describe('with a token', () => {
  const TOKEN = 'correct horse battery staple';
  const logged: string[] = [];
  const app = Fastify({ logger: { level: 'trace', stream: { write: (line: string) => void logged.push(line) } } });
  beforeAll(() => registerWeb(app, makeFakeHouse(), { token: TOKEN, sampleSlug: 'sample-cafe' }));
  afterAll(() => app.close());
  const headers = { host: 'coach.example' };
  let address = 0;
  /** Each test comes from an address of its own, because wrong tokens are counted by address. */
  const fresh = () => {
    address += 1;
    return `10.0.0.${address}`;
  };
  const signIn = (token: string, remoteAddress: string) =>
    app.inject({
      method: 'POST',
      url: '/sign-in',
      remoteAddress,
      headers: { ...headers, origin: 'http://coach.example', 'content-type': 'application/x-www-form-urlencoded' },
      payload: `token=${encodeURIComponent(token)}`,
    });

  test('a stranger is led to the form, and the API says what it needs', async () => {
    const page = await app.inject({ url: '/', headers, remoteAddress: fresh() });
    expect(page.statusCode).toBe(303);
    expect(page.headers.location).toBe('/sign-in');
    const form = await app.inject({ url: '/sign-in', headers });
    expect(form.body).toContain('<form method="post" action="/sign-in">');
    const api = await app.inject({ url: '/api/v1/me', headers, remoteAddress: fresh() });
    expect(api.statusCode).toBe(401);
    expect(api.json().error.code).toBe('sign-in-needed');
  });

  test('the bearer token opens the API, a wrong one does not', async () => {
    const remoteAddress = fresh();
    const right = await app.inject({
      url: '/api/v1/me',
      remoteAddress,
      headers: { ...headers, authorization: `Bearer ${TOKEN}` },
    });
    expect(right.json().user.name).toBe('token');
    const wrong = await app.inject({
      url: '/api/v1/me',
      remoteAddress,
      headers: { ...headers, authorization: 'Bearer correct' },
    });
    expect(wrong.statusCode).toBe(401);
    expect(wrong.json().error.code).toBe('wrong-token');
  });

  test('signing in gives a cookie that scripts and other sites cannot use, and that is not the token', async () => {
    const remoteAddress = fresh();
    const response = await signIn(TOKEN, remoteAddress);
    expect(response.statusCode).toBe(303);
    const [cookie = '', other = ''] = [response.headers['set-cookie']].flat().map(String);
    // A person's own session ends where the key signs in.
    expect(other).toMatch(/^dyocense_person=;.*Max-Age=0$/);
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    expect(cookie).not.toContain(TOKEN);
    const session = cookie.split(';')[0] ?? '';
    const inside = await app.inject({ url: '/', remoteAddress, headers: { ...headers, cookie: `a=b; ${session}` } });
    expect(inside.statusCode).toBe(200);
    const forged = session.replace(/=\d+\./, '=99999999999.');
    expect(
      (await app.inject({ url: '/api/v1/me', remoteAddress, headers: { ...headers, cookie: forged } })).statusCode,
    ).toBe(401);
  });

  test('a session is over when its time is, and belongs to one token', () => {
    const start = new Date('2026-11-22T12:00:00Z');
    const session = makeSession(TOKEN, start);
    const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
    expect(isSession(session, TOKEN, later(SESSION_SECONDS - 1))).toBe(true);
    expect(isSession(session, TOKEN, later(SESSION_SECONDS + 1))).toBe(false);
    expect(isSession(session, 'another', start)).toBe(false);
  });

  test('five wrong tries close the door for a minute, for the form and for the API', async () => {
    const remoteAddress = fresh();
    for (let i = 0; i < 5; i += 1) {
      const wrong = await signIn('guess', remoteAddress);
      expect(wrong.statusCode).toBe(401);
      expect(wrong.body).toContain('role="alert"');
    }
    const closed = await signIn(TOKEN, remoteAddress);
    expect(closed.statusCode).toBe(429);
    expect(Number(closed.headers['retry-after'])).toBeGreaterThan(50);
    const api = await app.inject({
      url: '/api/v1/me',
      remoteAddress,
      headers: { ...headers, authorization: `Bearer ${TOKEN}` },
    });
    expect(api.statusCode).toBe(429);
    expect((await signIn(TOKEN, fresh())).statusCode).toBe(303);
  });

  test('the limiter opens again after its window', () => {
    const limiter = limitAttempts(2, 1_000);
    const at = (ms: number) => new Date(1_700_000_000_000 + ms);
    limiter.failed('a', at(0));
    expect(limiter.wait('a', at(1))).toBe(0);
    limiter.failed('a', at(200));
    expect(limiter.wait('a', at(300))).toBe(700);
    expect(limiter.wait('b', at(300))).toBe(0);
    expect(limiter.wait('a', at(1_001))).toBe(0);
  });

  test('another site cannot post with the person’s cookie, nor sign them in', async () => {
    const remoteAddress = fresh();
    const cookie = String((await signIn(TOKEN, remoteAddress)).headers['set-cookie']).split(';')[0] ?? '';
    const forged = await app.inject({
      method: 'POST',
      url: '/api/v1/chat',
      remoteAddress,
      headers: { ...headers, cookie, origin: 'https://evil.example' },
      payload: { text: 'why?' },
    });
    expect(forged.statusCode).toBe(403);
  });

  test('signing out takes the cookie away', async () => {
    const response = await app.inject({ method: 'POST', url: '/sign-out', headers });
    expect(String(response.headers['set-cookie'])).toContain('Max-Age=0');
  });

  test('no line of the log holds the token', () => {
    expect(logged.length).toBeGreaterThan(10);
    expect(logged.join('')).not.toContain('battery');
  });
});
