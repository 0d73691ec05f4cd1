import { afterEach, describe, expect, it } from 'vitest';
import { makeNonce } from '../../../adapters/discord/send-part.ts';
import type { MessageRef, Outgoing } from '../../../src/contracts/delivery.ts';
import { ChannelError, UpstreamError } from '../../../src/contracts/errors.ts';
import type { Inbound } from '../../../src/contracts/inbound.ts';
import type { Reply } from '../../../src/contracts/reply.ts';
import { APPLICATION, snowflake, TOKEN } from './local-discord.ts';
import { SAMPLES } from './sample-replies.ts';
import { CHANNEL, GUILD, MARIA, type Rig, startRig, until } from './start-discord.ts';

let rig: Rig;
afterEach(async () => {
  // Whatever a test does: nothing the adapter sent may break a limit.
  expect(rig.discord.refused).toEqual([]);
  await rig.close();
});

/** A message somebody wrote, as the house keeps it. */
async function asked(text = 'forecast'): Promise<Inbound> {
  rig.write({
    guild_id: GUILD,
    content: `<@${APPLICATION}> ${text}`,
    mentions: [{ id: APPLICATION, username: 'coach' }],
  });
  return until(() => rig.host.accepted.at(-1));
}

/** A command somebody typed. */
async function commanded(more: object = {}): Promise<{ inbound: Inbound; token: string; id: string }> {
  const { token, id } = rig.interact({ type: 2, data: { id: '17000000000000001', name: 'goals', type: 1 }, ...more });
  return { inbound: await until(() => rig.host.accepted.at(-1)), token, id };
}

async function deliver(outgoing: Outgoing): Promise<Map<number, MessageRef>> {
  const posted = new Map<number, MessageRef>();
  await rig.channel.deliver(outgoing, async (part, ref) => void posted.set(part, ref));
  return posted;
}

const sample = (name: string): Reply => {
  const make = SAMPLES[name];
  if (!make) throw new Error('The sample is there.');
  return make();
};
const withReply = (outgoing: Outgoing, reply: Reply): Outgoing => ({
  ...outgoing,
  content: { kind: 'reply', turn: '0b0e3f0a-6f5e-4c1f-9d43-3f1d5f8f4a11', reply, controls: ['good', 'bad', 'remove'] },
});
const aside = (outgoing: Outgoing, visibility: 'here' | 'asker' | 'direct'): Outgoing => ({
  ...outgoing,
  target: { ...outgoing.target, visibility },
});

describe('an answer to a message', () => {
  it('stands under it, with its picture, and pings nobody', async () => {
    rig = await startRig();
    const inbound = await asked();
    const posted = await deliver(rig.host.outgoing(inbound));
    const [message] = rig.discord.in(CHANNEL);
    expect(posted).toEqual(new Map([[0, { conversation: CHANNEL, message: message?.id }]]));
    expect(message).toMatchObject({
      message_reference: { message_id: inbound.message, fail_if_not_exists: false },
      allowed_mentions: { parse: [] },
      enforce_nonce: true,
      embeds: [{ image: { url: 'attachment://chart-1.png' } }],
      attachments: [{ filename: 'chart-1.png' }],
    });
    expect(message?.files).toEqual([{ name: 'chart-1.png', bytes: 70 }]);
  });

  it.each(Object.keys(SAMPLES))('is taken by Discord: %s', async (name) => {
    rig = await startRig();
    await deliver(withReply(rig.host.outgoing(await asked()), sample(name)));
    expect(rig.discord.in(CHANNEL).length).toBeGreaterThan(0);
  });

  it('goes on where it stopped', async () => {
    rig = await startRig();
    const outgoing = withReply(rig.host.outgoing(await asked()), sample('long'));
    const whole = await deliver(outgoing);
    expect(whole.size).toBeGreaterThan(2);
    rig.discord.messages.clear();
    const first = whole.get(0);
    if (!first) throw new Error('It has a first part.');
    const rest = await deliver({ ...outgoing, id: 'another', sent: new Map([[0, first]]) });
    expect([...rest.keys()]).toEqual([...whole.keys()].slice(1));
    expect(rig.discord.in(CHANNEL).every(({ message_reference }) => message_reference === undefined)).toBe(true);
  });

  it('stands there once, though a try was lost', async () => {
    rig = await startRig();
    const outgoing = rig.host.outgoing(await asked());
    const first = await deliver(outgoing);
    expect(await deliver({ ...outgoing, attempt: 1 })).toEqual(first);
    expect(rig.discord.in(CHANNEL)).toHaveLength(1);
    expect(makeNonce(outgoing.id, 0)).not.toBe(makeNonce(outgoing.id, 1));
  });

  it('is looked for when it may be out, also after Discord forgot its key', async () => {
    rig = await startRig();
    const outgoing = withReply(rig.host.outgoing(await asked()), sample('long'));
    const first = await deliver(outgoing);
    const again = await deliver({ ...outgoing, id: 'forgotten', attempt: 1, uncertain: true });
    expect(again).toEqual(first);
    expect(rig.discord.in(CHANNEL)).toHaveLength(first.size);
  });

  it('shows its numbers when its picture cannot be drawn', async () => {
    rig = await startRig();
    rig.host.chart = async () => {
      throw new Error('no picture today');
    };
    await deliver(rig.host.outgoing(await asked()));
    expect(rig.discord.in(CHANNEL)[0]?.content).toContain('$3,745');
    expect(rig.discord.in(CHANNEL)[0]?.files).toEqual([]);
  });

  it('finishes a message that was opened for it; gone, it is made anew', async () => {
    rig = await startRig();
    const inbound = await asked();
    const open = await deliver(withReply(rig.host.outgoing(inbound), sample('failure')));
    const live = open.get(0) ?? null;
    const finished = await deliver({ ...rig.host.outgoing(inbound), live });
    expect(finished.get(0)).toEqual(live);
    expect(rig.discord.in(CHANNEL)).toHaveLength(1);
    rig.discord.messages.clear();
    await deliver({ ...rig.host.outgoing(inbound), live });
    expect(rig.discord.in(CHANNEL)).toHaveLength(1);
  });

  it('for the asker alone goes to them directly, with a word without numbers in the channel', async () => {
    rig = await startRig();
    const inbound = await asked();
    const live = (await deliver(withReply(rig.host.outgoing(inbound), sample('failure')))).get(0) ?? null;
    rig.discord.messages.clear();
    const posted = await deliver(aside({ ...rig.host.outgoing(inbound), live }, 'asker'));
    const direct = rig.discord.direct.get(MARIA) ?? '';
    const [answer] = rig.discord.in(direct);
    expect(answer?.content).toContain('$18,412');
    // There, nobody else knows what it is about.
    expect(answer?.content.split('\n')[0]).toBe(`-# You asked in <#${CHANNEL}>`);
    expect(rig.discord.in(CHANNEL).map(({ content }) => content)).toEqual([
      'I answered you in a direct message, because not everyone here may see these numbers.',
    ]);
    expect([...posted.values()].map(({ conversation }) => conversation)).toEqual([direct, CHANNEL]);
  });

  it('that cannot reach the asker says how, without numbers', async () => {
    rig = await startRig();
    const outgoing = aside(rig.host.outgoing(await asked()), 'asker');
    rig.discord.fail(/POST \/channels\/(?!13)\d+\/messages/, 403, {
      code: 50007,
      message: 'Cannot send messages to this user',
    });
    await expect(deliver(outgoing)).rejects.toMatchObject({ code: 'discord-direct-closed' });
    const [word] = rig.discord.in(CHANNEL);
    expect(word?.content).toContain('Allow direct messages');
    expect(word?.content).not.toMatch(/\d/);
  });
});

describe('an answer to a command', () => {
  it('takes the place of "is thinking"', async () => {
    rig = await startRig();
    const { inbound } = await commanded();
    await deliver(withReply(rig.host.outgoing(inbound), sample('long')));
    const all = rig.discord.in(CHANNEL);
    expect(all.length).toBeGreaterThan(2);
    expect(all[0]?.flags).toBe(0);
    expect(rig.discord.calls.filter(({ path }) => path === `/channels/${CHANNEL}/messages`)).toEqual([]);
  });

  it('stays with the asker where it was opened for them, all parts', async () => {
    rig = await startRig();
    rig.host.script.audience = 'asker';
    const { inbound } = await commanded();
    await deliver(aside(withReply(rig.host.outgoing(inbound), sample('long')), 'asker'));
    expect(rig.discord.in(CHANNEL).map(({ flags }) => flags & 64)).toEqual(rig.discord.in(CHANNEL).map(() => 64));
    expect(rig.discord.direct.size).toBe(0);
  });

  it('that turns out to be for the asker alone goes to them directly', async () => {
    rig = await startRig();
    const { inbound } = await commanded();
    await deliver(aside(rig.host.outgoing(inbound), 'asker'));
    expect(rig.discord.in(rig.discord.direct.get(MARIA) ?? '')).toHaveLength(1);
    expect(rig.discord.in(CHANNEL).map(({ content }) => content)).toEqual([
      'I answered you in a direct message, because not everyone here may see these numbers.',
    ]);
  });

  it('shared with everyone is a message of its own; what the asker saw stays', async () => {
    rig = await startRig();
    rig.host.script.audience = 'asker';
    const { inbound } = await commanded();
    const outgoing = aside(rig.host.outgoing(inbound), 'asker');
    await deliver(outgoing);
    await deliver({ ...aside(outgoing, 'here'), id: 'shared' });
    expect(rig.discord.in(CHANNEL).map(({ flags }) => flags)).toEqual([64, 0]);
  });

  it('opened for the asker but fit for all leaves no "is thinking" behind', async () => {
    rig = await startRig();
    rig.host.script.audience = 'asker';
    const { inbound } = await commanded();
    await deliver(rig.host.outgoing(inbound));
    expect(rig.discord.in(CHANNEL).map(({ flags }) => flags)).toEqual([0]);
  });

  it('is an ordinary message when Discord no longer takes the token, and goes on where it was', async () => {
    rig = await startRig();
    const old = snowflake(Date.now() - 12 * 60_000);
    const { inbound } = await commanded({ id: old });
    const outgoing = withReply(rig.host.outgoing(inbound), sample('long'));
    rig.discord.fail(/POST \/webhooks/, 401, { code: 50027, message: 'Invalid Webhook Token' });
    const posted = await deliver(outgoing);
    expect([...posted.keys()]).toEqual([...posted.keys()].map((_, at) => at));
    expect(rig.discord.in(CHANNEL)).toHaveLength(posted.size);
  });

  it('older than a quarter of an hour does not even try', async () => {
    rig = await startRig();
    const { inbound } = await commanded({ id: snowflake(Date.now() - 20 * 60_000) });
    rig.discord.calls.length = 0;
    await deliver(rig.host.outgoing(inbound));
    expect(rig.discord.calls.map(({ path }) => path)).toEqual([`/channels/${CHANNEL}/messages`]);
  });

  it('that Discord has not opened yet is tried again in a second', async () => {
    rig = await startRig();
    const { inbound } = await commanded();
    rig.discord.fail(/PATCH \/webhooks/, 404, { code: 10015, message: 'Unknown Webhook' });
    await expect(deliver(rig.host.outgoing(inbound))).rejects.toMatchObject({
      code: 'discord-opening',
      retryAfter: 1_000,
    });
  });
});

describe('a message nobody asked for', () => {
  it('goes to one person directly', async () => {
    rig = await startRig();
    rig.discord.members.add(`${GUILD}:${MARIA}`);
    const outgoing = rig.host.outgoing(await asked());
    const target = {
      conversation: '',
      thread: `direct:${MARIA}`,
      user: MARIA,
      visibility: 'direct',
      address: null,
    } as const;
    const posted = await deliver({ ...outgoing, eventId: null, target });
    const direct = rig.discord.direct.get(MARIA);
    expect(posted.get(0)?.conversation).toBe(direct);
    expect(rig.discord.in(CHANNEL)).toEqual([]);
  });

  it('never takes the place of a command that was there before', async () => {
    rig = await startRig();
    const { inbound } = await commanded();
    await deliver({ ...withReply(rig.host.outgoing(inbound), sample('digest')), eventId: null });
    const [opened, digest] = rig.discord.in(CHANNEL);
    expect(opened?.flags).toBe(128);
    expect(digest?.files).toHaveLength(3);
  });

  it('is no reply to the message it was set up by', async () => {
    rig = await startRig();
    const inbound = await asked();
    const outgoing = rig.host.outgoing(inbound);
    await deliver({ ...outgoing, eventId: null, target: { ...outgoing.target, thread: 'digest:2026-11-23' } });
    expect(rig.discord.in(CHANNEL)[0]?.message_reference).toBeUndefined();
  });

  it('takes messages away, and does not mind those that are gone', async () => {
    rig = await startRig();
    const outgoing = rig.host.outgoing(await asked());
    const posted = await deliver(outgoing);
    const messages = [...posted.values(), { conversation: CHANNEL, message: snowflake() }];
    await deliver({ ...outgoing, content: { kind: 'remove', messages } });
    expect(rig.discord.in(CHANNEL)).toEqual([]);
  });

  it('takes away what one person alone sees through their command', async () => {
    rig = await startRig();
    rig.host.script.audience = 'asker';
    const { inbound } = await commanded();
    const outgoing = aside(rig.host.outgoing(inbound), 'asker');
    const messages = [...(await deliver(outgoing)).values()];
    await deliver({ ...outgoing, content: { kind: 'remove', messages } });
    expect(rig.discord.in(CHANNEL)).toEqual([]);
  });
});

it('shared later stands under its question', async () => {
  rig = await startRig();
  const inbound = await asked();
  await deliver({ ...aside(rig.host.outgoing(inbound), 'here'), eventId: null });
  expect(rig.discord.in(CHANNEL)[0]?.message_reference).toMatchObject({ message_id: inbound.message });
});

it('takes away what was shared with everyone too', async () => {
  rig = await startRig();
  rig.host.script.audience = 'asker';
  const { inbound } = await commanded();
  const outgoing = aside(rig.host.outgoing(inbound), 'asker');
  await deliver(outgoing);
  const shared = { ...aside(outgoing, 'here'), id: 'shared', eventId: null };
  const messages = [...(await deliver(shared)).values()];
  await deliver({ ...shared, content: { kind: 'remove', messages } });
  expect(rig.discord.in(CHANNEL).map(({ flags }) => flags)).toEqual([64]);
});

describe('when Discord does not take it', () => {
  const messages = /POST \/channels\/\d+\/messages/;

  it('waits exactly as long as Discord says', async () => {
    rig = await startRig();
    const outgoing = rig.host.outgoing(await asked());
    const body = { message: 'You are being rate limited.', retry_after: 1.337, global: false };
    rig.discord.fail(messages, 429, body, { headers: { 'retry-after': '1.337', 'x-ratelimit-scope': 'shared' } });
    const failure = await deliver(outgoing).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(UpstreamError);
    expect(failure).toMatchObject({ code: 'discord-rate-limit', retryAfter: 1_337 });
  });

  it.each([500, 502, 503])('tries again later after %i', async (status) => {
    rig = await startRig();
    const outgoing = rig.host.outgoing(await asked());
    rig.discord.fail(messages, status);
    await expect(deliver(outgoing)).rejects.toMatchObject({ code: 'discord-unreachable', retryAfter: undefined });
    expect((await deliver(outgoing)).size).toBe(1);
  });

  it.each([
    [50013, 'discord-no-permission'],
    [50001, 'discord-no-access'],
    [10003, 'discord-channel-gone'],
    [50007, 'discord-direct-closed'],
  ])('says what to do about %i', async (code, name) => {
    rig = await startRig();
    const outgoing = withReply(rig.host.outgoing(await asked()), sample('failure'));
    rig.discord.fail(messages, 403, { code, message: 'No' });
    const failure = await deliver(outgoing).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(ChannelError);
    expect(failure).toMatchObject({ code: name, advice: expect.stringMatching(/\.$/) });
  });

  it('sends plain text once where its form is the trouble', async () => {
    rig = await startRig();
    const outgoing = rig.host.outgoing(await asked());
    rig.discord.fail(messages, 400, { code: 50035, message: 'Invalid Form Body', errors: {} });
    await deliver(outgoing);
    const [message] = rig.discord.in(CHANNEL);
    expect(message?.content).toContain('$18,412');
    expect(message?.content).toContain('Revenue should rise 8% next week');
    expect(message).toMatchObject({ embeds: [], components: [], files: [] });
  });

  it('tells its picture where it may attach none, and keeps its buttons', async () => {
    rig = await startRig();
    const outgoing = rig.host.outgoing(await asked());
    rig.discord.fail(messages, 403, { code: 50013, message: 'Missing Permissions' });
    await deliver(outgoing);
    const [message] = rig.discord.in(CHANNEL);
    expect(message?.content).toContain('$18,412');
    expect(message).toMatchObject({
      embeds: [{ description: expect.stringContaining('Revenue should rise 8% next week') }],
      files: [],
    });
    expect(message?.components).not.toEqual([]);
  });

  it('tells nothing of tokens and texts', async () => {
    rig = await startRig();
    const { inbound, token } = await commanded();
    rig.discord.fail(/webhooks/, 403, { code: 50013, message: 'No' }, { times: 9 });
    const failure = await deliver(rig.host.outgoing(inbound)).catch((thrown: unknown) => thrown);
    if (!(failure instanceof Error)) throw new Error('It failed.');
    const told = [
      failure.message,
      JSON.stringify(failure),
      JSON.stringify(failure.cause),
      String(failure.cause),
      rig.logged(),
    ].join();
    for (const secret of [token, TOKEN, '18,412']) expect(told).not.toContain(secret);
  });
});
