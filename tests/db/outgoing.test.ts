import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import type { Outgoing, Place } from '../../src/contracts/delivery.ts';
import { findTurnOfMessage } from '../../src/db/queries/thread-root.ts';
import { openTestDatabase, type TestDatabase } from './harness.ts';
import { createFakePlatform, createSlackCompany, type HouseCore, slackMessage, startCore } from './house-core.ts';

const until = { timeout: 20_000, interval: 20 };

let database: TestDatabase;
let company: Company;
let place: Place;
let core: HouseCore;
/** Everything the channel was given, oldest first. */
let given: Outgoing[];
let platform: ReturnType<typeof createFakePlatform>;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
afterEach(() => core.close());

async function start(): Promise<void> {
  ({ company, place } = await createSlackCompany(database));
  given = [];
  platform = createFakePlatform((outgoing) => void given.push(outgoing));
  core = await startCore({ database, deliver: platform.deliver });
}

test('what a schedule sent answers no event', async () => {
  await start();
  const call = { skill: 'write-digest', input: {} } as const;
  await core.accept(slackMessage(place, { kind: 'scheduled', call, eventId: 'digest:1:2026-11-23', text: '' }));
  await expect.poll(() => given.length, until).toBe(1);
  expect(given[0]).toMatchObject({ eventId: null, content: { kind: 'reply' } });
});

test('what takes an answer away knows the way the question came', async () => {
  await start();
  const address = { token: 'sealed', ephemeral: true };
  await core.accept(slackMessage(place, { text: 'orders?', message: '17.1', address }));
  await expect.poll(() => platform.shown.length, until).toBe(1);
  await core.notice(place, { kind: 'deleted', conversation: 'C1', message: '17.1' });
  await expect.poll(() => platform.shown.length, until).toBe(0);
  expect(given.at(-1)).toMatchObject({
    content: { kind: 'remove', messages: [{ conversation: 'C1', message: 'm1' }] },
    target: { conversation: 'C1', user: 'U1', address },
    eventId: null,
  });
});

test('a message names its answer where it stands, and in a thread that is named by it', async () => {
  await start();
  await core.accept(slackMessage(place, { text: 'orders?' }));
  await expect.poll(() => platform.shown.length, until).toBe(1);
  const content = given[0]?.content;
  const turn = content?.kind === 'reply' ? content.turn : 'none';
  const find = (conversation: string, message: string, workspace = place.workspace) =>
    database.inTenant(company.id, (tx) => findTurnOfMessage(tx, { ...place, workspace, conversation }, message));
  await expect.poll(() => find('C1', 'm1'), until).toBe(turn);
  // Discord: a thread opened under a message is a conversation with that message's id.
  expect(await find('m1', 'm1')).toBe(turn);
  expect(await find('C2', 'm1')).toBeNull();
  expect(await find('C1', 'm2')).toBeNull();
  expect(await find('C1', 'm1', 'elsewhere')).toBeNull();
});
