import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/observability/logger.ts';
import {
  ask,
  dropFile,
  keepReadmePicture,
  lastTurn,
  type OpenedPage,
  type OpenOptions,
  openPage,
  openWorking,
  screenshot,
  waitForAnswer,
} from './drive-page.ts';
import { AMBIGUOUS_FILE, BROKEN_FILE, HOSTILE_FILE, HOSTILE_NAMES, UNREADABLE_DATE } from './make-odd-files.ts';
import { makeRestaurantFile } from './make-restaurant-file.ts';
import { measureContrast } from './measure-contrast.ts';

/** The page against the whole service: database, coach, skills, engines, charts. Nothing is played. */

/** Noon in New York: a fixed today, so that the same questions have the same answers every day. */
const NOW = new Date('2026-11-22T17:00:00Z');
const WHY = 'Why did revenue drop last month?';
const RESTAURANT = makeRestaurantFile('2026-11-21');

let folder: string;
let app: App;
let url: string;
let opened: OpenedPage | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dyocense-house-'));
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
  return opened;
}

/** Asks and waits for the turn that this question makes. */
async function askAndWait(page: OpenedPage['page'], question: string) {
  const before = await page.locator('.turn').count();
  await ask(page, question);
  await page.locator('.turn').nth(before).waitFor();
  return waitForAnswer(page);
}

async function dropAndWait(page: OpenedPage['page'], file: { readonly name: string; readonly content: string }) {
  await dropFile(page, file);
  await page.locator('.turn:last-child .file-card', { hasText: file.name }).waitFor();
  return waitForAnswer(page);
}

const widthsOfCharts = (page: OpenedPage['page']) =>
  page
    .locator('.turn:last-child .chart img')
    .evaluateAll((imgs: { naturalWidth: number }[]) => imgs.map((img) => img.naturalWidth));

/** Nothing sticks out sideways, and all text can be read. */
async function expectSound(page: OpenedPage['page']): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  const texts = await measureContrast(page);
  expect(texts.length).toBeGreaterThan(8);
  expect(texts.filter(({ ratio, needed }) => ratio < needed)).toEqual([]);
}

describe('the sample company', () => {
  test('is the picture of the README', async () => {
    const { page } = await open({ width: 1280, height: 980 });
    await askAndWait(page, WHY);
    // The list at the side comes a moment after the answer.
    await page.locator('.history a').waitFor();
    await page.locator('#composer-text').blur();
    expect(await keepReadmePicture(page)).toBeLessThan(300_000);
  });

  test('greets, explains a drop with charts, shows where a number is from, and goes on by a button', async () => {
    const { page, complaints } = await open();
    expect(await page.locator('h1').textContent()).toContain('What would you like to know?');
    expect(await page.locator('.known').textContent()).toContain('It is a made-up company to try things out.');
    expect(await page.locator('.company-button .tag').textContent()).toBe('Sample');
    expect(await page.locator('.starter').count()).toBeGreaterThanOrEqual(3);

    const answer = await askAndWait(page, WHY);
    expect(await answer.locator('.section-answer').textContent()).toMatch(/^Revenue came to \$[\d,]+ for October 2026/);
    const widths = await widthsOfCharts(page);
    expect(widths).toHaveLength(2);
    for (const width of widths) expect(width).toBeGreaterThan(300);

    const drawer = await openWorking(page);
    expect(await drawer.locator('.files').textContent()).toMatch(/sales\.csv.*rows [\d,]+–[\d,]+ \([\d,]+ rows\)/);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });

    await answer.locator('.section-answer .fact').first().click();
    const card = page.locator('.fact-card');
    expect(await card.textContent()).toMatch(/Oct\s1\s–\s31,\s2026.*sales\.csv, rows [\d,]+–[\d,]+ \([\d,]+ rows\)/);
    await page.keyboard.press('Escape');

    await answer.locator('.actions .button', { hasText: 'What comes next' }).click();
    await page.locator('.turn').nth(1).waitFor();
    const next = await waitForAnswer(page);
    expect(await next.locator('.section-answer').textContent()).toContain('should come to about');
    expect(await widthsOfCharts(page)).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test('works by keyboard alone: a starter, the number behind it, the working, a follow-up', async () => {
    const { page } = await open();
    const focusOn = async (selector: string) => {
      for (let i = 0; i < 60; i += 1) {
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never reached ${selector}`);
    };
    await page.locator('.skip-link').focus();
    await focusOn('.starter');
    await page.keyboard.press('Enter');
    await page.locator('.turn').waitFor();
    await waitForAnswer(page);

    await page.locator('.skip-link').focus();
    await focusOn('.fact');
    expect(await page.getByRole('tooltip').textContent()).toContain('sales.csv');
    await focusOn('.actions .button');
    await focusOn('.working-button');
    await page.keyboard.press('Enter');
    await page.locator('dialog.drawer[open]').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(`document.activeElement.classList.contains('working-button')`)).toBe(true);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('.turn').nth(1).waitFor();
    await waitForAnswer(page);
    await page.keyboard.press('/');
    await page.keyboard.type('hello');
    await page.keyboard.press('Enter');
    await page.locator('.turn').nth(2).waitFor();
    expect(await (await waitForAnswer(page)).locator('.section-answer').textContent()).toContain('Hello!');
  });
});

describe('one’s own company', () => {
  test('is made by the first file; findings, forecast, a dish, the working, reload, and back to the sample', async () => {
    const { page, complaints } = await open();
    await askAndWait(page, WHY);
    const imported = await dropAndWait(page, RESTAURANT);
    expect(await imported.locator('.notice').textContent()).toBe(
      'Your file goes into your own company, apart from the sample.',
    );
    expect(await page.locator('.turn').count()).toBe(1);
    expect(await page.locator('.company-name').textContent()).toBe('Your company');
    const card = imported.locator('.section-card');
    expect(await card.locator('dt').allTextContents()).toEqual(
      expect.arrayContaining(['Period', 'Measures', 'Closed days', 'Left out']),
    );
    expect(await card.textContent()).toContain('never open on Mondays');
    expect(await card.textContent()).toContain('5: Lamb skewer, Lentil soup, Grilled trout, Stuffed pepper, Baklava');
    expect(await imported.locator('.section-points li').count()).toBeGreaterThanOrEqual(3);
    expect(await widthsOfCharts(page)).toHaveLength(1);

    const forecast = await askAndWait(page, 'how many portions will we sell next week?');
    expect(await forecast.locator('.section-answer').textContent()).toMatch(/for Nov 23\s–\s29, most likely between/);
    expect(await forecast.locator('.chart img').getAttribute('alt')).toContain('Quantity sold');
    expect(await forecast.locator('tbody tr').first().textContent()).toBe('Mon, Nov 23closed––');

    const why = await askAndWait(page, `why did ${RESTAURANT.fallenDish} change last month?`);
    // 0.5 of its guests from October 1 on is what the file was made with.
    expect(await why.locator('.section-answer').textContent()).toMatch(/Grilled trout.*down (4[5-9]|5[0-5])%/);

    const how = await askAndWait(page, 'how did you get that number?');
    expect(await how.locator('.section-card').textContent()).toContain('From restaurant-daily.csv');
    await how.getByRole('button', { name: /^Show all \d+ lines$/ }).click();
    expect(await how.locator('.card-lines > [hidden]').count()).toBe(0);

    const address = page.url();
    await page.reload();
    await waitForAnswer(page);
    expect(page.url()).toBe(address);
    expect(await page.locator('.turn').count()).toBe(4);
    expect(await page.locator('.turn .file-card').textContent()).toContain(RESTAURANT.name);

    await page.locator('.company-button').click();
    await page.locator('.menu-item', { hasText: 'Fern & Kettle' }).click();
    await page.locator('h1').waitFor();
    expect(await page.locator('.company-button .tag').textContent()).toBe('Sample');
    await page.locator('.history li:first-child a', { hasText: WHY }).first().waitFor();
    expect(await page.locator('.history a', { hasText: 'Import this file' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('names that are HTML, scripts, formulas, SQL or orders to a model stay names', async () => {
    const { page, complaints } = await open();
    const imported = await dropAndWait(page, HOSTILE_FILE);
    for (const name of HOSTILE_NAMES) expect(await imported.locator('.section-card').textContent()).toContain(name);
    const split = await askAndWait(page, 'quantity sold by item last month');
    for (const name of HOSTILE_NAMES) expect(await split.locator('tbody').first().textContent()).toContain(name);
    await openWorking(page);
    expect(await page.evaluate('typeof globalThis.owned')).toBe('undefined');
    expect(await page.locator('.log script, .log img[src="x"], .log a').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await (await askAndWait(page, 'hello')).locator('.section-answer').textContent()).toContain('Hello!');
  });

  test('a date that cannot be is refused with its row and column', async () => {
    const { page } = await open();
    const turn = await dropAndWait(page, BROKEN_FILE);
    const problem = turn.getByRole('alert');
    expect(await problem.textContent()).toContain(UNREADABLE_DATE.value);
    expect(await problem.textContent()).toMatch(new RegExp(`row ${UNREADABLE_DATE.row}\\b`, 'i'));
    expect(await problem.textContent()).toContain(UNREADABLE_DATE.column);
    expect(await problem.getByRole('button', { name: 'Choose the file again' }).isVisible()).toBe(true);
  });

  test('days that could be months are asked about, and a button goes on', async () => {
    const { page } = await open();
    const asked = await dropAndWait(page, AMBIGUOUS_FILE);
    expect(await asked.locator('.section-question').first().textContent()).toContain('Which day is 01/02/2026?');
    const choices = asked.locator('.button-choice');
    expect(await choices.count()).toBeGreaterThanOrEqual(2);
    await choices.first().click();
    await page.locator('.turn').nth(1).waitFor();
    const imported = await waitForAnswer(page);
    expect(await imported.locator('.section-answer').textContent()).toContain('Your file is in');
  });
});

describe('while an answer is on its way', () => {
  test('Stop stops it, and the question can be asked again', async () => {
    const { page } = await open();
    // A file of many years: bringing it in takes long enough to press a button.
    await dropFile(page, makeRestaurantFile('2026-11-20', 9_000));
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('.stopped').waitFor();
    expect(await page.getByRole('button', { name: 'Ask again' }).isVisible()).toBe(true);
    expect(await (await askAndWait(page, 'hello')).locator('.section-answer').textContent()).toContain('Hello!');
  });

  test('a dropped file waits where one can see it, can be left out, and follows', async () => {
    const { page } = await open();
    const gate = Promise.withResolvers<void>();
    await page.route('**/api/v1/chat', async (route) => {
      await gate.promise;
      await route.continue();
    });
    await ask(page, WHY);
    await page.locator('.waiting').waitFor();
    await dropFile(page, { name: 'not-this.csv', content: 'date,total\n2026-11-01,5\n' });
    await dropFile(page, { ...RESTAURANT, name: 'second-copy.csv' });
    const waiting = page.locator('.waiting-files li');
    expect(await waiting.allTextContents()).toEqual([
      'not-this.csv comes next, when this answer is done.',
      'second-copy.csv comes next, when this answer is done.',
    ]);
    await expectSound(page);
    await screenshot(page, 'house-waiting-1280-light');
    await page.getByRole('button', { name: 'Leave not-this.csv out' }).click();
    gate.resolve();
    await page.locator('.file-card', { hasText: 'second-copy.csv' }).waitFor();
    expect(await waiting.count()).toBe(0);
    await waitForAnswer(page);
    expect(await lastTurn(page).locator('.section-answer').textContent()).toMatch(/I have .* already|Your file is in/);
  });
});

/** With each a file of another length, for the same bytes twice are not imported twice. */
const LOOKS: readonly [name: string, OpenOptions, days: number][] = [
  ['1280-light', { width: 1280 }, 600],
  ['1280-dark', { width: 1280, theme: 'dark' }, 601],
  ['390-light', { width: 390, height: 844, touch: true }, 602],
  ['390-dark', { width: 390, height: 844, touch: true, theme: 'dark' }, 603],
];

test.each(LOOKS)('the look of real answers at %s', async (name, options, days) => {
  const { page, complaints } = await open(options);
  const look = async (what: string) => {
    await expectSound(page);
    await screenshot(page, `house-${what}-${name}`);
  };
  await page.locator('.company-button').click();
  await page.locator('.menu-item', { hasText: 'Fern & Kettle' }).click();
  await look('empty');
  const why = await askAndWait(page, WHY);
  await look('why');
  await why.locator('.fold').first().locator('summary').click();
  await why.locator('.section-caveat').scrollIntoViewIfNeeded();
  await look('why-end');
  await askAndWait(page, 'how did you get that number?');
  await look('how');
  await askAndWait(page, 'What will revenue be over the next two weeks?');
  await look('forecast');
  await openWorking(page);
  await look('working');
  await page.keyboard.press('Escape');
  await dropAndWait(page, { name: `looks-${name}.csv`, content: makeRestaurantFile('2026-11-21', days).content });
  await look('import');
  await dropAndWait(page, BROKEN_FILE);
  await look('refused');
  expect(complaints).toEqual([]);
});
