import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GOOD_CODE } from '../contract/web/fake-house.ts';
import { type StartedWeb, startWeb } from '../contract/web/start-web.ts';
import { ask, type OpenedPage, type OpenOptions, openPage, screenshot, waitForAnswer } from './drive-page.ts';
import { measureContrast } from './measure-contrast.ts';

let web: StartedWeb;
let opened: OpenedPage | undefined;
beforeEach(async () => {
  web = await startWeb({ listen: true, slackInstallUrl: 'https://coach.example.com/slack/install' });
  await web.house.openOwnCompany();
});
afterEach(async () => {
  await opened?.close();
  opened = undefined;
  await web.app.close();
});

const LOOKS: readonly [name: string, OpenOptions][] = [
  ['1280-light', { width: 1280 }],
  ['1280-dark', { width: 1280, theme: 'dark' }],
  ['390-light', { width: 390, height: 844, touch: true }],
  ['390-dark', { width: 390, height: 844, touch: true, theme: 'dark' }],
];

async function expectSound({ page, complaints }: OpenedPage): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  const texts = await measureContrast(page);
  expect(texts.filter(({ ratio, needed }) => ratio < needed)).toEqual([]);
  expect(complaints).toEqual([]);
}

describe.each(LOOKS)('at %s', (name, options) => {
  test('connecting a chat, a thumb, and a link of a person', async () => {
    opened = await openPage(web.url, options);
    const { page } = opened;
    await ask(page, 'How much will we sell next week?');
    await waitForAnswer(page);
    await page.locator('.thumb').first().click();
    await page.locator('.feedback-said', { hasText: 'Thank you.' }).waitFor();
    await page.locator('.feedback').scrollIntoViewIfNeeded();
    await expectSound(opened);
    await screenshot(page, `people-thumb-${name}`);

    // The sample stays here: only a company of one's own is connected.
    await page.locator('.company-button').click();
    expect(await page.locator('.menu-item', { hasText: 'Connect a chat' }).count()).toBe(0);
    await page.locator('.menu-item', { hasText: 'Your company' }).click();
    await page.locator('.company-button', { hasText: 'Your company' }).click();
    await page.locator('.menu-item', { hasText: 'Connect a chat' }).click();
    const dialog = page.locator('dialog.connect[open]');
    await dialog.waitFor();
    expect(await dialog.locator('code').textContent()).toBe('link ABCD-2345');
    expect(await dialog.locator('a').getAttribute('href')).toBe(
      'https://coach.example.com/slack/install?code=ABCD-2345',
    );
    await expectSound(opened);
    await screenshot(page, `people-connect-${name}`);
    await page.keyboard.press('Escape');

    await page.goto(`${web.url}/link/${GOOD_CODE}`);
    await expectSound(opened);
    await screenshot(page, `people-link-${name}`);
    await page.locator('button').click();
    await page.locator('#composer-text').waitFor();
    await page.locator('.company-button').click();
    expect(await page.locator('.menu-who').textContent()).toBe('Signed in as Vera');
    expect(await page.locator('.company-panel').textContent()).not.toContain('Harbor');
    await page.locator('.menu-item', { hasText: 'Sign out' }).click();
    await page.locator('h1', { hasText: 'You are signed out' }).waitFor();
  });
});

test('thumbs work by keyboard, the last one counts, and a reload remembers it', async () => {
  opened = await openPage(web.url);
  const { page } = opened;
  await ask(page, 'How much will we sell next week?');
  await waitForAnswer(page);
  const thumbs = page.getByRole('group', { name: 'Did this help?' }).getByRole('button');
  await thumbs.nth(0).focus();
  await page.keyboard.press('Enter');
  await page.locator('.feedback-said', { hasText: 'Thank you.' }).waitFor();
  await thumbs.nth(1).focus();
  await page.keyboard.press('Space');
  await expect.poll(() => web.house.pressed.map(({ kind }) => kind)).toEqual(['good', 'bad']);
  await expect.poll(() => page.evaluate('Object.values(sessionStorage).includes("bad")')).toBe(true);
  await page.reload();
  await waitForAnswer(page);
  expect(await thumbs.nth(0).getAttribute('aria-pressed')).toBe('false');
  expect(await thumbs.nth(1).getAttribute('aria-pressed')).toBe('true');
});

test('a question back has no thumbs', async () => {
  opened = await openPage(web.url);
  await ask(opened.page, 'sales');
  const answer = await waitForAnswer(opened.page);
  expect(await answer.locator('.thumb').count()).toBe(0);
});
