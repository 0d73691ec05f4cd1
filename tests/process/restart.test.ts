import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restaurantCsv } from '../contract/house/start-house.ts';
import { TEST_DATABASE_URL } from '../db/harness.ts';
import { makeEmptyPlace } from '../db/make-empty-place.ts';
import { history, keep, type Service, send, startService, type Taken } from './start-service.ts';

let place: Awaited<ReturnType<typeof makeEmptyPlace>>;
const services: Service[] = [];
beforeEach(async () => {
  place = await makeEmptyPlace();
});
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.kill()));
  await place.remove();
});

async function start(): Promise<Service> {
  const service = await startService(place);
  services.push(service);
  return service;
}

async function importRestaurant(service: Service): Promise<void> {
  const upload = await keep(service, 'restaurant.csv', restaurantCsv());
  const taken = await send(service, { conversation: randomUUID(), text: 'Import this file', attachments: [upload] });
  expect(await taken.answer).toContain('728 rows');
}

/** 24,000 rows: long enough to be killed in the middle. */
function longCsv(): string {
  const lines = ['date,shop,visitors'];
  for (let day = 0; day < 2_000; day += 1) {
    const date = new Date(Date.UTC(2021, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
    for (let shop = 0; shop < 12; shop += 1) lines.push(`${date},Shop ${shop},${(day * 7 + shop * 13) % 90}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Waits until every turn that was taken stands in its conversation, and gives the conversations. */
async function settled(service: Service, taken: readonly Taken[], timeout: number) {
  const conversations = [...new Set(taken.map(({ conversation }) => conversation))];
  const read = () => Promise.all(conversations.map((conversation) => history(service, conversation)));
  await expect
    .poll(async () => (await read()).flat().filter(({ said }) => said !== '').length, { timeout, interval: 200 })
    .toBeGreaterThanOrEqual(taken.length);
  return { conversations, read };
}

/** How many turns it had to make up for, by its own log. */
const foundOpen = (service: Service): number =>
  service.lines.filter((line) => line.includes('open turn found at start')).length;

const asked = (taken: readonly Taken[], conversation: string) =>
  taken.filter((one) => one.conversation === conversation).map(({ text }) => text);

describe('kill -9 of the service in the middle of turns', () => {
  it('loses no accepted message and answers none twice, though it is killed again while it makes up for it', async () => {
    const before = await start();
    await importRestaurant(before);
    const upload = await keep(before, 'visitors.csv', longCsv());
    const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
    const taken = await Promise.all([
      send(before, { conversation: one, text: 'Import this file', attachments: [upload] }),
      send(before, { conversation: two, text: 'how many portions will we sell next week?' }),
      send(before, { conversation: three, text: 'why did steak fall last month?' }),
    ]);
    await before.kill();

    const between = await start();
    expect(foundOpen(between)).toBeGreaterThan(0);
    await between.kill();

    const after = await start();
    expect(foundOpen(after)).toBeGreaterThan(0);
    const { conversations, read } = await settled(after, taken, 30_000);
    // A message sent now is answered in its thread, after what was made up for.
    taken.push(await send(after, { conversation: one, text: 'what can you do?' }));
    expect(await taken.at(-1)?.answer).toContain('visitors');
    for (const [index, turns] of (await read()).entries()) {
      expect(turns.map(({ question }) => question)).toEqual(asked(taken, conversations[index] ?? ''));
      for (const { said } of turns) expect(said).not.toMatch(/went wrong|could not finish/);
    }
    const [imported = [], forecast = []] = await read();
    expect(imported[0]?.said).toMatch(/24,000 rows/);
    expect(forecast[0]?.said).toMatch(/should come to about [\d,]+ for /);
  });
});

describe.skipIf(!TEST_DATABASE_URL)('two processes on one database', () => {
  it('answer the messages of one thread in order, each once, and each to who sent it', async () => {
    const [left, right] = await Promise.all([start(), start()]);
    await importRestaurant(left);
    const conversation = randomUUID();
    const texts = [
      'how many portions did we sell last week?',
      'and last month?',
      'and for Steak?',
      'how many portions will we sell next week?',
      'what can you do?',
      'how many portions did we sell in October 2026?',
      'and in September 2026?',
      'and for Steak?',
    ];
    const taken: Taken[] = [];
    for (const [index, text] of texts.entries())
      taken.push(await send(index % 2 === 0 ? left : right, { conversation, text }));
    const answers = await Promise.all(taken.map(({ answer }) => answer));
    const turns = await history(right, conversation);
    expect(turns.map(({ question }) => question)).toEqual(texts);
    expect(turns.map(({ said }) => said)).toEqual(answers);
    // "and for Steak?" leans on the answer before it, wherever that was made.
    expect(answers[2]).toMatch(/Steak/);
    expect(answers[7]).toMatch(/Steak.*September 2026/);
  });

  it('the one that lives takes up within a minute what the other one died of', async () => {
    const [left, right] = await Promise.all([start(), start()]);
    await importRestaurant(left);
    const upload = await keep(left, 'visitors.csv', longCsv());
    const conversation = randomUUID();
    const taken = await Promise.all([
      send(left, { conversation, text: 'Import this file', attachments: [upload] }),
      send(left, { conversation: randomUUID(), text: 'how many portions will we sell next week?' }),
    ]);
    await left.kill();
    const { read } = await settled(right, taken, 60_000);
    const turns = (await read()).flat();
    expect(turns.map(({ question }) => question)).toEqual(taken.map(({ text }) => text));
    expect(turns[0]?.said).toMatch(/24,000 rows/);
  });
});
