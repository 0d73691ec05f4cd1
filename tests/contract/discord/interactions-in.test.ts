import { afterEach, describe, expect, it } from 'vitest';
import { snowflake } from './local-discord.ts';
import { CHANNEL, GUILD, MARIA, makeGuild, OTHER_GUILD, type Rig, startRig, until } from './start-discord.ts';

let rig: Rig;
afterEach(async () => rig.close());

const accepted = (count = 1) => until(() => (rig.host.accepted.length >= count ? rig.host.accepted : null));

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
      conversation: CHANNEL,
      thread: `${CHANNEL}:${MARIA}`,
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

  it('in a thread belong to the talk of the thread', async () => {
    rig = await startRig();
    const thread = '1300000000000000031';
    rig.interact({ ...command('goals'), channel_id: thread, channel: { id: thread, type: 11 } });
    expect((await accepted())[0]).toMatchObject({ conversation: thread, thread });
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
    const message = { id: snowflake(), flags: 0 };
    const { id } = rig.interact({ ...press(`act:${TURN}-2@${GUILD}`), message });
    expect((await accepted())[0]).toMatchObject({
      repliesTo: message.id,
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
    const said = await until(() => rig.discord.in(CHANNEL).find(({ content }) => content === 'Thank you.'));
    expect(said.flags & 64).toBe(64);
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
