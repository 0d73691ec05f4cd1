import { beforeEach, describe, expect, it } from 'vitest';
import { checkLimits } from '../../../../adapters/teams/out/check-limits.ts';
import { renderReply } from '../../../../adapters/teams/out/render-reply.ts';
import type { RepliedTable } from '../../../../src/contracts/chart.ts';
import type { Outgoing } from '../../../../src/contracts/delivery.ts';
import type { Reply } from '../../../../src/contracts/reply.ts';
import { FILES, orderList, planReply, roster } from '../../channels/plan-replies.ts';
import { IN_CHANNEL, PERSONAL, refusal } from './memory-transport.ts';
import { TURN } from './replies.ts';
import { answer, ask, type RunningSender, startSender } from './start-sender.ts';

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';

describe('files of an answer', () => {
  let run: RunningSender;
  beforeEach(() => {
    run = startSender();
  });
  const planned = (address: typeof PERSONAL, change: Partial<Outgoing> = {}, reply: Reply = planReply()) =>
    answer(run.host, ask(address), {}, { content: { kind: 'reply', turn: TURN, reply, controls: [] }, ...change });
  const sent = () =>
    run.transport.messages().map(({ draft }) => {
      const [attachment] = draft?.attachments ?? [];
      return attachment?.contentType === CONSENT ? String(attachment.name) : (draft?.text ?? 'card');
    });
  const names = FILES.map(({ name }) => name);

  it('are offered one by one in a 1:1 chat, after the answer', async () => {
    await run.deliver(planned(PERSONAL));
    expect(sent().slice(-2)).toEqual(names);
    expect(sent()[0]).toMatch(/^Order 25 items on Tuesday/);
    expect(run.transport.messages().at(-1)?.draft?.attachments).toEqual([
      {
        contentType: CONSENT,
        name: 'orders-2026-11-24.csv',
        content: {
          description: 'A table for any program',
          sizeInBytes: 5,
          acceptContext: { file: 'file-2' },
          declineContext: { file: 'file-2' },
        },
      },
    ]);
    expect(run.parts.map(({ part }) => part)).toEqual(run.parts.map((_, at) => at));
  });

  it('are not offered twice when a try stopped between them', async () => {
    await run.deliver(planned(PERSONAL));
    const out = new Map(run.parts.slice(0, -1).map(({ part, ref }) => [part, ref]));
    run.transport.calls.length = 0;
    await run.deliver(planned(PERSONAL, { sent: out, attempt: 1 }));
    expect(sent()).toEqual(names.slice(-1));
  });

  it('can only be named in a group; there the answer says where they are given', async () => {
    await run.deliver(planned(IN_CHANNEL));
    const all = JSON.stringify(run.transport.messages());
    expect(all).not.toContain(CONSENT);
    expect(all).toContain(`the files ${names.join(' and ')}. Teams lets me give files in our 1:1 chat only`);
  });

  it('are offered to the asker alone, where the group may not see the answer', async () => {
    const outgoing = planned(IN_CHANNEL);
    await run.deliver({ ...outgoing, target: { ...outgoing.target, visibility: 'asker' } });
    const offers = run.transport.messages().filter(({ draft }) => JSON.stringify(draft).includes(CONSENT));
    expect(offers.map(({ conversation }) => conversation)).toEqual(['a:29:maria', 'a:29:maria']);
  });

  it('that Teams does not take are named in words, and the answer stands', async () => {
    run.transport.refuse = ({ draft }) =>
      JSON.stringify(draft ?? {}).includes(CONSENT) ? refusal(400, 'BadSyntax') : null;
    await run.deliver(planned(PERSONAL));
    expect(sent().at(-1)).toContain('I could not send the file orders-2026-11-24.csv here.');
    expect(run.logged.join()).not.toContain('orders');
  });
});

describe('a plan as Teams messages', () => {
  const draw = (table: RepliedTable, chat: 'alone' | 'group' = 'alone', files = FILES) =>
    renderReply({ turn: TURN, reply: planReply(table, files), controls: ['good', 'bad'], pictures: new Map(), chat });

  it.each([
    ['an order list of 25', orderList(25)],
    ['an order list of 70', orderList(70)],
    ['a roster of 14', roster(14)],
    ['a roster of 30', roster(30)],
    [
      'a narrow list of 60',
      {
        ...orderList(60),
        columns: orderList(60).columns.slice(0, 4),
        rows: orderList(60).rows.map((row) => row.slice(0, 4)),
      },
    ],
  ])('%s is shown whole, before everything else of the card', (_, table) => {
    for (const chat of ['alone', 'group'] as const) {
      const parts = draw(table, chat);
      expect(parts.flatMap(({ draft }) => checkLimits(draft))).toEqual([]);
      const cards = JSON.stringify(
        parts.map(({ draft }) => draft.attachments?.map(({ content }) => ({ ...Object(content), fallbackText: '' }))),
      );
      for (const row of table.rows)
        for (const cell of row.filter((words) => words !== '')) expect(cards).toContain(cell);
      expect(cards).not.toMatch(/… and \d+ more/);
      expect(cards.indexOf(table.title)).toBeLessThan(cards.indexOf('No better plan'));
      // In words, for a client that takes no card, every row is there too.
      const plain = parts.map((part) => part.plain).join('\n');
      for (const [, item = ''] of table.rows) expect(plain).toContain(item);
    }
  });

  it('that is far too long says how many rows are in the file', () => {
    const json = (files = FILES) => JSON.stringify(draw(orderList(900), 'group', files).map(({ draft }) => draft));
    expect(json()).toMatch(/… and \d+ more rows, in the file/);
    expect(json([])).toMatch(/… and \d+ more rows"/);
  });

  it('has its three choices as buttons', () => {
    const json = JSON.stringify(draw(orderList(3)).map(({ draft }) => draft));
    for (const id of ['act-approve', 'act-adjust', 'act-dismiss']) expect(json).toContain(`"data":{"action":"${id}"}`);
  });
});
