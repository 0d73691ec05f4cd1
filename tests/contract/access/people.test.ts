import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Channel } from '../../../adapters/channel.ts';
import type { Outgoing } from '../../../src/contracts/delivery.ts';
import type { ChannelName, Inbound } from '../../../src/contracts/inbound.ts';
import type { Reply } from '../../../src/contracts/reply.ts';
import { type House, startHouse } from '../house/start-house.ts';

/** The whole service with one chat platform that keeps what it is given, from the first code to the last goodbye. */
let house: House;
const delivered: Outgoing[] = [];
let members: readonly string[] | null = null;
const platform: Channel = {
  name: 'slack',
  capabilities: {
    streaming: 'none',
    images: true,
    interactive: true,
    ephemeral: true,
    threads: true,
    tables: false,
    maxText: 40_000,
    maxBlocks: 50,
    maxActions: 25,
    maxAttachmentBytes: 1_000_000,
    ackMs: 3_000,
  },
  start: async () => {},
  stop: async () => {},
  async deliver(outgoing, posted) {
    delivered.push(outgoing);
    await posted(0, {
      conversation: outgoing.target.conversation || `D-${outgoing.target.user}`,
      message: randomUUID(),
    });
  },
  membersOf: async () => members,
  check: async () => [],
};

beforeAll(async () => {
  house = await startHouse({ publicUrl: 'https://coach.example.com' });
  // The app's own map of channels; a channel may come at any time.
  (house.app.channels as Map<ChannelName, Channel>).set('slack', platform);
});
afterAll(() => house?.close());

const say = (user: string, text: string, more: Partial<Inbound> = {}) =>
  house.app.host.accept({
    channel: 'slack',
    workspace: 'T1',
    conversation: `D-${user}`,
    thread: `D-${user}`,
    eventId: randomUUID(),
    user,
    userName: { UA: 'Ada', UT: 'Tom' }[user] ?? user,
    text,
    attachments: [],
    kind: 'message',
    audience: 'private',
    locale: 'en-US',
    timezone: 'America/New_York',
    receivedAt: new Date().toISOString(),
    ...more,
  });

/** Waits until something that fits is delivered to a person, after what was seen of it before. */
let seen = 0;
async function heard(user: string, words: string): Promise<{ outgoing: Outgoing; reply: Reply }> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    for (const [at, outgoing] of delivered.entries()) {
      if (at < seen || outgoing.target.user !== user || outgoing.content.kind !== 'reply') continue;
      if (!outgoing.content.reply.text.includes(words)) continue;
      return { outgoing, reply: outgoing.content.reply };
    }
    if (Date.now() > deadline) {
      const texts = delivered.map(({ target, content }) => [
        target.user,
        content.kind === 'reply' && content.reply.text,
      ]);
      throw new Error(`${user} never heard “${words}”: ${JSON.stringify(texts, null, 1)}`);
    }
    await wait(50);
  }
}
const press = (user: string, reply: Reply, label: string, more: Partial<Inbound> = {}) => {
  seen = delivered.length;
  const actionId = reply.actions.find((action) => action.label === label)?.id;
  expect(actionId, `no button “${label}”`).toBeDefined();
  return say(user, '', { kind: 'action', actionId, ...more });
};
const ask = (...what: Parameters<typeof say>) => {
  seen = delivered.length;
  return say(...what);
};

const QUESTION = 'What was revenue last week?';
const GROUP: Partial<Inbound> = { conversation: 'C1', thread: 'C1', audience: 'group' };

test('a company and its people, from the first code to leaving', { timeout: 180_000 }, async () => {
  // Nobody is linked yet.
  await expect(ask('UA', QUESTION)).rejects.toMatchObject({ code: 'unknown-workspace' });
  const { code } = await house.app.host.connectCode({ channel: 'web', workspace: 'sample' }, 'local');
  await ask('UA', `link ${code}`);
  expect((await heard('UA', 'you are an owner')).reply.text).toContain('Hello Ada!');

  // Tom asks, waits, is let in by a button, and gets the answer to the very question he came with.
  await ask('UT', QUESTION);
  expect((await heard('UT', 'You are not let in yet')).outgoing.content).toMatchObject({ controls: [] });
  const { reply: notice, outgoing } = await heard('UA', 'Tom wrote to me');
  expect(outgoing.target.visibility).toBe('direct');
  await press('UA', notice, 'Let in as viewer');
  await heard('UA', 'Tom is let in now, as a viewer.');
  await heard('UT', 'You are in: Ada let you in');
  const { reply: answer } = await heard('UT', '$');
  expect(answer.facts.some(({ unit }) => unit === 'currency')).toBe(true);

  // A viewer decides nothing.
  await ask('UT', 'Who has access?');
  await heard('UT', 'You may not use “People and access”');

  // In a channel: shown to all when all are let in, else to the asker, who as an owner may decide.
  members = ['UA', 'UT'];
  await ask('UT', QUESTION, { ...GROUP, conversation: 'C2', thread: 'C2' });
  expect((await heard('UT', '$')).outgoing.target.visibility).toBe('here');
  members = ['UA', 'UT', 'UX'];
  await ask('UT', QUESTION, GROUP);
  const hidden = await heard('UT', '$');
  expect(hidden.outgoing.target.visibility).toBe('asker');
  expect(hidden.reply.actions.map(({ label }) => label)).not.toContain('Always show answers to everyone there');
  await ask('UA', QUESTION, GROUP);
  const asked = await heard('UA', '$');
  await press('UA', asked.reply, 'Always show answers to everyone there', GROUP);
  await heard('UA', 'everyone in this conversation sees my answers');
  await ask('UT', QUESTION, GROUP);
  expect((await heard('UT', '$')).outgoing.target.visibility).toBe('here');

  // On the web by a link, as himself, in the one company he is let in to.
  await ask('UT', 'log in');
  const link = /https:\/\/coach\.example\.com(\/link\/[\w-]{43})/.exec((await heard('UT', '/link/')).reply.text)?.[1];
  expect((await fetch(`${house.url}${link}`)).status).toBe(200);
  const signedIn = await fetch(`${house.url}${link}`, { method: 'POST', redirect: 'manual' });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  // The route's own schema promises this form.
  const me = async () =>
    (await (await fetch(`${house.url}/api/v1/me`, { headers: { cookie } })).json()) as { user: { name: string } };
  expect(await me()).toMatchObject({
    company: { slug: 'sample', role: 'viewer' },
    companies: [{ slug: 'sample' }],
    user: { name: 'person', displayName: 'Tom' },
  });
  const web = await fetch(`${house.url}/api/v1/chat`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ text: QUESTION }),
  });
  expect(await web.json()).toMatchObject({ company: 'sample', reply: { text: expect.stringContaining('$') } });
  // None of it is in the log.
  const secrets = [code, code.replace('-', ''), link?.split('/').at(-1) ?? '', cookie.split('=')[1] ?? '', 'Tom', 'UT'];
  for (const secret of secrets) expect(house.log.join('\n')).not.toContain(secret);

  // He leaves: the chat and the browser are over at once, and he is a stranger when he comes back.
  await house.app.host.notice({ channel: 'slack', workspace: 'T1' }, { kind: 'left', user: 'UT' });
  expect((await me()).user.name).toBe('local');
  await ask('UT', QUESTION);
  await heard('UT', 'You are not let in yet');
  await heard('UA', 'Tom wrote to me');
});
