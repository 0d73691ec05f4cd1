import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/contracts/errors.ts';
import { APPLICATION, snowflake, TOKEN } from './local-discord.ts';
import {
  BOT_ROLE,
  CHANNEL,
  GUILD,
  MARIA,
  makeGuild,
  maria,
  OTHER_GUILD,
  type Rig,
  startRig,
  TOM,
  until,
} from './start-discord.ts';

let rig: Rig;
afterEach(async () => rig.close());

const me = { id: APPLICATION, username: 'coach', bot: true };
const mention = (text: string) => ({ guild_id: GUILD, content: `<@${APPLICATION}> ${text}`, mentions: [me] });
const accepted = (count = 1) => until(() => (rig.host.accepted.length >= count ? rig.host.accepted : null));
/** Something that certainly wakes the coach, sent after what must not: when it is there, the other was passed over. */
const after = async (message: Parameters<Rig['write']>[0]) => {
  rig.write(message);
  rig.write(mention('marker'));
  const all = await until(() => (rig.host.accepted.some(({ text }) => text === 'marker') ? rig.host.accepted : null));
  return all.filter(({ text }) => text !== 'marker');
};

describe('messages', () => {
  it('takes a mention without the mention itself, and shows that it works on it', async () => {
    rig = await startRig();
    const id = rig.write({ ...mention('how much for <@77777777>?'), member: { nick: 'Maria H.' } });
    const [inbound] = await accepted();
    expect(inbound).toMatchObject({
      channel: 'discord',
      workspace: GUILD,
      conversation: CHANNEL,
      thread: `${CHANNEL}:${MARIA}`,
      eventId: `msg:${id}`,
      user: MARIA,
      userName: 'Maria H.',
      text: 'how much for @someone?',
      kind: 'message',
      audience: 'group',
      message: id,
      locale: 'en-GB',
    });
    await until(() => rig.discord.calls.find(({ path }) => path === `/channels/${CHANNEL}/typing`));
  });

  it('reads a mention alone as a cry for help', async () => {
    rig = await startRig();
    rig.write(mention(''));
    expect((await accepted())[0]?.text).toBe('help');
  });

  it('passes over bots, its own words, joins, webhooks, @everyone and talk of others', async () => {
    rig = await startRig();
    for (const message of [
      { ...mention('a'), author: { id: '1400000000000000009', username: 'other', bot: true } },
      { ...mention('b'), author: me },
      { ...mention('c'), type: 7 },
      { ...mention('d'), webhook_id: '1500000000000000001' },
      { guild_id: GUILD, content: '@everyone hello', mention_everyone: true },
      { guild_id: GUILD, content: 'just talking' },
    ])
      rig.write(message);
    expect(await after({ guild_id: GUILD, content: '' })).toEqual([]);
  });

  it('takes a reply to one of its answers as meant for it', async () => {
    rig = await startRig();
    rig.write({ guild_id: GUILD, type: 19, content: 'and why?', referenced_message: { author: me } });
    expect((await accepted())[0]?.text).toBe('and why?');
  });

  it('gives each person a talk of their own in an open channel, and everybody one in a thread', async () => {
    rig = await startRig();
    const thread = '1300000000000000031';
    rig.discord.gateway.dispatch('THREAD_CREATE', { id: thread, guild_id: GUILD, parent_id: CHANNEL, type: 11 });
    const tom = { author: { id: TOM, username: 'tom' } };
    for (const channel_id of [CHANNEL, thread]) {
      rig.write({ ...mention('from Maria'), channel_id });
      rig.write({ ...mention('from Tom'), ...tom, channel_id });
    }
    const all = await accepted(4);
    expect(all.filter(({ conversation }) => conversation === CHANNEL).map((one) => one.thread)).toEqual([
      `${CHANNEL}:${MARIA}`,
      `${CHANNEL}:${TOM}`,
    ]);
    expect(all.filter(({ conversation }) => conversation === thread).map((one) => one.thread)).toEqual([
      thread,
      thread,
    ]);
  });

  it('names the answer a message replies to, and nothing else', async () => {
    rig = await startRig();
    const answer = snowflake();
    rig.write({ ...mention('and why?'), type: 19, referenced_message: { id: answer, author: me } });
    rig.write({ ...mention('look'), type: 19, referenced_message: { id: snowflake(), author: maria } });
    const [first, second] = await accepted(2);
    expect(first?.repliesTo).toBe(answer);
    expect(second).not.toHaveProperty('repliesTo');
  });

  it('tells who mentions its role that it cannot read that', async () => {
    rig = await startRig();
    await until(() => (rig.logged().includes('discord connected') ? true : null));
    // The client learns of the role with its server, a moment after it is connected.
    const said = await until(() => {
      rig.write({ guild_id: GUILD, mention_roles: [BOT_ROLE.id] });
      return rig.discord.in(CHANNEL)[0];
    });
    expect(said.content).toContain('pick the entry with my picture');
    expect(rig.host.accepted).toEqual([]);
  });

  it('runs an event that comes twice once', async () => {
    rig = await startRig();
    rig.write(mention('once'));
    rig.discord.gateway.repeat();
    expect((await after({})).filter(({ text }) => text === 'once')).toHaveLength(1);
  });

  it('answers an event once that is replayed after the connection broke', async () => {
    rig = await startRig();
    rig.write(mention('before'));
    await accepted();
    rig.discord.gateway.drop(4000);
    rig.write(mention('while away'));
    await accepted(2);
    rig.discord.gateway.repeat();
    expect((await after({})).map(({ text }) => text)).toEqual(['before', 'while away']);
    expect(rig.discord.gateway.resumed).toHaveLength(1);
  });

  it('takes a message that comes an hour late, with its own time', async () => {
    rig = await startRig();
    const timestamp = new Date(Date.now() - 3_600_000).toISOString();
    rig.write({ ...mention('late'), timestamp });
    expect((await accepted())[0]?.receivedAt).toBe(timestamp);
  });

  it('keeps the order of a channel though a file takes its time', async () => {
    rig = await startRig();
    rig.discord.files.set('/files/sales.csv', Buffer.from('date,revenue\n2026-01-01,5\n'));
    const attachments = [
      { id: snowflake(), filename: 'sales.csv', url: `${rig.discord.origin}/files/sales.csv`, size: 27 },
    ];
    rig.write({ ...mention('first'), attachments });
    rig.write(mention('second'));
    const [first, second] = await accepted(2);
    expect([first?.text, second?.text]).toEqual(['first', 'second']);
    expect(first?.attachments).toMatchObject([{ fileName: 'sales.csv', bytes: 26 }]);
    expect(rig.host.kept[0]?.content.toString()).toContain('2026-01-01,5');
    expect(rig.host.kept[0]?.user).toBe(first?.user);
  });

  it('fetches no file of a stranger: their words alone go to the house', async () => {
    rig = await startRig();
    rig.host.script.refuseFiles = new UserError('No.', { code: 'not-let-in', advice: 'No.' });
    // Were it opened, its address would be refused.
    const file = { id: snowflake(), filename: 'x.csv', size: 5, url: 'http://127.0.0.1:9/x.csv' };
    rig.write({ ...mention('look'), attachments: [file] });
    expect(await accepted()).toMatchObject([{ text: 'look', attachments: [] }]);
  });

  it('fetches no file of somebody who may not add any, and says so', async () => {
    rig = await startRig();
    rig.host.script.refuseFiles = new UserError('You may not add files.', { code: 'not-allowed', advice: 'Ask.' });
    const file = { id: snowflake(), filename: 'x.csv', size: 5, url: 'http://127.0.0.1:9/x.csv' };
    rig.write({ ...mention('look'), attachments: [file] });
    const [said] = await until(() => (rig.discord.in(CHANNEL).length > 0 ? rig.discord.in(CHANNEL) : null));
    expect(said?.content).toContain('You may not add files.');
    expect(rig.host.accepted).toEqual([]);
  });

  it('fetches files from Discord alone, says so, and takes none that is too large', async () => {
    rig = await startRig();
    const file = { id: snowflake(), filename: 'x.csv', size: 5 };
    rig.write({ ...mention('evil'), attachments: [{ ...file, url: 'http://127.0.0.1:9/x.csv' }] });
    rig.write({
      ...mention('big'),
      attachments: [{ ...file, size: 51 * 1024 * 1024, url: 'https://cdn.discordapp.com/x' }],
    });
    const said = await until(() => (rig.discord.in(CHANNEL).length === 2 ? rig.discord.in(CHANNEL) : null));
    expect(said[0]?.content).toContain('Attach the file');
    expect(said[1]?.content).toContain('50 MB');
    expect(rig.host.accepted).toEqual([]);
  });

  it('says what to do where no company is linked', async () => {
    rig = await startRig();
    rig.host.script.unlinked = true;
    const id = rig.write(mention('hello'));
    const [said] = await until(() => (rig.discord.in(CHANNEL).length > 0 ? rig.discord.in(CHANNEL) : null));
    expect(said).toMatchObject({
      content:
        'This workspace is not linked to a company yet. Open “Connect a chat” on the web page, then write to me: link, and the code it shows.',
      message_reference: { message_id: id, fail_if_not_exists: false },
      allowed_mentions: { parse: [] },
    });
  });
});

describe('direct messages', () => {
  const direct = (text: string) => ({ channel_id: '1600000000000000001', content: text });

  it('belong to the one server that is shared', async () => {
    rig = await startRig({ guilds: [makeGuild(GUILD, 'Harbor'), makeGuild(OTHER_GUILD, 'Other')] });
    rig.discord.members.add(`${OTHER_GUILD}:${MARIA}`);
    rig.write(direct('how much?'));
    expect((await accepted())[0]).toMatchObject({ workspace: OTHER_GUILD, audience: 'private', text: 'how much?' });
  });

  it('of people who share none are explained', async () => {
    rig = await startRig();
    rig.write(direct('hello?'));
    const [said] = await until(() => (rig.discord.messages.size > 0 ? [...rig.discord.messages.values()] : null));
    expect(said?.content).toContain('a server that we share');
    expect(rig.host.accepted).toEqual([]);
  });

  it('of people who share several ask which one, answer, and remember it', async () => {
    rig = await startRig({ guilds: [makeGuild(GUILD, 'Harbor'), makeGuild(OTHER_GUILD, '**Other**')] });
    rig.discord.members.add(`${GUILD}:${MARIA}`).add(`${OTHER_GUILD}:${MARIA}`);
    rig.write(direct('how much?'));
    const asked = await until(() => rig.discord.in('1600000000000000001')[0]);
    expect(asked.content).toBe('Which server is this about?');
    const rows = JSON.parse(JSON.stringify(asked.components));
    const { custom_id, label } = rows[0].components[1];
    expect(label).toBe('**Other**');
    rig.interact({
      type: 3,
      guild_id: null,
      channel_id: '1600000000000000001',
      data: { custom_id, component_type: 2 },
      message: { id: asked.id, flags: 0 },
    });
    expect((await accepted())[0]).toMatchObject({ workspace: OTHER_GUILD, text: 'how much?' });
    await until(() =>
      rig.discord.in('1600000000000000001')[0]?.content === 'I answer for **\\*\\*Other\\*\\***.' ? true : null,
    );
    rig.write(direct('and now?'));
    expect((await accepted(2))[1]).toMatchObject({ workspace: OTHER_GUILD, text: 'and now?' });
  });

  it('of people who are let in at one of several servers go there', async () => {
    rig = await startRig({ guilds: [makeGuild(GUILD, 'Harbor'), makeGuild(OTHER_GUILD, 'Other')] });
    rig.discord.members.add(`${GUILD}:${MARIA}`).add(`${OTHER_GUILD}:${MARIA}`);
    const home = rig.host.home;
    rig.host.home = async (place, user) => (place.workspace === GUILD ? home(place, user) : null);
    rig.write(direct('how much?'));
    expect((await accepted())[0]?.workspace).toBe(GUILD);
  });
});

describe('notices', () => {
  const noticed = (count = 1) => until(() => (rig.host.notices.length >= count ? rig.host.notices : null));

  it('tell of edits that people made, and of no others', async () => {
    rig = await startRig();
    const edit = { id: '1900000000000000001', channel_id: CHANNEL, guild_id: GUILD, author: maria };
    rig.discord.gateway.dispatch('MESSAGE_UPDATE', {
      ...edit,
      content: 'a link was looked up',
      edited_timestamp: null,
    });
    rig.discord.gateway.dispatch('MESSAGE_UPDATE', { ...edit, author: me, content: 'my own', edited_timestamp: 'now' });
    rig.discord.gateway.dispatch('MESSAGE_UPDATE', {
      ...edit,
      content: `<@${APPLICATION}> new words`,
      edited_timestamp: 'now',
    });
    expect(await noticed()).toEqual([
      {
        kind: 'edited',
        conversation: CHANNEL,
        message: '1900000000000000001',
        text: 'new words',
        place: { channel: 'discord', workspace: GUILD },
      },
    ]);
  });

  it('tell of deletions, of one and of many, in servers and direct messages', async () => {
    rig = await startRig();
    rig.discord.members.add(`${GUILD}:${MARIA}`);
    rig.discord.direct.set(MARIA, '1600000000000000001');
    rig.discord.gateway.dispatch('MESSAGE_DELETE', { id: '1900000000000000001', channel_id: CHANNEL, guild_id: GUILD });
    rig.discord.gateway.dispatch('MESSAGE_DELETE_BULK', {
      ids: ['1900000000000000002', '1900000000000000003'],
      channel_id: CHANNEL,
      guild_id: GUILD,
    });
    rig.discord.gateway.dispatch('MESSAGE_DELETE', { id: '1900000000000000004', channel_id: '1600000000000000001' });
    const all = await noticed(4);
    expect(all.map((notice) => notice.kind === 'deleted' && notice.message).sort()).toEqual(
      [1, 2, 3, 4].map((n) => `190000000000000000${n}`),
    );
  });

  it('tell of people who leave, and of being removed; an outage is no goodbye', async () => {
    rig = await startRig({ flags: 1 << 15 });
    rig.discord.gateway.dispatch('GUILD_DELETE', { id: GUILD, unavailable: true });
    rig.discord.gateway.dispatch('GUILD_MEMBER_REMOVE', { guild_id: GUILD, user: { id: TOM, username: 'tom' } });
    rig.discord.gateway.dispatch('GUILD_DELETE', { id: GUILD });
    expect((await noticed(2)).map(({ kind }) => kind)).toEqual(['left', 'removed']);
  });

  it('of a leaving are believed at once, also in direct messages', async () => {
    rig = await startRig({ flags: 1 << 15 });
    rig.discord.members.add(`${GUILD}:${MARIA}`);
    const direct = (content: string) => rig.write({ channel_id: '1600000000000000001', content });
    direct('how much?');
    await accepted();
    rig.discord.members.clear();
    rig.discord.gateway.dispatch('GUILD_MEMBER_REMOVE', { guild_id: GUILD, user: maria });
    await noticed();
    direct('and now?');
    const said = await until(() => rig.discord.in('1600000000000000001')[0]);
    expect(said.content).toContain('a server that we share');
    expect(rig.host.accepted).toHaveLength(1);
  });
});

describe('the connection', () => {
  it('asks for no privileged intent unless the application has it', async () => {
    rig = await startRig();
    expect(rig.discord.gateway.identified).toEqual([1 + (1 << 9) + (1 << 12)]);
    await rig.close();
    rig = await startRig({ flags: 1 << 15 });
    expect(rig.discord.gateway.identified).toEqual([1 + (1 << 1) + (1 << 9) + (1 << 12)]);
  });

  it('says hello once in a new server', async () => {
    rig = await startRig();
    await until(() => (rig.logged().includes('discord connected') ? true : null));
    // The client counts a server as new only once it is ready; until then it may be one of READY's own.
    await until(() => {
      rig.discord.gateway.dispatch('GUILD_CREATE', makeGuild(String(snowflake()), 'New'));
      return rig.discord.in(CHANNEL)[0];
    });
    expect(rig.discord.in(CHANNEL)[0]?.content).toContain('@me link CODE');
  });

  it('tries again by itself while Discord is away', async () => {
    rig = await startRig({ start: false });
    rig.discord.fail(/applications\/@me/, 503);
    await rig.channel.start();
    await until(() => (rig.discord.gateway.identified.length > 0 ? true : null));
  });

  it('refuses to start with a token Discord does not take', async () => {
    rig = await startRig({ start: false });
    rig.discord.fail(/applications\/@me/, 401, { message: '401: Unauthorized', code: 0 });
    await expect(rig.channel.start()).rejects.toMatchObject({ code: 'discord-bad-token' });
    expect(rig.logged()).not.toContain(TOKEN);
  });
});

describe('who is there', () => {
  const place = { channel: 'discord', workspace: GUILD } as const;
  const members = [{ id: MARIA }, { id: TOM }, { id: APPLICATION, bot: true }];

  it('is known with the members intent, channel by channel', async () => {
    rig = await startRig({ flags: 1 << 15, guilds: [makeGuild(GUILD, 'Harbor', members)] });
    const all = await until(async () => (await rig.channel.membersOf(place, CHANNEL))?.toSorted());
    expect(all).toEqual([MARIA, TOM]);
    expect(await rig.channel.membersOf(place, '1300000000000000002')).toEqual([MARIA]);
  });

  it('is not known without', async () => {
    rig = await startRig({ guilds: [makeGuild(GUILD, 'Harbor', members)] });
    rig.discord.fail(/GET \/guilds\/\d+\/members$/, 403, { code: 50001, message: 'Missing Access' }, { times: 9 });
    expect(await rig.channel.membersOf(place, CHANNEL)).toBeNull();
    rig.discord.direct.set(MARIA, '1600000000000000001');
    expect(await rig.channel.membersOf(place, '1600000000000000001')).toEqual([MARIA]);
  });
});
