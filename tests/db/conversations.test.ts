import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import type { ChartId, InboundId, SessionId, TurnId } from '../../src/contracts/ids.ts';
import { getChart } from '../../src/db/queries/charts.ts';
import { claimThread, listConversations, openSession, releaseThread } from '../../src/db/queries/conversations.ts';
import { getInbound, insertInbound, markInbound, nextWaiting } from '../../src/db/queries/inbound-events.ts';
import {
  findAction,
  findTurn,
  findTurnOfInbound,
  history,
  lastTurns,
  type StoredTurn,
  saveTurn,
} from '../../src/db/queries/turns.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import { makeInbound, makeReply } from './fill-company.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';

let database: TestDatabase;
let company: Company;
let other: Company;
beforeAll(async () => {
  database = await openTestDatabase();
  company = await createTestCompany(database);
  other = await createTestCompany(database);
});
afterAll(() => database?.close());

const run = <T>(work: (tx: TenantTx) => Promise<T>) => database.inTenant(company.id, work);
const place = (thread: string) => ({ channel: 'web', workspace: 'shop', conversation: thread, thread });
const open = (thread: string) => run((tx) => openSession(tx, { ...place(thread), user: null }));

/** A turn with nothing in it but what is told. */
function makeTurn(session: SessionId, overrides: Partial<StoredTurn> = {}): Omit<StoredTurn, 'createdAt'> {
  return {
    // A fresh random UUID is a TurnId by definition.
    id: randomUUID() as TurnId,
    session,
    inbound: null,
    question: 'How much did we sell?',
    plan: [{ skill: 'ask-metric', input: { metric: 'revenue' } }],
    reply: null,
    actions: [],
    asked: null,
    tier: 'builtin',
    ms: null,
    ...overrides,
  };
}

describe('events', () => {
  test('the same event delivered many times at once is kept once', async () => {
    const inbound = makeInbound({ eventId: 'twice' });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => run((tx) => insertInbound(tx, inbound))));
    expect(outcomes.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(outcomes.map(({ id }) => id)).size).toBe(1);
    const elsewhere = await run((tx) => insertInbound(tx, { ...inbound, workspace: 'other shop' }));
    const otherCompany = await database.inTenant(other.id, (tx) => insertInbound(tx, inbound));
    expect([elsewhere.isNew, otherCompany.isNew]).toEqual([true, true]);
  });

  test('can be kept under an id that was given out before', async () => {
    // A fresh random UUID is an InboundId by definition.
    const id = randomUUID() as InboundId;
    expect(await run((tx) => insertInbound(tx, makeInbound(), id))).toEqual({ id, isNew: true });
  });

  test('of a thread come in the order they were kept, each until it is finished', async () => {
    const key = place('ordered');
    const ids: InboundId[] = [];
    // The platform's clock runs backwards here: the order is ours.
    for (const [i, text] of ['first', 'second', 'third'].entries()) {
      const receivedAt = new Date(Date.UTC(2026, 0, 10 - i)).toISOString();
      const { id } = await run((tx) => insertInbound(tx, makeInbound({ ...key, channel: 'web', text, receivedAt })));
      ids.push(id);
    }
    await run((tx) => insertInbound(tx, makeInbound({ thread: 'another' })));
    const texts: string[] = [];
    for (;;) {
      const next = await run((tx) => nextWaiting(tx, key));
      if (!next) break;
      expect(next).toMatchObject({ status: 'waiting', attempts: 0 });
      await run((tx) => markInbound(tx, next.id, 'running'));
      expect(await run((tx) => nextWaiting(tx, key))).toMatchObject({ id: next.id, status: 'running', attempts: 1 });
      await run((tx) => markInbound(tx, next.id, texts.length === 1 ? 'failed' : 'done'));
      texts.push(next.inbound.text);
    }
    expect(texts).toEqual(['first', 'second', 'third']);
    const [first] = ids;
    expect(first && (await run((tx) => getInbound(tx, first)))).toMatchObject({
      status: 'done',
      attempts: 1,
      inbound: { text: 'first' },
    });
  });
});

describe('a thread', () => {
  test('has one session, however many messages come at once', async () => {
    const sessions = await Promise.all(Array.from({ length: 6 }, () => open('one')));
    expect(sessions.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(sessions.map(({ id }) => id)).size).toBe(1);
  });

  test('is run by one holder at a time', async () => {
    const { id } = await open('leased');
    const holders = ['a', 'b', 'c', 'd'];
    const won = await Promise.all(holders.map((holder) => run((tx) => claimThread(tx, id, holder, 60_000))));
    expect(won.filter(Boolean)).toHaveLength(1);
    const winner = holders[won.indexOf(true)] ?? '';
    expect(await run((tx) => claimThread(tx, id, winner, 60_000))).toBe(true);
    await run((tx) => releaseThread(tx, id, 'somebody else'));
    expect(await run((tx) => claimThread(tx, id, 'e', 60_000))).toBe(false);
    await run((tx) => releaseThread(tx, id, winner));
    expect(await run((tx) => claimThread(tx, id, 'e', 60_000))).toBe(true);
  });

  test('is free again when its holder died and the time is over', async () => {
    const { id } = await open('expired');
    expect(await run((tx) => claimThread(tx, id, 'dead', 30))).toBe(true);
    await sleep(60);
    expect(await run((tx) => claimThread(tx, id, 'alive', 60_000))).toBe(true);
    await run((tx) => releaseThread(tx, id, 'dead'));
    expect(await run((tx) => claimThread(tx, id, 'third', 60_000))).toBe(false);
  });
});

describe('turns', () => {
  test('are read back as they were saved, newest first, and listed under their first question', async () => {
    const { id: session } = await open('turns');
    const { id: inbound } = await run((tx) =>
      insertInbound(
        tx,
        makeInbound({ attachments: [{ fileName: 'Käse "1".csv', mediaType: 'text/csv', bytes: 3, upload: 'u' }] }),
      ),
    );
    const begun = makeTurn(session, { inbound, question: 'First?' });
    await run((tx) => saveTurn(tx, begun));
    expect(await run((tx) => findTurnOfInbound(tx, inbound))).toMatchObject({ id: begun.id, reply: null });
    // A fresh random UUID is a ChartId by definition.
    const chart = randomUUID() as ChartId;
    const answered = { ...begun, reply: makeReply(chart), ms: 42, actions: [{ id: 'a1', label: 'Next week?' }] };
    await run((tx) => saveTurn(tx, answered));
    const asked = { text: 'Which shop?', choices: [{ label: "O'Hara", kind: 'choose' as const }] };
    const second = makeTurn(session, { question: 'Second? <b>&"', asked });
    await run((tx) => saveTurn(tx, second));

    const turns = await run((tx) => lastTurns(tx, session, 5));
    expect(turns).toEqual([
      { ...second, createdAt: expect.any(Date) },
      { ...answered, createdAt: expect.any(Date) },
    ]);
    expect(await run((tx) => lastTurns(tx, session, 1))).toHaveLength(1);
    expect(await run((tx) => findTurn(tx, begun.id))).toMatchObject({ ms: 42 });
    expect(await run((tx) => getChart(tx, chart))).toEqual(answered.reply.charts[0]?.spec);

    expect(await run((tx) => history(tx, place('turns')))).toEqual([
      { turn: begun.id, question: 'First?', at: expect.any(Date), fileNames: ['Käse "1".csv'], reply: answered.reply },
      { turn: second.id, question: 'Second? <b>&"', at: expect.any(Date), fileNames: [], reply: null },
    ]);
    expect(await run((tx) => history(tx, place('nowhere')))).toEqual([]);
    const [latest] = await run((tx) => listConversations(tx, { channel: 'web', workspace: 'shop' }));
    expect(latest).toMatchObject({ session, conversation: 'turns', title: 'First?' });
  });

  test('are not found from another company, by whatever way', async () => {
    const { id: session } = await open('private');
    const chart = randomUUID() as ChartId;
    const turn = makeTurn(session, { reply: makeReply(chart), actions: [] });
    const secret = `${turn.id}-0`;
    Object.assign(turn, { actions: [{ id: secret, label: 'x' }] });
    await run((tx) => saveTurn(tx, turn));
    const seen = await database.inTenant(other.id, async (tx) => [
      await findTurn(tx, turn.id),
      await findAction(tx, secret),
      await getChart(tx, chart),
      ...(await lastTurns(tx, session, 5)),
      ...(await history(tx, place('private'))),
      ...(await listConversations(tx, { channel: 'web', workspace: 'shop' })),
    ]);
    expect(seen).toEqual([null, null, null]);
  });

  test('a button is found by its id, exactly', async () => {
    const { id: session } = await open('buttons');
    const call = { skill: 'ask-metric' as const, input: { metric: 'revenue', by: 'location' } };
    const turn = makeTurn(session, {});
    const [first, second] = [`${turn.id}-0`, `${turn.id}-1`];
    Object.assign(turn, {
      actions: [
        { id: first, label: 'One' },
        { id: second, label: 'Two', call },
      ],
    });
    await run((tx) => saveTurn(tx, turn));
    expect(await run((tx) => findAction(tx, second))).toEqual({
      turn: turn.id,
      session,
      action: { id: second, label: 'Two', call },
    });
    for (const wrong of ['b', `${turn.id}-2`, turn.id, '', `${second}' or true --`, `${randomUUID()}-1`]) {
      expect(await run((tx) => findAction(tx, wrong))).toBeNull();
    }
  });

  test('a chart id that is no id is no chart', async () => {
    expect(await run((tx) => getChart(tx, "x'; drop table charts"))).toBeNull();
    expect(await run((tx) => getChart(tx, randomUUID()))).toBeNull();
  });
});
