import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { snowflake } from './local-discord.ts';
import { CHANNEL, makeInteraction, type Rig, sourceOf, startRig, until } from './start-discord.ts';

let rig: Rig;
afterEach(async () => rig.close());

const keys = generateKeyPairSync('ed25519');
const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(12).toString('hex');
const now = () => String(Math.floor(Date.now() / 1_000));

interface Signed {
  readonly body: string;
  readonly timestamp: string;
  readonly signature: string;
}

function signed(payload: unknown, timestamp = now(), key: KeyObject = keys.privateKey): Signed {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return { body, timestamp, signature: sign(null, Buffer.from(timestamp + body), key).toString('hex') };
}

const send = ({ body, timestamp, signature }: Signed, headers: Record<string, string> = {}) =>
  rig.server.inject({
    method: 'POST',
    url: '/discord/interactions',
    payload: body,
    headers: {
      'content-type': 'application/json',
      'x-signature-ed25519': signature,
      'x-signature-timestamp': timestamp,
      ...headers,
    },
  });

const goals = () => makeInteraction({ type: 2, data: { id: '17000000000000001', name: 'goals', type: 1 } });

describe('interactions over HTTP', () => {
  it('answers the ping Discord checks the address with', async () => {
    rig = await startRig({ publicKey, start: false });
    const answer = await send(signed(makeInteraction({ type: 1 }).payload));
    expect(answer.json()).toEqual({ type: 1 });
  });

  it('acknowledges in the response, takes the command, and answers by its token', async () => {
    rig = await startRig({ publicKey, start: false });
    const { payload, token } = goals();
    const answer = await send(signed(payload));
    expect(answer.json()).toEqual({ type: 5, data: {} });
    rig.discord.gateway.overHttp.set(token, { ...sourceOf(payload), flags: 0 });
    const inbound = await until(() => rig.host.accepted[0]);
    await rig.channel.deliver(rig.host.outgoing(inbound), async () => undefined);
    expect(rig.discord.in(CHANNEL)[0]?.content).toContain('18,412');
    expect(rig.discord.calls.filter(({ path }) => path.includes('callback'))).toEqual([]);
  });

  it('completes and opens forms in the response', async () => {
    rig = await startRig({ publicKey, start: false });
    const options = [{ name: 'what', type: 3, value: 'rev', focused: true }];
    const completed = await send(signed(makeInteraction({ type: 4, data: { name: 'forecast', options } }).payload));
    expect(completed.json()).toEqual({ type: 8, data: { choices: [{ name: 'Revenue', value: 'Revenue' }] } });
    const form = await send(signed(makeInteraction({ type: 2, data: { name: 'coach' } }).payload));
    expect(form.json()).toMatchObject({ type: 9, data: { custom_id: 'ask:coach' } });
  });

  it('refuses 200 forged, replayed, old, early and unreadable requests, and logs no secret', async () => {
    rig = await startRig({ publicKey, start: false });
    const other = generateKeyPairSync('ed25519').privateKey;
    const once = signed(goals().payload);
    expect((await send(once)).statusCode).toBe(200);
    const old = String(Number(now()) - 301);
    const early = String(Number(now()) + 302);
    const flip = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);
    const bad: (() => [Signed, Record<string, string>?])[] = [
      () => [signed(goals().payload, now(), other)],
      () => [{ ...signed(goals().payload), body: JSON.stringify(goals().payload) }],
      () => [{ ...signed(goals().payload), timestamp: String(Number(now()) - 1) }],
      () => [{ ...signed(goals().payload), signature: flip(signed(goals().payload).signature) }],
      () => [{ ...signed(goals().payload), signature: '' }],
      () => [{ ...signed(goals().payload), signature: 'zz'.repeat(64) }],
      () => [{ ...signed(goals().payload), timestamp: 'yesterday' }],
      () => [signed(goals().payload, old)],
      () => [signed(goals().payload, early)],
      () => [once],
      () => [signed('{"type":')],
      () => [signed('[]')],
      () => [signed({ type: 2, id: snowflake() })],
      () => [signed({ ...goals().payload, id: 'not a number' })],
      () => [signed({ ...goals().payload, type: 99 })],
      () => [signed('')],
      () => [signed('x'.repeat(600_000))],
      () => [signed(goals().payload, now(), other), { 'content-type': 'text/plain' }],
      () => [signed(goals().payload, now(), other), { 'content-type': 'multipart/form-data' }],
      () => [signed(goals().payload, old, other)],
    ];
    await until(() => rig.host.accepted[0]);
    for (let n = 0; n < 200; n += 1) {
      const [request, headers] = bad[n % bad.length]?.() ?? [once];
      const answer = await send(request, headers);
      expect([n % bad.length, answer.statusCode]).toEqual([n % bad.length, 401]);
      expect(answer.body).toBe('Not signed by Discord.');
    }
    expect(rig.host.accepted).toHaveLength(1);
    expect(rig.logged()).not.toMatch(/secret-token|signature/);
  });

  it('is not there without a key', async () => {
    rig = await startRig({ start: false });
    expect((await send(signed(makeInteraction({ type: 1 }).payload))).statusCode).toBe(404);
  });
});
