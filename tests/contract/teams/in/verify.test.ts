import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personalMessage } from './activities.ts';
import { type RunningTeams, startTeams } from './start-teams.ts';

const HOUR = 3_600;
const now = () => Math.floor(Date.now() / 1000);

describe.each(['botbuilder', 'agents'] as const)('who may write to the Teams address, by %s', (sdk) => {
  let teams: RunningTeams;
  beforeAll(async () => {
    teams = await startTeams(sdk);
  });
  afterAll(() => teams.close());

  const message = (change = {}) => personalMessage(teams.microsoft.serviceUrl, 'How are sales?', change);

  it('lets a right token in', async () => {
    const before = teams.host.accepted.length;
    expect((await teams.post(message())).status).toBe(200);
    expect(teams.host.accepted).toHaveLength(before + 1);
  });

  const wrong: Record<string, () => string | null> = {
    'no token': () => null,
    'an empty token': () => 'Bearer ',
    garbage: () => 'Bearer garbage',
    'three parts of garbage': () => 'Bearer AAAA.BBBB.CCCC',
    'another scheme': () => teams.microsoft.bearer().replace('Bearer', 'Basic'),
    'another audience': () => teams.microsoft.bearer({ aud: '11111111-2222-3333-4444-555555555555' }),
    'another issuer': () => teams.microsoft.bearer({ iss: 'https://evil.example' }),
    'an app of our own tenant': () =>
      teams.microsoft.bearer({ iss: 'https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/', ver: '1.0' }),
    expired: () => teams.microsoft.bearer({ nbf: now() - 2 * HOUR, exp: now() - HOUR }),
    'not valid yet': () => teams.microsoft.bearer({ nbf: now() + HOUR, exp: now() + 2 * HOUR }),
    'no end': () => teams.microsoft.bearer({ exp: undefined }),
    'another service URL': () => teams.microsoft.bearer({ serviceurl: 'https://evil.example/' }),
    'no service URL': () => teams.microsoft.bearer({ serviceurl: undefined }),
    'a key endorsed for another channel': () => teams.microsoft.bearer({}, 'webchat'),
    'a key without endorsements': () => teams.microsoft.bearer({}, 'bare'),
    'a key of nobody': () => teams.microsoft.bearer({}, 'stranger'),
    'a stranger’s key under a right name': () => teams.microsoft.bearer({}, 'stranger', { kid: 'teams' }),
    'no key name': () => teams.microsoft.bearer({}, 'teams', { kid: undefined }),
    'alg none': () => teams.microsoft.bearer({}, 'teams', { alg: 'none' }).replace(/\.[^.]+$/, '.'),
    'alg none with a signature': () => teams.microsoft.bearer({}, 'teams', { alg: 'none' }),
    'alg HS256': () => teams.microsoft.bearer({}, 'teams', { alg: 'HS256' }),
    'a changed body': () => {
      const [head, body = '', tail] = teams.microsoft.bearer().split('.');
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
      const longer = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + HOUR })).toString('base64url');
      return [head, longer, tail].join('.');
    },
  };
  it.each(Object.keys(wrong))('refuses %s', async (name) => {
    const before = teams.host.accepted.length;
    expect((await teams.post(message(), wrong[name]?.() ?? null)).status).toBe(401);
    expect(teams.host.accepted).toHaveLength(before);
  });

  it('refuses what speaks for another channel than Teams', async () => {
    expect((await teams.post(message({ channelId: 'webchat' }))).status).toBe(400);
    expect((await teams.post(message({ channelId: undefined }))).status).toBe(400);
    expect((await teams.post(message({ channelId: '' }))).status).toBe(400);
  });

  it.each([
    ['too old', -301_000],
    ['from the future', 360_000],
  ])('refuses what is %s', async (_, shift) => {
    const before = teams.host.accepted.length;
    const timestamp = new Date(Date.now() + shift).toISOString();
    expect((await teams.post(message({ timestamp }))).status).toBe(403);
    expect((await teams.post(message({ timestamp: undefined }))).status).toBe(403);
    expect(teams.host.accepted).toHaveLength(before);
  });

  it('answers a replayed message once', async () => {
    const before = teams.host.accepted.length;
    const again = message();
    for (let time = 0; time < 3; time += 1) expect((await teams.post(again)).status).toBe(200);
    expect(teams.host.accepted).toHaveLength(before + 1);
  });

  it('refuses 200 forged, stale and malformed requests and logs none of their secrets', async () => {
    const before = teams.host.accepted.length;
    const from = teams.logged.length;
    const names = Object.keys(wrong);
    const secrets: string[] = [];
    for (let nth = 0; nth < 200; nth += 1) {
      const secret = `secret-${nth}-of-somebody`;
      const text = `private words ${nth}`;
      const kind = nth % 4;
      let header = teams.microsoft.bearer();
      let body: unknown = message({ text });
      if (kind === 0) header = wrong[names[nth % names.length] ?? '']?.() ?? `Bearer ${secret}`;
      if (kind === 1) body = message({ text, timestamp: new Date(Date.now() - 600_000 - nth).toISOString() });
      if (kind === 2) body = `{"text":"${text}", ${nth}`;
      if (kind === 3) {
        header = `Bearer ${secret}`;
        body = { text };
      }
      const { status } = await teams.post(body, header);
      expect([400, 401, 403]).toContain(status);
      secrets.push(secret, text, header.slice(7));
    }
    expect(teams.host.accepted).toHaveLength(before);
    const log = teams.logged.slice(from).join('\n');
    expect(log).toContain('refused');
    expect(secrets.filter((secret) => secret.length > 8 && log.includes(secret))).toEqual([]);
  });
});

describe('without Microsoft’s keys', () => {
  it('lets nobody in, and says that it is not the sender’s fault', async () => {
    const teams = await startTeams('botbuilder', {
      endpoints: {
        openIdMetadata: 'http://127.0.0.1:9/openid',
        issuer: 'https://api.botframework.com',
        authority: 'http://127.0.0.1:9',
        token: async () => 'unused',
      },
    });
    try {
      expect((await teams.post(personalMessage(teams.microsoft.serviceUrl, 'Hi'))).status).toBe(503);
      expect(teams.host.accepted).toEqual([]);
    } finally {
      await teams.close();
    }
  });

  it('is never set up without an app id', async () => {
    await expect(startTeams('botbuilder', { appId: '  ' })).rejects.toMatchObject({ code: 'teams-without-app-id' });
  });
});
