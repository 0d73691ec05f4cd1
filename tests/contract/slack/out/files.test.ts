import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLimits } from '../../../../adapters/slack/out/check-limits.ts';
import { renderReply } from '../../../../adapters/slack/out/render-reply.ts';
import { fileName } from '../../../../adapters/slack/out/send-files.ts';
import type { Outgoing } from '../../../../src/contracts/delivery.ts';
import type { Reply } from '../../../../src/contracts/reply.ts';
import { FILES, orderList, planReply, roster } from '../../channels/plan-replies.ts';
import { TURN } from './replies.ts';
import { ASKER, CHANNEL, makeInbound, startSender, type TestSender, THREAD } from './start-sender.ts';

let test: TestSender;
beforeEach(async () => {
  test = await startSender();
});
afterEach(async () => {
  await test.close();
});

const outgoing = (reply: Reply = planReply(), change: Partial<Outgoing> = {}) =>
  test.host.outgoing(makeInbound(), { content: { kind: 'reply', turn: TURN, reply, controls: [] }, ...change });
const failure = async (message: Outgoing): Promise<unknown> => test.deliver(message).catch((thrown: unknown) => thrown);
const NAMES = FILES.map(({ name }) => name);
const shares = () =>
  test.slack.workspace.shares.map(({ channel, thread, files }) => ({
    channel,
    thread,
    names: files.map((id) => test.slack.workspace.files.get(id)?.fileName),
  }));
const filesShared = () =>
  shares().filter(({ names }) => names.some((name) => name !== undefined && NAMES.includes(name)));
const wordsIn = (channel: string) => JSON.stringify(test.slack.workspace.messages.get(channel) ?? []);

describe('files of an answer', () => {
  it('come last, in one message of the thread, with their names and contents', async () => {
    const parts = await test.deliver(outgoing());
    expect(shares().at(-1)).toEqual({ channel: CHANNEL, thread: THREAD, names: NAMES });
    const ids = test.slack.workspace.shares.at(-1)?.files ?? [];
    expect(ids.map((id) => test.slack.workspace.files.get(id)?.content.toString())).toEqual(['a,b\r\n', 'a,b\r\n']);
    expect(parts.at(-1)?.[1]).toEqual({ conversation: CHANNEL, message: `file:${ids.join(',')}` });
    // The answer, its chart, its files: each a part of its own.
    expect(parts.map(([part]) => part)).toEqual(parts.map((_, at) => at));
  });

  it('for the asker alone go to them directly and never into the channel', async () => {
    const message = outgoing();
    await test.deliver({ ...message, target: { ...message.target, visibility: 'asker' } });
    expect(shares().map(({ channel }) => channel)).toEqual(shares().map(() => `D${ASKER.slice(1)}`));
    expect(filesShared()).toHaveLength(1);
  });

  it('follow an answer that goes to the asker because the coach is not in the channel', async () => {
    test.slack.next('chat.postMessage', { error: 'not_in_channel' });
    const address = {
      responseUrl: test.host.seal(`${test.slack.origin}/api/respond`),
      respondedFrom: new Date().toISOString(),
    };
    const message = outgoing();
    await test.deliver({ ...message, target: { ...message.target, address } });
    expect(filesShared().map(({ channel }) => channel)).toEqual([`D${ASKER.slice(1)}`]);
  });

  it('are not sent again once they are out', async () => {
    const message = outgoing();
    const parts = await test.deliver(message);
    expect(await test.deliver({ ...message, sent: new Map(parts), attempt: 1 })).toEqual([]);
    expect(filesShared()).toHaveLength(1);
  });

  it.each(['thread', 'direct'] as const)('are looked for when they may be out already (%s)', async (where) => {
    const message = outgoing();
    const target = where === 'thread' ? message.target : { ...message.target, visibility: 'asker' as const };
    // An earlier answer of the same thread had files of the same names.
    await test.deliver({ ...message, target, id: '00000000-0000-4000-8000-000000000000' });
    const out = new Map<number, { conversation: string; message: string }>();
    const chart = { ...planReply(), charts: [] };
    const asked = { ...outgoing(chart), id: message.id, target };
    test.slack.next('files.completeUploadExternal', { lost: true });
    await test.sender.deliver(asked, async (part, ref) => void out.set(part, ref)).catch(() => undefined);
    expect(filesShared()).toHaveLength(2);
    const rest = await test.deliver({ ...asked, sent: out, uncertain: true, attempt: 1 });
    expect(filesShared()).toHaveLength(2);
    const newest = test.slack.workspace.shares.at(-1)?.files.join(',');
    expect(rest.map(([, ref]) => ref.message)).toEqual([`file:${newest}`]);
  });

  it('of an earlier answer are not taken for those that are missing', async () => {
    await test.deliver({ ...outgoing(), id: '00000000-0000-4000-8000-000000000000' });
    await test.deliver({ ...outgoing(), uncertain: true, attempt: 1 });
    expect(filesShared()).toHaveLength(2);
  });

  it('are tried three times while Slack is only slow; then the answer stands and says what is missing', async () => {
    test.slack.always('upload', { status: 500 });
    const message = outgoing({ ...planReply(), charts: [] });
    const out = new Map<number, { conversation: string; message: string }>();
    for (const attempt of [0, 1]) {
      const failed = test.sender.deliver(
        { ...message, attempt, sent: new Map(out) },
        async (part, ref) => void out.set(part, ref),
      );
      await expect(failed).rejects.toMatchObject({ code: 'slack-upload-failed' });
    }
    await test.deliver({ ...message, attempt: 2, sent: new Map(out) });
    expect(shares()).toEqual([]);
    expect(wordsIn(CHANNEL)).toContain(`I could not send the files ${NAMES.join(' and ')} here.`);
    expect(wordsIn(CHANNEL).split('Order 25 items on Tuesday').length).toBeGreaterThan(1);
  });

  it.each([
    [
      'the workspace takes no files',
      () => test.slack.always('files.getUploadURLExternal', { error: 'file_uploads_disabled' }),
    ],
    ['the house has not one of them', () => Object.assign(test.host, { file: async () => null })],
  ])('become a line of words at once when %s', async (_, arrange) => {
    arrange();
    await test.deliver(outgoing({ ...planReply(), charts: [] }));
    expect(wordsIn(CHANNEL)).toContain('Ask me the same on my web page');
    expect(test.logged.join()).not.toMatch(/orders|xoxb|U0MARIA/);
  });

  it('wait when Slack asks to wait', async () => {
    test.slack.next('files.getUploadURLExternal', { rateLimited: 4 });
    await expect(failure(outgoing({ ...planReply(), charts: [] }))).resolves.toMatchObject({ retryAfter: 4_000 });
  });

  it('are taken away with their answer, all of them', async () => {
    const parts = await test.deliver(outgoing());
    const messages = parts.map(([, ref]) => ref);
    await test.deliver(outgoing(planReply(), { content: { kind: 'remove', messages } }));
    expect(test.slack.workspace.files.size).toBe(0);
    expect(test.slack.workspace.messages.get(CHANNEL)).toEqual([]);
  });

  it('keep a name that Slack shows whole, with its ending', () => {
    expect(fileName('orders.csv')).toBe('orders.csv');
    const long = fileName(`${'very-long-'.repeat(40)}.xlsx`);
    expect(long).toHaveLength(150);
    expect(long.endsWith('.xlsx')).toBe(true);
  });
});

describe('a table that was asked for', () => {
  const draw = (reply: Reply) =>
    renderReply({ kind: 'reply', turn: TURN, reply, controls: [] }, { nativeCharts: true }).messages;
  const rowsIn = (blocks: readonly unknown[]) =>
    blocks.flatMap((block) => {
      const { rows } = Object(block) as { rows?: { text: string }[][] };
      return rows ? rows.slice(1).map((row) => row.map(({ text }) => text)) : [];
    });
  const filled = (rows: readonly (readonly string[])[]) => rows.map((row) => row.map((cell) => cell || '–'));

  it.each([
    ['an order list of 25', orderList(25)],
    ['an order list of 70', orderList(70)],
    ['a roster of 14', roster(14)],
    ['a roster of 30', roster(30)],
  ])('%s is shown whole, right below the answer', (_, table) => {
    const messages = draw(planReply(table));
    const blocks = messages.flatMap((message) => message.blocks);
    expect(rowsIn(blocks).slice(0, table.rows.length)).toEqual(filled(table.rows));
    expect(JSON.stringify(blocks)).not.toMatch(/more rows? (is|are)/);
    // Where the workspace takes no tables, the text has every row too.
    const plain = JSON.stringify(messages.map((message) => message.plain));
    for (const [name] of table.rows) expect(plain).toContain(name);
    expect(plain).not.toMatch(/… and \d+ more/);
    const order = blocks.map((block) => (block.type === 'table' ? 'table' : JSON.stringify(block)));
    expect(order.indexOf('table')).toBeLessThan(order.findIndex((block) => block.includes('No better plan')));
    for (const { text, blocks: rich, plain: simple, whole } of messages) {
      expect([
        ...checkLimits({ text, blocks: rich }),
        ...checkLimits({ text, blocks: simple }),
        ...checkLimits({ text: whole }),
      ]).toEqual([]);
    }
  });

  it('that fits nowhere says how many rows are in the file', () => {
    const blocks = draw(planReply(orderList(400))).flatMap((message) => message.blocks);
    const [, count = ''] = /(\d+) more rows are in the file/.exec(JSON.stringify(blocks)) ?? [];
    expect(rowsIn(blocks).length - 1 + Number(count)).toBe(400);
    const without = JSON.stringify(draw(planReply(orderList(400), [])).flatMap((message) => message.blocks));
    expect(without).toMatch(/\d+ more rows are not shown/);
  });
});
