import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/observability/logger.ts';
import {
  ask,
  dropFile,
  type lastTurn,
  type OpenedPage,
  type OpenOptions,
  openPage,
  screenshot,
  waitForAnswer,
} from './drive-page.ts';

/** Plans on the page, against the whole service with its sample company: asked, changed, stopped, approved, saved. */

const NOW = new Date('2026-11-22T17:00:00Z');

let folder: string;
let app: App;
let url: string;
let opened: OpenedPage | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dyocense-plans-'));
  const config = { ...readConfig({}), dataDir: folder, port: 0, logLevel: 'silent' } as const; // keeps 'silent' literal
  app = await createApp({ config, log: createLogger('silent'), now: () => NOW });
  url = await app.server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});
afterAll(async () => {
  await app?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(options: OpenOptions = {}) {
  opened = await openPage(url, options);
  return opened.page;
}

async function askAndWait(page: OpenedPage['page'], question: string) {
  const before = await page.locator('.turn').count();
  await ask(page, question);
  await page.locator('.turn').nth(before).waitFor();
  return waitForAnswer(page, 120_000);
}

const wordsOf = async (turn: ReturnType<typeof lastTurn>) => (await turn.textContent()) ?? '';

test('a roster: picture, table and files; a change says before and after; approved once', async () => {
  const page = await open();
  const roster = await askAndWait(page, 'Who should work next week?');
  expect(await roster.locator('.chart img').count()).toBe(1);
  // What was asked for stands open; other tables are folded.
  expect(await roster.locator('.table-box .table-title').first().textContent()).toMatch(/^Roster for Nov 23/);
  const names = await roster.locator('.file-name').allTextContents();
  expect(names.map((name) => name.split('.').at(-1))).toEqual(expect.arrayContaining(['xlsx', 'csv', 'ics']));

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    roster.locator('.file', { hasText: '.ics' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^roster-2026-11-23\.ics$/);
  const calendar = await readFile(await download.path(), 'utf8');
  expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(calendar.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(30);

  const fewer = await askAndWait(page, 'two fewer on Saturday');
  expect(await fewer.locator('.section-answer').first().textContent()).toMatch(/from \$[\d,]+ to \$[\d,]+/);
  await screenshot(page, 'plan-roster-1280');

  const approve = page.locator('.turn').nth(1).getByRole('button', { name: 'Approve' });
  await approve.click();
  await page.locator('.turn').nth(2).waitFor();
  expect(await wordsOf(await waitForAnswer(page))).toContain('Approved');
  await approve.click();
  await page.locator('.turn').nth(3).waitFor();
  expect(await wordsOf(await waitForAnswer(page))).toMatch(/is approved already/);
});

test('Stop ends the search for an order plan, and the best plan so far is the answer', async () => {
  const page = await open();
  await ask(page, 'What should I order?');
  await page.locator('.waiting', { hasText: 'from the best possible' }).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  const turn = await waitForAnswer(page, 60_000);
  expect(await turn.locator('.stopped').count()).toBe(0);
  expect(await turn.locator('.section-answer').first().textContent()).toMatch(/^Order /);
  await screenshot(page, 'plan-orders-1280');
});

describe.each([
  [1280, false],
  [390, true],
] as const)('at %i px', (width, touch) => {
  test.each([
    ['Which prices should we change?', /^(Raise|Lower|Charge|Keep|Leave)/],
    ['Where should the ad money go?', /^Move /],
  ])('%s', async (question, opening) => {
    const page = await open({ width, touch });
    const turn = await askAndWait(page, question);
    expect(await turn.locator('.section-answer').first().textContent()).toMatch(opening);
    expect(await wordsOf(turn)).not.toMatch(/\{\{|undefined|NaN/);
    expect(await turn.locator('.takeaways').count()).toBe(1);
    // Nothing sticks out sideways.
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await screenshot(page, `plan-${question.split(' ')[0]?.toLowerCase()}-${width}`);
    expect(opened?.complaints).toEqual([]);
  });
});

test('lists of one’s own: people and shifts are dropped in, and the roster is there', async () => {
  const page = await open();
  await dropFile(page, {
    name: 'team.csv',
    content:
      'name,roles,wage,max_hours,mon,tue,wed,thu,fri,sat,sun\nAna,bar,18,40,8-18,8-18,8-18,8-18,8-18,off,off\nBen,bar,17,40,off,off,8-18,8-18,8-18,8-18,8-18\n',
  });
  const people = await waitForAnswer(page);
  expect(await wordsOf(people)).toMatch(/2 people/);
  await page.locator('.turn').last().waitFor();
  await dropFile(page, {
    name: 'shifts.csv',
    content:
      'weekday,shift,from,to,role,people\nWed,Day,9:00,17:00,bar,2\nThu,Day,9:00,17:00,bar,1\nSun,Day,9:00,17:00,bar,1\n',
  });
  await page.locator('.turn').nth(1).waitFor();
  await waitForAnswer(page);
  const roster = await askAndWait(page, 'Plan the roster for next week');
  expect(await wordsOf(roster)).toMatch(/every shift is covered/i);
  expect(await wordsOf(roster)).toMatch(/Ana/);
});
