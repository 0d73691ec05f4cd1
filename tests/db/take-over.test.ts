import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import type { Place } from '../../src/contracts/delivery.ts';
import { DataError } from '../../src/contracts/errors.ts';
import type { TurnId } from '../../src/contracts/ids.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import type { TurnEvent } from '../../src/contracts/turn.ts';
import { openSession } from '../../src/db/queries/conversations.ts';
import { markInbound } from '../../src/db/queries/inbound-events.ts';
import { findTurnOfInbound, saveTurn } from '../../src/db/queries/turns.ts';
import type { InboxServices } from '../../src/inbox/services.ts';
import type { TestDatabase } from './harness.ts';
import { createFakePlatform, readOutbox, sayReply, slackMessage } from './house-core.ts';
import { useSlackHouse } from './use-slack-house.ts';

let database: TestDatabase;
let company: Company;
let place: Place;
const start = useSlackHouse((scene) => {
  ({ database, company, place } = scene);
});
const findEvent = (inbound: Inbound) =>
  database.inTenant(company.id, (tx) =>
    tx
      .selectFrom('inbound_events')
      .select(['id', 'attempts'])
      .where('event_id', '=', inbound.eventId)
      .executeTakeFirst(),
  );

/** All that another process does when it finds the lease over: runs the turn, saves it, and lets the thread go. */
async function runElsewhere(inbound: Inbound): Promise<void> {
  const event = await findEvent(inbound);
  if (!event) throw new Error('The event is not stored.');
  await database.inTenant(company.id, async (tx) => {
    const session = await openSession(tx, { ...inbound, user: null });
    await markInbound(tx, event.id, 'running');
    await saveTurn(tx, {
      id: randomUUID() as TurnId,
      session: session.id,
      inbound: event.id,
      question: inbound.text,
      plan: [],
      reply: sayReply('Answer of the other process'),
      actions: [],
      asked: null,
      tier: 'builtin',
      ms: 1,
    });
    await markInbound(tx, event.id, 'done');
    await tx
      .updateTable('coaching_sessions')
      .set({ lease_holder: null, lease_until: null })
      .where('id', '=', session.id)
      .execute();
  });
}

describe('a process that was held up for longer than its lease', () => {
  test('says nothing when another one has answered and let the thread go', async () => {
    const platform = createFakePlatform();
    const inbound = slackMessage(place, { text: 'orders?' });
    const core = await start({
      deliver: platform.deliver,
      answer: async () => {
        await runElsewhere(inbound);
        return sayReply('Answer of the late process');
      },
    });
    const { events } = await core.accept(inbound);
    const told: TurnEvent[] = await Array.fromAsync(events);
    expect(told.at(-1)).toMatchObject({ type: 'reply', reply: { text: 'Answer of the other process' } });
    expect(await readOutbox(database, company.id)).toEqual([]);
    const event = await findEvent(inbound);
    const turn = event && (await database.inTenant(company.id, (tx) => findTurnOfInbound(tx, event.id)));
    expect(turn?.reply?.text).toBe('Answer of the other process');
  });

  test('does not turn the answer of another one into an apology either', async () => {
    const inbound = slackMessage(place, { text: 'orders?' });
    const core = await start({
      deliver: createFakePlatform().deliver,
      answer: async () => {
        await runElsewhere(inbound);
        throw new Error('The connection of the late process is gone.');
      },
    });
    const { events } = await core.accept(inbound);
    expect((await Array.fromAsync(events)).at(-1)).toMatchObject({ type: 'reply' });
    expect(await readOutbox(database, company.id)).toEqual([]);
  });
});

describe('the log of a turn', () => {
  test('holds nothing of a file that could not be read: neither its name nor what stands in it', async () => {
    const lines: string[] = [];
    const core = await start({
      lines,
      deliver: createFakePlatform().deliver,
      answer: async () => {
        throw new DataError('In salaries-2026.csv, row 7, “Ada Lovelace” is no amount.', {
          code: 'no-amount',
          advice: 'Correct the row.',
          place: { file: 'salaries-2026.csv', row: 7, column: 'Pay of Ada' },
        });
      },
    });
    const { events } = await core.accept(slackMessage(place, { text: 'read this' }));
    expect((await Array.fromAsync(events)).at(-1)).toMatchObject({ type: 'failed', code: 'no-amount' });
    const logged = lines.join('');
    expect(logged).toContain('no-amount');
    expect(logged).not.toMatch(/salaries|Ada/);
  });
});

describe('a process that dies while it takes an event', () => {
  test('leaves the job that looks after the turn whenever the event is stored', async () => {
    const core = await start({ deliver: createFakePlatform().deliver });
    const inbound = slackMessage(place, { text: 'orders?' });
    const storedAtJob: boolean[] = [];
    const jobs: InboxServices['jobs'] = {
      ...core.services.jobs,
      send: async (...args) => {
        storedAtJob.push((await findEvent(inbound)) !== undefined);
        return core.services.jobs.send(...args);
      },
    };
    const { acceptInbound } = await import('../../src/inbox/accept-inbound.ts');
    const { events } = await acceptInbound({ ...core.services, jobs }, inbound);
    expect((await Array.fromAsync(events)).at(-1)).toMatchObject({ type: 'reply' });
    expect(storedAtJob[0]).toBe(false);
    const waiting = await core.services.jobs.waiting('finish-turn');
    const event = await findEvent(inbound);
    expect(waiting).toContainEqual({ tenant: company.id, inbound: event?.id });
  });
});
