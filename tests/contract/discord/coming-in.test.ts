import { afterEach, describe, expect, it } from 'vitest';
import { APPLICATION, snowflake, TOKEN } from './local-discord.ts';
import {
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
      thread: CHANNEL,
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
      content: 'This workspace is not linked to a company yet. Ask whoever set up Dyocense to link it.',
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

describe('commands', () => {
  const command = (name: string, options: object[] = [], more: object = {}) => ({
    type: 2,
    data: { id: '1700000000000000001', name, type: 1, options, ...more },
  });
  const option = (name: string, value: string) => ({ name, type: 3, value });

  it('are acknowledged first, seen by all, and taken in the words the coach reads', async () => {
    rig = await startRig();
    const { id, token } = rig.interact(command('forecast', [option('when', 'next week'), option('what', 'Revenue')]));
    const [inbound] = await accepted();
    expect(inbound).toMatchObject({
      kind: 'command',
      text: 'forecast Revenue next week',
      eventId: `int:${id}`,
      workspace: GUILD,
      userName: 'Maria',
      locale: 'de',
    });
    expect(rig.discord.callbacks.get(id)).toEqual({ type: 5, data: {} });
    expect(JSON.stringify(inbound)).not.toContain(token);
  });

  it('are seen by the asker alone where the answer may be for them alone', async () => {
    rig = await startRig();
    rig.host.script.audience = 'asker';
    const { id } = rig.interact(command('goals'));
    await accepted();
    expect(rig.discord.callbacks.get(id)).toEqual({ type: 5, data: { flags: 64 } });
  });

  it('show what the coach is doing while it takes long', async () => {
    rig = await startRig();
    rig.host.script = { ...rig.host.script, progress: ['Reading *three* years', 'Trying four ways'], stepMs: 1_500 };
    rig.interact(command('goals'));
    await until(() => (rig.discord.in(CHANNEL)[0]?.content === '-# Reading \\*three\\* years …' ? true : null));
  });

  it('bring a file', async () => {
    rig = await startRig();
    rig.discord.files.set('/f.csv', Buffer.from('a,b\n1,2\n'));
    const file = { id: '1800000000000000001', filename: 'f.csv', size: 8, url: `${rig.discord.origin}/f.csv` };
    const resolved = { attachments: { [file.id]: file } };
    rig.interact(command('coach', [{ name: 'file', type: 11, value: file.id }], { resolved }));
    expect((await accepted())[0]).toMatchObject({ text: '', attachments: [{ fileName: 'f.csv' }] });
  });

  it('without words open a form that one press sends', async () => {
    rig = await startRig();
    const { id } = rig.interact(command('forecast'));
    const form = JSON.parse(JSON.stringify(await until(() => rig.discord.callbacks.get(id))));
    expect(form.type).toBe(9);
    expect(
      form.data.components.map((label: { component: { options: unknown[] } }) => label.component.options[0]),
    ).toEqual([
      { label: 'Revenue', value: 'Revenue', default: true },
      { label: 'next week', value: 'next week', default: true },
    ]);
    rig.interact({
      type: 5,
      data: {
        custom_id: form.data.custom_id,
        components: [
          { type: 18, id: 1, component: { type: 3, id: 2, custom_id: 'what', values: ['Orders'] } },
          { type: 18, id: 3, component: { type: 3, id: 4, custom_id: 'when', values: ['next month'] } },
        ],
      },
    });
    expect((await accepted())[0]).toMatchObject({ kind: 'command', text: 'forecast Orders next month' });
    expect(rig.discord.refused).toEqual([]);
  });

  it('without words are answered at once where there is nothing to choose from', async () => {
    rig = await startRig();
    rig.host.metricChoices = async () => [];
    rig.interact(command('explain'));
    expect((await accepted())[0]?.text).toBe('Why did sales change last week?');
  });

  it('complete what is typed: numbers of the company, and times', async () => {
    rig = await startRig();
    const focused = (name: string, value: string) => [{ name, type: 3, value, focused: true }];
    const { id: what } = rig.interact({ ...command('forecast', focused('what', 'ord')), type: 4 });
    const { id: when } = rig.interact({ ...command('explain', focused('when', 'in may')), type: 4 });
    expect(await until(() => rig.discord.callbacks.get(what))).toMatchObject({
      data: { choices: [{ name: 'Orders', value: 'Orders' }] },
    });
    expect(await until(() => rig.discord.callbacks.get(when))).toMatchObject({
      data: { choices: [{ name: 'in may' }] },
    });
  });

  it('that came too late are answered by an ordinary message', async () => {
    rig = await startRig();
    const id = snowflake();
    rig.discord.expire(`secret-token-of-${id}`);
    rig.interact({ ...command('goals'), id });
    const [inbound] = await accepted();
    expect(inbound?.address).toBeUndefined();
    if (inbound) await rig.channel.deliver(rig.host.outgoing(inbound), async () => undefined);
    expect(rig.discord.in(CHANNEL)[0]?.content).toContain('18,412');
  });

  it('say words when the house does not take them', async () => {
    rig = await startRig();
    rig.host.script.unlinked = true;
    rig.interact(command('goals'));
    await until(() => (rig.discord.in(CHANNEL)[0]?.content.startsWith('This workspace is not linked') ? true : null));
  });

  it('in a direct message find their server too', async () => {
    rig = await startRig();
    rig.discord.members.add(`${GUILD}:${MARIA}`);
    rig.interact({ ...command('goals'), guild_id: null });
    expect((await accepted())[0]).toMatchObject({ workspace: GUILD, audience: 'private' });
  });
});

describe('presses', () => {
  const TURN = '0b0e3f0a-6f5e-4c1f-9d43-3f1d5f8f4a11';
  const press = (custom_id: string, more: object = {}) => ({
    type: 3,
    data: { custom_id, component_type: 2, ...more },
    message: { id: snowflake(), flags: 0 },
  });

  it('of a choice are a new question', async () => {
    rig = await startRig();
    const { id } = rig.interact(press(`act:${TURN}-2@${GUILD}`));
    expect((await accepted())[0]).toMatchObject({
      kind: 'action',
      actionId: `${TURN}-2`,
      eventId: `int:${id}`,
      text: '',
    });
    expect(rig.discord.callbacks.get(id)).toEqual({ type: 5, data: {} });
  });

  it('of a list work the same', async () => {
    rig = await startRig();
    rig.interact(press('pick:0', { component_type: 3, values: [`act:${TURN}-7@${GUILD}`] }));
    expect((await accepted())[0]?.actionId).toBe(`${TURN}-7`);
  });

  it('of a standing button are answered for the one who pressed', async () => {
    rig = await startRig();
    const { id } = rig.interact(press(`ctl:good:${TURN}@${GUILD}`));
    await until(() => (rig.discord.in(CHANNEL)[0]?.content === 'Thank you.' ? true : null));
    expect(rig.host.pressed).toMatchObject([{ kind: 'good', turn: TURN, user: MARIA, place: { workspace: GUILD } }]);
    expect(rig.discord.callbacks.get(id)).toEqual({ type: 5, data: { flags: 64 } });
  });

  it('of a thumb down count at once, and ask what was wrong', async () => {
    rig = await startRig();
    const { id } = rig.interact(press(`ctl:bad:${TURN}@${GUILD}`));
    const form = await until(() => rig.discord.callbacks.get(id));
    await until(() => rig.host.pressed[0]);
    rig.interact({
      type: 5,
      data: {
        custom_id: (form as { data: { custom_id: string } }).data.custom_id, // the form the adapter sent
        components: [{ type: 18, component: { type: 4, custom_id: 'comment', value: 'Too high' } }],
      },
    });
    const [, second] = await until(() => (rig.host.pressed.length === 2 ? rig.host.pressed : null));
    expect(second).toMatchObject({ kind: 'bad', turn: TURN, comment: 'Too high' });
  });

  it('of remove take away what one person alone sees through the press itself', async () => {
    rig = await startRig();
    const { id, token } = rig.interact({
      ...press(`ctl:remove:${TURN}@${GUILD}`),
      message: { id: '1900000000000000001', flags: 64 },
    });
    await until(() => rig.discord.calls.find(({ method, path }) => method === 'DELETE' && path.includes(token)));
    expect(rig.discord.callbacks.get(id)).toEqual({ type: 6 });
    expect(rig.host.pressed).toMatchObject([{ kind: 'remove' }]);
  });

  it('in a direct message belong to the server of their answer, for members only', async () => {
    rig = await startRig({ guilds: [makeGuild(GUILD, 'A'), makeGuild(OTHER_GUILD, 'B')] });
    rig.discord.members.add(`${OTHER_GUILD}:${MARIA}`);
    rig.interact({ ...press(`act:${TURN}-0@${OTHER_GUILD}`), guild_id: null });
    expect((await accepted())[0]?.workspace).toBe(OTHER_GUILD);
    rig.interact({ ...press(`act:${TURN}-0@${GUILD}`), guild_id: null });
    await until(() => rig.discord.in(CHANNEL).find(({ content }) => content.startsWith('You are no longer')));
    expect(rig.host.accepted).toHaveLength(1);
  });

  it('of a button nobody knows are answered in words', async () => {
    rig = await startRig();
    const { id } = rig.interact(press('something:else'));
    expect(await until(() => rig.discord.callbacks.get(id))).toMatchObject({ type: 4, data: { flags: 64 } });
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
