import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GOOD_CODE, VERA } from './fake-house.ts';
import { type StartedWeb, startWeb } from './start-web.ts';

const PUBLIC = { host: 'coach.example.com' };
const FROM_THE_PAGE = { ...PUBLIC, origin: 'http://coach.example.com' };
const TOKEN = 'correct horse battery staple';
const ID = VERA.user.slice('user:'.length);

let web: StartedWeb;
afterEach(() => web.app.close());

const get = (url: string, headers: Record<string, string> = PUBLIC) => web.app.inject({ url, headers });
const post = (url: string, headers: Record<string, string> = FROM_THE_PAGE, payload?: object) =>
  web.app.inject({ method: 'POST', url, headers, ...(payload ? { payload } : {}) });
const confirm = (code: string) =>
  post(`/link/${code}`, { ...FROM_THE_PAGE, 'content-type': 'application/x-www-form-urlencoded' });
const cookiesOf = (response: { headers: Record<string, unknown> }) =>
  [response.headers['set-cookie']].flat().map(String);
/** Opens the link and presses its button; the cookie header of that browser from then on. */
async function signIn(): Promise<Record<string, string>> {
  const response = await confirm(GOOD_CODE);
  expect(response.statusCode).toBe(303);
  const cookie = cookiesOf(response).find((one) => one.startsWith('dyocense_person=')) ?? '';
  return { ...FROM_THE_PAGE, cookie: cookie.split(';')[0] ?? '' };
}

describe.each([
  ['without a token', null],
  ['with a token', TOKEN],
])('a sign-in link %s', (_name, token) => {
  beforeEach(async () => {
    web = await startWeb({ token });
  });

  test('is not used up by looking at it: chats look at links by themselves', async () => {
    for (let preview = 0; preview < 3; preview += 1) {
      const page = await get(`/link/${GOOD_CODE}`);
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('<form method="post">');
      expect(page.headers['cache-control']).toBe('no-store');
      expect(page.body).not.toContain(GOOD_CODE);
      expect(page.headers['set-cookie']).toBeUndefined();
    }
    expect(
      (await web.app.inject({ method: 'HEAD', url: `/link/${GOOD_CODE}`, headers: PUBLIC })).statusCode,
    ).toBeLessThan(405);
    await signIn();
  });

  test('works once; then, and for a wrong one, words say how to get another', async () => {
    await signIn();
    for (const code of [GOOD_CODE, 'x'.repeat(43), 'short', '..%2f..']) {
      const refused = await confirm(code);
      expect(refused.statusCode).toBe(404);
      expect(refused.body).toContain('Write “log in” to the coach');
      expect(refused.headers['set-cookie']).toBeUndefined();
    }
  });

  test('gives a cookie that scripts cannot read, and takes the cookie of the key away', async () => {
    const response = await confirm(GOOD_CODE);
    expect(response.headers.location).toBe('/');
    const [mine, key] = cookiesOf(response);
    expect(mine).toMatch(/^dyocense_person=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/);
    expect(key).toMatch(/^dyocense_session=; .*Max-Age=0$/);
    expect(mine).not.toContain(GOOD_CODE);
  });

  test('is Secure behind a proxy that speaks HTTPS', async () => {
    const response = await post(`/link/${GOOD_CODE}`, { ...FROM_THE_PAGE, 'x-forwarded-proto': 'https' });
    expect(cookiesOf(response)[0]).toMatch(/; Secure$/);
  });

  test('is not pressed by another site', async () => {
    const forged = await post(`/link/${GOOD_CODE}`, { ...PUBLIC, origin: 'https://evil.example' });
    expect(forged.statusCode).toBe(403);
    await signIn();
  });

  test('guessed five times closes the door for a minute', async () => {
    for (let guess = 0; guess < 5; guess += 1) await confirm(`${guess}`.repeat(43));
    const closed = await confirm(GOOD_CODE);
    expect(closed.statusCode).toBe(429);
    expect(Number(closed.headers['retry-after'])).toBeGreaterThan(50);
  });
});

describe.each([
  ['without a token', null],
  ['with a token', TOKEN],
])('who came by a link, %s,', (_name, token) => {
  let headers: Record<string, string>;
  beforeEach(async () => {
    web = await startWeb({ token });
    headers = await signIn();
  });

  test('sees their own company and nothing of another', async () => {
    const me = (await get('/api/v1/me', headers)).json();
    expect(me.company.slug).toBe('my-company');
    expect(me.company.role).toBe('viewer');
    expect(me.companies).toHaveLength(1);
    expect(me.user).toEqual({ name: 'person', displayName: 'Vera', role: 'viewer' });
    expect((await get('/', headers)).statusCode).toBe(200);
    for (const url of [
      '/api/v1/me?company=sample-cafe',
      '/api/v1/conversations?company=sample-cafe',
      '/api/v1/conversations/c1?company=sample-cafe',
      '/api/v1/charts/chart-1.png?company=sample-cafe',
    ])
      expect((await get(url, headers)).json().error.code, url).toBe('unknown-workspace');
    const asked = await post('/api/v1/chat', headers, { text: 'why?', company: 'sample-cafe' });
    expect(asked.statusCode).toBe(404);
    expect(web.house.accepted).toEqual([]);
  });

  test('cannot hear somebody else’s answer by the id of their message', async () => {
    const house = token ? { ...PUBLIC, authorization: `Bearer ${token}` } : { host: 'localhost' };
    await post('/api/v1/chat', house, { text: 'why?', company: 'my-company', eventId: 'message-1' });
    await post('/api/v1/chat', headers, { text: 'hello', eventId: 'message-1' });
    expect(web.house.accepted.map(({ eventId }) => eventId)).toEqual(['message-1', `${ID}_message-1`]);
  });

  test('asks as themselves, in conversations of their own', async () => {
    const asked = (await post('/api/v1/chat', headers, { text: 'why?' })).json();
    expect(asked.conversation).toMatch(new RegExp(`^${ID}_[0-9a-f-]{36}$`));
    expect(web.house.accepted[0]).toMatchObject({ user: VERA.user, workspace: 'my-company', audience: 'private' });
    expect((await get('/api/v1/conversations', headers)).json().conversations).toHaveLength(1);
    expect((await get(`/api/v1/conversations/${asked.conversation}`, headers)).json().turns).toHaveLength(1);
    const stranger = '0190b0b0-0000-4000-8000-000000000002_c1';
    const foreign = await post('/api/v1/chat', headers, { text: 'why?', conversation: stranger });
    expect(foreign.statusCode).toBe(404);
    expect((await get(`/api/v1/conversations/${stranger}`, headers)).json().turns).toEqual([]);
    // Nor does the house read theirs.
    const house = token ? { ...PUBLIC, authorization: `Bearer ${token}` } : { host: 'localhost' };
    const list = (await get('/api/v1/conversations?company=my-company', house)).json();
    expect(list.conversations).toEqual([]);
  });

  test('as a viewer adds no file and connects no chat', async () => {
    const form = new FormData();
    form.set('file', new Blob(['date,sales\n'], { type: 'text/csv' }), 'sales.csv');
    const sent = new Response(form);
    const upload = await web.app.inject({
      method: 'POST',
      url: '/api/v1/data/upload',
      headers: { ...headers, 'content-type': sent.headers.get('content-type') ?? '' },
      payload: Buffer.from(await sent.arrayBuffer()),
    });
    expect(upload.statusCode).toBe(403);
    expect(web.house.kept).toEqual([]);
    expect((await post('/api/v1/connect', headers, { company: 'my-company' })).statusCode).toBe(403);
  });

  test('signs out for good', async () => {
    const out = await post('/sign-out', headers);
    expect(out.headers.location).toBe('/signed-out');
    expect(cookiesOf(out).every((cookie) => cookie.includes('Max-Age=0'))).toBe(true);
    const after = await get('/api/v1/me', headers);
    expect(after.statusCode).toBe(token === null ? 403 : 401);
    // The page leads back to words, not to an error.
    expect((await get('/', headers)).headers.location).toBe('/signed-out');
    expect((await get('/signed-out')).body).toContain('You are signed out');
  });
});

describe('at this machine, without a token', () => {
  beforeEach(async () => {
    web = await startWeb();
  });

  test('a request that a proxy passed on is not from this machine', async () => {
    const host = { host: 'localhost:3000' };
    expect((await get('/api/v1/me', host)).statusCode).toBe(200);
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect((await get('/api/v1/me', { ...host, [header]: '203.0.113.7' })).statusCode, header).toBe(403);
  });

  test('the owner gets a code, and where Slack is set up the address that installs it', async () => {
    await web.house.openOwnCompany();
    const host = { host: 'localhost' };
    const own = await post('/api/v1/connect', host, { company: 'my-company' });
    expect(own.json()).toEqual({ code: 'ABCD-2345', validMinutes: 30, slackInstallUrl: null });
    expect(own.headers['cache-control']).toBe('no-store');
    expect((await post('/api/v1/connect', host, { company: 'sample-cafe' })).statusCode).toBe(403);
    await web.app.close();
    web = await startWeb({ slackInstallUrl: 'https://coach.example.com/slack/install' });
    await web.house.openOwnCompany();
    const withSlack = await post('/api/v1/connect', host, { company: 'my-company' });
    expect(withSlack.json().slackInstallUrl).toBe('https://coach.example.com/slack/install?code=ABCD-2345');
  });

  test('a thumb is told to the house, and nonsense is not', async () => {
    const host = { host: 'localhost' };
    const turn = '0190b0b0-0000-4000-8000-00000000000a';
    const good = await post('/api/v1/feedback', host, { turn, value: 'good' });
    expect(good.json()).toEqual({ text: 'Thank you.' });
    expect(web.house.pressed).toEqual([{ user: 'local', kind: 'good', turn, workspace: 'sample-cafe' }]);
    for (const body of [{ turn, value: 'remove' }, { turn: 'x', value: 'good' }, { value: 'good' }])
      expect((await post('/api/v1/feedback', host, body)).statusCode).toBe(400);
    expect(web.house.pressed).toHaveLength(1);
  });
});
