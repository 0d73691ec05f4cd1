import { afterEach, beforeEach, expect, test } from 'vitest';
import { SCOPES } from '../../../../adapters/slack/scopes.ts';
import { UserError } from '../../../../src/contracts/errors.ts';
import { envelope, mention, TEAM } from './payloads.ts';
import { sendEvent, until } from './send-signed.ts';
import { CLIENT_SECRET, PUBLIC_URL, type SlackScene, startSlack } from './start-slack.ts';

let scene: SlackScene;
beforeEach(async () => {
  scene = await startSlack({ botToken: undefined, clientId: '1111.2222', clientSecret: CLIENT_SECRET });
});
afterEach(() => scene.close());

/** The button of the page that asks. */
const press = (code: string, origin: string | null = PUBLIC_URL) =>
  fetch(`${scene.url}/slack/install?code=${code}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(origin === null ? {} : { origin }) },
    redirect: 'manual',
  });

/** What the installer's browser does first: it is sent to Slack with a state and keeps a cookie. */
async function begin(code: string): Promise<{ consent: URL; state: string; cookie: string }> {
  const response = await press(code);
  expect(response.status).toBe(302);
  const consent = new URL(response.headers.get('location') ?? '');
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { consent, state: consent.searchParams.get('state') ?? '', cookie };
}

test('the address alone goes nowhere: it names the company and asks', async () => {
  const response = await fetch(`${scene.url}/slack/install?code=CONNECT-7`, { redirect: 'manual' });
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(page).toContain('the company “Harbor &amp; &lt;i&gt;Hill&lt;/i&gt; Café”');
  expect(page).toContain('<form method="post">');
  expect(page).not.toContain('<i>');
});

test('a wrong code is said before anything is begun; without a code no company is named', async () => {
  const wrong = await fetch(`${scene.url}/slack/install?code=WRONG`);
  expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('This code does not work.')]);
  const without = await fetch(`${scene.url}/slack/install`);
  expect([without.status, await without.text()]).toEqual([200, expect.stringContaining('connected already')]);
});

test.each(['https://evil.example', 'null', null])(
  'the button pressed by another site (%s) does nothing',
  async (origin) => {
    const response = await press('CONNECT-7', origin);
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('not started from here')]);
    expect(response.headers.get('location')).toBeNull();
  },
);

/** Slack sends the browser back. */
async function comeBack(query: Record<string, string>, cookie: string): Promise<{ status: number; page: string }> {
  const response = await fetch(`${scene.url}/slack/oauth_redirect?${new URLSearchParams(query)}`, {
    headers: { cookie },
  });
  return { status: response.status, page: await response.text() };
}

test('an installation from the web page to the first answer', async () => {
  const { consent, state, cookie } = await begin('CONNECT-7');
  expect(consent.origin).toBe(scene.slack.origin);
  expect(Object.fromEntries(consent.searchParams)).toEqual({
    scope: Object.keys(SCOPES).join(','),
    state,
    client_id: '1111.2222',
    redirect_uri: `${PUBLIC_URL}/slack/oauth_redirect`,
  });
  // The code that links a company is nobody's to read on the way.
  expect(consent.href).not.toContain('CONNECT-7');

  const saved: unknown[] = [];
  const { save } = scene.host.installations;
  scene.host.installations.save = async (place, installation, code) => {
    saved.push({ place, code, installedBy: installation.installedBy });
    await save(place, installation, code);
  };
  const { status, page } = await comeBack({ code: 'good-code', state }, cookie);
  expect([status, page]).toEqual([200, expect.stringContaining('Your coach is in Slack')]);
  expect(saved).toEqual([
    { place: { channel: 'slack', workspace: TEAM }, code: 'CONNECT-7', installedBy: 'U0OWNER001' },
  ]);
  expect(scene.slack.callsOf('oauth.v2.access')[0]?.args).toMatchObject({
    code: 'good-code',
    redirect_uri: `${PUBLIC_URL}/slack/oauth_redirect`,
  });

  expect((await sendEvent(scene, envelope(mention()))).status).toBe(200);
  expect(scene.host.accepted).toHaveLength(1);
  expect(scene.slack.callsOf('users.info')[0]?.token).toBe('xoxb-installed-0001');
  for (const secret of [CLIENT_SECRET, 'xoxb-', 'good-code', 'CONNECT-7', state])
    expect(scene.logged()).not.toContain(secret);
});

test.each([
  [
    'no cookie of this browser',
    (begun: { state: string }) => comeBack({ code: 'good-code', state: begun.state }, ''),
    'not reached from an installation',
  ],
  [
    'a made-up state',
    () => comeBack({ code: 'good-code', state: 'v1.AAAA' }, 'slack-app-oauth-state=v1.AAAA'),
    'Start again from the web page',
  ],
  [
    'no state',
    (begun: { cookie: string }) => comeBack({ code: 'good-code' }, begun.cookie),
    'not reached from an installation',
  ],
  [
    'no code',
    (begun: { state: string; cookie: string }) => comeBack({ state: begun.state }, begun.cookie),
    'not reached from an installation',
  ],
  [
    'a cancelled consent',
    (begun: { state: string; cookie: string }) =>
      comeBack({ error: 'access_denied', state: begun.state }, begun.cookie),
    'cancelled',
  ],
  [
    'a code that Slack does not know',
    (begun: { state: string; cookie: string }) => comeBack({ code: 'bad', state: begun.state }, begun.cookie),
    'did not complete',
  ],
])('with %s nothing is installed, and the page says so', async (_what, finish, words) => {
  const { status, page } = await finish(await begin('CONNECT-7'));
  expect(status).toBeGreaterThanOrEqual(400);
  expect(page).toContain(words);
  expect(scene.host.installed.size).toBe(0);
});

test('a connect code that does not work is said in the house’s words', async () => {
  const { state, cookie } = await begin('WRONG');
  const { status, page } = await comeBack({ code: 'good-code', state }, cookie);
  expect([status, page]).toEqual([400, expect.stringContaining('This code does not work. Ask for a new one.')]);
  expect(scene.host.installed.size).toBe(0);
});

test('words of an error cannot bring markup into the page', async () => {
  scene.host.installations.save = async () => {
    throw new UserError('<script>alert("x")</script>', { code: 'bad-code', advice: '&' });
  };
  const { state, cookie } = await begin('X');
  const { page } = await comeBack({ code: 'good-code', state }, cookie);
  expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp;');
});

test.each([
  ['which names no workspace', null],
  ['which names one', { id: TEAM, name: 'Harbor' }],
])('an installation for a whole organization, %s, is refused in words', async (_what, team) => {
  scene.slack.workspace.oauthCodes.set('org-code', {
    team,
    enterprise: { id: 'E0ORG00001', name: 'Org' },
    is_enterprise_install: true,
  });
  const { state, cookie } = await begin('CONNECT-7');
  const { status, page } = await comeBack({ code: 'org-code', state }, cookie);
  expect([status, page]).toEqual([400, expect.stringContaining('install it for one workspace')]);
  expect(scene.host.installed.size).toBe(0);
});

test('a state is good for ten minutes', async () => {
  const { createStateStore } = await import('../../../../adapters/slack/install-state.ts');
  const store = createStateStore(scene.host);
  const options = { scopes: ['chat:write'], metadata: 'CONNECT-7', redirectUri: 'https://a.example' };
  const begun = new Date('2026-11-23T10:00:00Z');
  const state = await store.generateStateParam(options, begun);
  expect(await store.verifyStateParam(new Date('2026-11-23T10:09:59Z'), state)).toEqual(options);
  await expect(store.verifyStateParam(new Date('2026-11-23T10:10:01Z'), state)).rejects.toMatchObject({
    code: 'bad-state',
  });
});

test('an event of a workspace without an installation is passed over; a house that cannot read is asked again', async () => {
  expect((await sendEvent(scene, envelope(mention()))).status).toBe(200);
  expect(scene.host.accepted).toEqual([]);
  scene.host.installations.read = async () => {
    throw new Error('the database is away');
  };
  expect((await sendEvent(scene, envelope(mention()))).status).toBe(500);
  await until('it is logged', () => scene.logged().includes('Slack will send it again'));
});

test('beside a workspace with a token of its own, others install by link', async () => {
  await scene.close();
  scene = await startSlack({ clientId: '1111.2222', clientSecret: CLIENT_SECRET });
  const partner = 'T0PARTNER1';
  const stored = { token: 'xoxb-partner', userId: 'U0COACH002' };
  scene.host.installed.set(`slack:${partner}`, JSON.stringify(stored));
  await sendEvent(scene, envelope(mention()));
  const there = { team_id: partner, authorizations: [{ team_id: partner }] };
  await sendEvent(scene, envelope(mention({ ts: '2.2', text: '<@U0COACH002> hello' }), there));
  expect(scene.host.accepted.map(({ workspace, text }) => [workspace, text])).toEqual([
    [TEAM, 'how will sales be next week?'],
    [partner, 'hello'],
  ]);
  expect(scene.slack.callsOf('users.info').map(({ token }) => token)).toEqual([
    'xoxb-1111-2222-testtoken',
    'xoxb-partner',
  ]);
});
