import { expect, test } from 'vitest';
import type { Place } from '../../src/contracts/delivery.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { createSlackCompany, slackMessage } from '../db/house-core.ts';
import { makeEmptyPlace } from '../db/make-empty-place.ts';
import { startChild } from '../db/start-child.ts';
import { startFakePlatform } from './fake-platform.ts';

const THREADS = 40;
const EACH = 25;
const TWICE = 0.3;

/** Mulberry32: the same events in the same order in each run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Each thread's events in order, three in ten of them once more, some at once and some much later. */
function planThread(place: Place, thread: number, random: () => number): Inbound[] {
  const planned: Inbound[] = [];
  const late: Inbound[] = [];
  for (let nth = 0; nth < EACH; nth += 1) {
    const event = slackMessage(place, {
      conversation: `C${thread % 10}`,
      thread: `C${thread % 10}:${thread}`,
      eventId: `E${thread}-${nth}`,
      text: `${thread}-${nth}`,
    });
    planned.push(event);
    if (random() < TWICE) (random() < 0.5 ? planned : late).push(event);
  }
  return [...planned, ...late];
}

test('1,000 events, three in ten sent twice, two crashes and a platform that misbehaves: each is answered once, in order', async () => {
  const random = createRandom(7);
  const platform = await startFakePlatform({ limited: 0.02, lostAnswer: 0.02, slow: 0.05 }, random);
  const site = await makeEmptyPlace();
  const database = await openDatabase(site);
  const { place } = await createSlackCompany(database);
  await database.close();
  const start = async () => {
    const child = startChild('run-house-core.ts', site.dataDir, site.databaseUrl ?? '', platform.url);
    await child.said(1);
    return child;
  };
  let house = await start();
  let starting: Promise<void> | null = null;
  let taken = 0;
  const crashAt = [350, 800];
  let crashes = 0;

  /** As a platform does: again and again until it is acknowledged. */
  const hand = async (event: Inbound): Promise<void> => {
    for (;;) {
      await starting;
      const response = await fetch(house.lines[0] ?? '', { method: 'POST', body: JSON.stringify(event) }).catch(
        () => null,
      );
      if (response?.ok) break;
    }
    taken += 1;
    if (taken !== crashAt[crashes]) return;
    crashes += 1;
    starting = house.kill().then(async () => {
      house = await start();
    });
  };

  try {
    const threads = Array.from({ length: THREADS }, (_, at) => planThread(place, at, random));
    const sent = threads.reduce((sum, events) => sum + events.length, 0);
    expect(sent).toBeGreaterThan(1_200);
    await Promise.all(
      threads.map(async (events) => {
        for (const event of events) await hand(event);
      }),
    );
    const total = THREADS * EACH;
    await expect.poll(() => platform.shown.length, { timeout: 300_000, interval: 500 }).toBeGreaterThanOrEqual(total);
    expect(crashes).toBe(2);
    expect(platform.said.limited).toBeGreaterThan(5);
    expect(platform.said.lostAnswer).toBeGreaterThan(5);
    const inThread = Object.groupBy(platform.shown, ({ thread }) => thread);
    for (let thread = 0; thread < THREADS; thread += 1) {
      const said = (inThread[`C${thread % 10}:${thread}`] ?? []).map(({ text }) => text);
      expect(said).toEqual(Array.from({ length: EACH }, (_, nth) => `${thread}-${nth}`));
    }
    expect(platform.shown).toHaveLength(total);
  } finally {
    await house.kill();
    await platform.close();
    await site.remove();
  }
}, 600_000);
