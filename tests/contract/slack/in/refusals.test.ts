import { afterAll, beforeAll, expect, test } from 'vitest';
import { command, envelope, mention } from './payloads.ts';
import { type Sent, sendEvent, sendRaw } from './send-signed.ts';
import { BOT_TOKEN, SIGNING_SECRET, type SlackScene, startSlack } from './start-slack.ts';

let scene: SlackScene;
beforeAll(async () => {
  scene = await startSlack();
});
afterAll(() => scene.close());

const now = () => Math.floor(Date.now() / 1000);
const event = JSON.stringify(envelope(mention()));
const form = new URLSearchParams(command('coach', 'hello')).toString();
const json = { contentType: 'application/json' };
const urlencoded = 'application/x-www-form-urlencoded';

/** Each makes its n-th bad request. */
const BAD: Readonly<Record<string, (n: number) => Promise<Sent>>> = {
  'signed with another secret': (n) => sendRaw(scene, event, { ...json, secret: `another-secret-${n}` }),
  'a form signed with another secret': (n) => sendRaw(scene, form, { secret: `another-secret-${n}` }),
  'late, from an old recording': (n) => sendRaw(scene, event, { ...json, timestamp: now() - 301 - n * 60 }),
  'from the future': (n) => sendRaw(scene, event, { ...json, timestamp: now() + 302 + n * 60 }),
  'a time that is none': (n) => sendRaw(scene, event, { ...json, timestamp: ['', 'NaN', '1e9', '-1', ' 12'][n % 5] }),
  'without a signature': () => sendRaw(scene, event, { ...json, headers: { 'x-slack-signature': '' } }),
  'a signature cut short': (n) =>
    sendRaw(scene, event, { ...json, headers: { 'x-slack-signature': `v0=${'a'.repeat(n * 3)}` } }),
  'a signature of another version': (n) =>
    sendRaw(scene, event, { ...json, headers: { 'x-slack-signature': `v1=${'0'.repeat(62)}${10 + n}` } }),
  'signed, but no JSON': (n) => sendRaw(scene, event.slice(0, -1 - n), json),
  'signed JSON without a type': (n) => sendRaw(scene, JSON.stringify([n, null, { event: {} }][n % 3]), json),
  'a form without a command': (n) => sendRaw(scene, `text=hello${n}`, {}),
  'a payload that is no JSON': (n) => sendRaw(scene, `payload=%7B${n}`, {}),
  'no body': () => sendRaw(scene, '', { contentType: urlencoded }),
  'the unsigned certificate check, with a command smuggled in': (n) =>
    sendRaw(scene, `ssl_check=1&${form}`, { secret: `none-${n}` }),
  'larger than anything Slack sends': (n) => sendRaw(scene, `payload=${'x'.repeat(1024 * 1024 + n)}`, {}),
  'an unknown kind of body': () => sendRaw(scene, event, { contentType: 'text/plain', secret: 'none-of-them' }),
};

test('200 forged, old, future and malformed requests are refused, and the log holds no secret', async () => {
  const kinds = Object.entries(BAD);
  const outcomes: string[] = [];
  for (let at = 0; at < 200; at += 1) {
    const [name, send] = kinds[at % kinds.length] ?? ['', () => Promise.reject(new Error('no such kind'))];
    const { status, text } = await send(Math.floor(at / kinds.length));
    outcomes.push(`${name}: ${status} ${text}`);
  }
  expect(outcomes).toHaveLength(200);
  expect([...new Set(outcomes)].sort()).toEqual(kinds.map(([name]) => `${name}: 401 Refused.`).sort());
  expect(scene.host.accepted).toEqual([]);

  const log = scene.logged();
  expect(log.match(/was refused/g)).toHaveLength(200);
  for (const secret of [
    SIGNING_SECRET,
    BOT_TOKEN,
    'another-secret',
    'secretpart',
    'verification-token-old',
    'v0=',
    'v1=',
  ])
    expect(log).not.toContain(secret);
  for (const personal of ['how will sales', 'U0MARIA001', 'maria']) expect(log).not.toContain(personal);
});

test('requests at the edge of five minutes are still taken', async () => {
  const early = envelope(mention({ ts: '5.1' }));
  const late = envelope(mention({ ts: '5.2' }));
  expect((await sendEvent(scene, early, { timestamp: now() - 295 })).status).toBe(200);
  expect((await sendEvent(scene, late, { timestamp: now() + 295 })).status).toBe(200);
  expect(scene.host.accepted).toHaveLength(2);
});

test('Slack’s first handshake is answered', async () => {
  const handshake = { token: 'x', challenge: '3eZbrw1aBm2rZgRNFdxV', type: 'url_verification' };
  const { status, text } = await sendEvent(scene, handshake);
  expect([status, JSON.parse(text)]).toEqual([200, { challenge: '3eZbrw1aBm2rZgRNFdxV' }]);
});

test('other routes of the server keep their own body readers', async () => {
  const response = await fetch(`${scene.url}/healthz`);
  expect(await response.json()).toEqual({ ok: true });
});

test('a well-signed event of an unforeseen shape is passed over, and not sent again for ever', async () => {
  const odd = [
    { ...envelope(mention()), event: { type: 'message', channel: 7, ts: null } },
    { ...envelope(mention()), event: { type: 'an_event_of_tomorrow', channel: 'C0GENERAL1' } },
    { type: 'app_rate_limited', team_id: 'T0HARBOR01', minute_rate_limited: 1_795_000_000 },
  ];
  for (const body of odd) {
    const sent = await sendEvent(scene, body);
    expect(sent.status).toBe(200);
  }
});
