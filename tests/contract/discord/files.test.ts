import { afterEach, describe, expect, it } from 'vitest';
import { checkLimits } from '../../../adapters/discord/check-limits.ts';
import { LIMITS } from '../../../adapters/discord/limits.ts';
import { toBody, toFiles } from '../../../adapters/discord/message-body.ts';
import { plainMessage } from '../../../adapters/discord/plain-message.ts';
import { renderReply } from '../../../adapters/discord/render-reply.ts';
import { withoutFiles } from '../../../adapters/discord/without-files.ts';
import type { MessageRef, Outgoing } from '../../../src/contracts/delivery.ts';
import type { ChartId } from '../../../src/contracts/ids.ts';
import type { Inbound } from '../../../src/contracts/inbound.ts';
import type { Reply } from '../../../src/contracts/reply.ts';
import { FILES, orderList, planReply, roster } from '../channels/plan-replies.ts';
import { APPLICATION } from './local-discord.ts';
import { CHANNEL, GUILD, MARIA, type Rig, startRig, until } from './start-discord.ts';

const TURN = '0b0e3f0a-6f5e-4c1f-9d43-3f1d5f8f4a11';
const NAMES = FILES.map(({ name }) => name);
const MESSAGES = /POST \/channels\/\d+\/messages/;

describe('files of an answer', () => {
  let rig: Rig;
  afterEach(async () => {
    expect(rig.discord.refused).toEqual([]);
    await rig.close();
  });

  async function asked(): Promise<Inbound> {
    rig.write({
      guild_id: GUILD,
      content: `<@${APPLICATION}> optimize inventory`,
      mentions: [{ id: APPLICATION, username: 'coach' }],
    });
    return until(() => rig.host.accepted.at(-1));
  }
  async function commanded(): Promise<Inbound> {
    rig.interact({ type: 2, data: { id: '17000000000000001', name: 'goals', type: 1 } });
    return until(() => rig.host.accepted.at(-1));
  }
  const planned = (inbound: Inbound, reply: Reply = planReply()): Outgoing => ({
    ...rig.host.outgoing(inbound),
    content: { kind: 'reply', turn: TURN, reply, controls: [] },
  });
  async function deliver(outgoing: Outgoing): Promise<Map<number, MessageRef>> {
    const posted = new Map<number, MessageRef>();
    await rig.channel.deliver(outgoing, async (part, ref) => void posted.set(part, ref));
    return posted;
  }
  const namesIn = (channel: string) => rig.discord.in(channel).map(({ files }) => files.map(({ name }) => name));

  it('stand under its last message, beside the picture', async () => {
    rig = await startRig();
    await deliver(planned(await asked()));
    const last = rig.discord.in(CHANNEL).at(-1);
    expect(last?.files.map(({ name }) => name)).toEqual(['chart-1.png', ...NAMES]);
    expect(last?.files.at(-1)).toEqual({ name: NAMES[1], bytes: 5 });
    expect(JSON.stringify(last?.components)).toContain('Approve');
    expect(namesIn(CHANNEL).slice(0, -1).flat()).toEqual([]);
  });

  it.each(['here', 'asker'] as const)('come with the answer of a command too (%s)', async (audience) => {
    rig = await startRig();
    rig.host.script.audience = audience;
    const outgoing = planned(await commanded());
    await deliver({ ...outgoing, target: { ...outgoing.target, visibility: audience } });
    expect(namesIn(CHANNEL).flat()).toEqual(['chart-1.png', ...NAMES]);
    const alone = rig.discord.in(CHANNEL).map(({ flags }) => (flags & 64) !== 0);
    expect(alone).toEqual(alone.map(() => audience === 'asker'));
  });

  it('for the asker alone never stand in the channel', async () => {
    rig = await startRig();
    const outgoing = planned(await asked());
    await deliver({ ...outgoing, target: { ...outgoing.target, visibility: 'asker' } });
    expect(namesIn(CHANNEL).flat()).toEqual([]);
    expect(namesIn(rig.discord.direct.get(MARIA) ?? '').flat()).toEqual(['chart-1.png', ...NAMES]);
  });

  it('stand there once, though a try was lost', async () => {
    rig = await startRig();
    const outgoing = planned(await asked());
    const first = await deliver(outgoing);
    expect(await deliver({ ...outgoing, id: 'forgotten', attempt: 1, uncertain: true })).toEqual(first);
    expect(namesIn(CHANNEL).flat()).toEqual(['chart-1.png', ...NAMES]);
  });

  it('where the bot may attach none, the answer stands with its buttons and says what is missing', async () => {
    rig = await startRig();
    const outgoing = planned(await asked(), planReply(orderList(3)));
    rig.discord.fail(MESSAGES, 403, { code: 50013, message: 'Missing Permissions' });
    await deliver(outgoing);
    const [message] = rig.discord.in(CHANNEL);
    expect(message?.files).toEqual([]);
    expect(message?.content).toContain(`I could not send the files ${NAMES.join(' and ')} here.`);
    expect(JSON.stringify(message?.components)).toContain('Approve');
  });

  it.each([
    ['is not there', null],
    ['is larger than Discord takes', { content: Buffer.alloc(LIMITS.fileBytes + 1) }],
  ])('one that %s is named in words, and the other comes', async (_, found) => {
    rig = await startRig();
    const { file } = rig.host;
    rig.host.file = async (place, id) => {
      const there = await file(place, id);
      return id === 'file-1' ? (found && there ? { ...there, ...found } : null) : there;
    };
    await deliver(planned(await asked(), planReply(orderList(3))));
    expect(namesIn(CHANNEL).flat()).toEqual(['chart-1.png', NAMES[1]]);
    expect(
      rig.discord
        .in(CHANNEL)
        .map(({ content }) => content)
        .join(),
    ).toContain('I could not send the file orders-2026-11-24.xlsx here.');
    expect(rig.logged()).not.toContain('orders');
  });
});

describe('a plan as Discord messages', () => {
  const options = { turn: TURN, controls: [], workspace: GUILD };

  it('never has more files in a message than Discord takes', () => {
    const [chart] = planReply().charts;
    if (!chart) throw new Error('The plan has a chart.');
    const charts = Array.from({ length: 9 }, (_, at) => ({ ...chart, id: `c${at}` as ChartId })); // ids stand for themselves
    const reply = { ...planReply(orderList(3)), charts };
    const contents = new Map([...charts, ...FILES].map(({ id }) => [String(id), Buffer.from('x')]));
    const messages = renderReply(reply, options);
    expect(messages.map(({ files }) => files.length)).toEqual([9, 2]);
    for (const message of messages) {
      expect(checkLimits(toBody(message), toFiles(message, contents))).toEqual([]);
      expect(checkLimits(toBody(withoutFiles(message)))).toEqual([]);
      expect(checkLimits(toBody(plainMessage(message)))).toEqual([]);
    }
    expect(JSON.stringify(messages.at(-1)?.components)).toContain('Approve');
  });

  it.each([
    ['an order list of 25', orderList(25)],
    ['an order list of 60', orderList(60)],
    ['a roster of 14', roster(14)],
    ['a roster of 30', roster(30)],
  ])('%s is shown whole, right below the answer', (_, table) => {
    const messages = renderReply(planReply(table), options);
    const text = messages.map(({ content }) => content).join('\n');
    for (const row of table.rows) for (const cell of row.filter((words) => words !== '')) expect(text).toContain(cell);
    expect(text.split('\n').filter((line) => line.startsWith('- **'))).toHaveLength(table.rows.length);
    expect(text).not.toMatch(/… and \d+ more/);
    expect(text.indexOf(table.title)).toBeLessThan(text.indexOf('No better plan'));
    expect(
      messages.flatMap((message) =>
        checkLimits(
          toBody(message),
          message.files.map(({ name }) => ({ name, data: '' })),
        ),
      ),
    ).toEqual([]);
  });

  it('that fits nowhere says that the rest is in the file', () => {
    const text = (files = FILES) =>
      renderReply(planReply(orderList(900), files), options)
        .map(({ content }) => content)
        .join('\n');
    expect(text()).toMatch(/… and \d+ more\n-# The rest is in the file\./);
    expect(text([])).toMatch(/… and \d+ more(?!\n-# The rest)/);
  });
});
