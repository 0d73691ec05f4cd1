import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HOSTILE } from '../contract/web/fake-replies.ts';
import { type StartedWeb, startWeb } from '../contract/web/start-web.ts';
import {
  ask,
  dropFile,
  lastTurn,
  type OpenedPage,
  type OpenOptions,
  openPage,
  openWorking,
  screenshot,
  waitForAnswer,
} from './drive-page.ts';
import { measureContrast } from './measure-contrast.ts';

const QUESTION = 'How much will we sell next week?';
const CSV = { name: 'yaz_daily_wide.csv', content: `date,steak\n${'2026-11-01,12\n'.repeat(2_000)}` };

let web: StartedWeb;
let opened: OpenedPage | undefined;
beforeEach(async () => {
  web = await startWeb({ listen: true, stepMs: 15 });
});
afterEach(async () => {
  await opened?.close();
  opened = undefined;
  await web.app.close();
});

async function open(options: OpenOptions = {}, path = '/') {
  opened = await openPage(`${web.url}${path}`, options);
  return opened;
}

const LOOKS: readonly [name: string, OpenOptions][] = [
  ['1280-light', { width: 1280 }],
  ['1280-dark', { width: 1280, theme: 'dark' }],
  ['390-light', { width: 390, height: 844, touch: true }],
  ['390-dark', { width: 390, height: 844, touch: true, theme: 'dark' }],
];

/** Nothing sticks out sideways, and all text can be read. */
async function expectSound(page: OpenedPage['page']): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  const texts = await measureContrast(page);
  expect(texts.length).toBeGreaterThan(8);
  expect(texts.filter(({ ratio, needed }) => ratio < needed)).toEqual([]);
}

describe.each(LOOKS)('the look at %s', (name, options) => {
  test('greeting, answer, source of a number, working, large chart, import, error', async () => {
    const { page, complaints } = await open(options);
    const theme = options.theme ?? 'light';
    expect(await page.locator('h1').textContent()).toContain('What would you like to know?');
    await expectSound(page);
    await screenshot(page, `page-empty-${name}`);

    await ask(page, QUESTION);
    const answer = await waitForAnswer(page);
    await expectSound(page);
    await screenshot(page, `page-answer-${name}`);
    expect(web.house.chartAsks.at(-1)).toEqual({ theme, width: options.width === 390 ? 390 : 720 });

    await answer.locator('.fact', { hasText: '$17,022' }).click();
    const card = page.locator('.fact-card');
    expect(await card.textContent()).toContain('$17,021.55');
    expect(await card.textContent()).toContain('cafe-sales-2026.csv, rows 12,208–12,611 (404 rows)');
    await expectSound(page);
    await screenshot(page, `page-source-${name}`);
    await page.keyboard.press('Escape');
    expect(await card.isVisible()).toBe(false);

    const drawer = await openWorking(page);
    expect(await drawer.textContent()).toContain('29% closer');
    await expectSound(page);
    await screenshot(page, `page-working-${name}`);
    await page.keyboard.press('Escape');

    await answer.locator('.chart-open').click();
    const dialog = page.locator('dialog.chart-dialog');
    await dialog.locator('img').evaluate((img: { decode(): Promise<void> }) => img.decode());
    await screenshot(page, `page-chart-${name}`);
    expect(await dialog.locator('a[download]').getAttribute('download')).toBe('Revenue-should-rise-8-next-week.png');
    await dialog.getByRole('button', { name: 'Show as table' }).click();
    expect(await dialog.locator('tbody tr').count()).toBe(7);
    await page.keyboard.press('Escape');

    await ask(page, 'Why did sales drop?');
    await waitForAnswer(page);
    await expectSound(page);
    await screenshot(page, `page-table-${name}`);

    await dropFile(page, CSV);
    await page.locator('.turn').filter({ hasText: CSV.name }).waitFor();
    await waitForAnswer(page);
    await page.locator('.company-name', { hasText: 'Your company' }).waitFor();
    await expectSound(page);
    await screenshot(page, `page-import-${name}`);

    await ask(page, 'please fail');
    await lastTurn(page).getByRole('alert').waitFor();
    await expectSound(page);
    await screenshot(page, `page-error-${name}`);
    expect(complaints).toEqual([]);
  });
});

describe('a conversation', () => {
  test('stands under its address: reload, history and the back button find it', async () => {
    const { page } = await open();
    await page.locator('.starter', { hasText: QUESTION }).click();
    await waitForAnswer(page);
    const address = page.url();
    expect(address).toMatch(/#\/c\/[0-9a-f-]{36}$/);
    await page.reload();
    await waitForAnswer(page);
    expect(await lastTurn(page).textContent()).toContain('$18,412');
    await page.getByRole('link', { name: 'New conversation', exact: true }).click();
    await page.locator('h1').waitFor();
    expect(await page.locator('.turn').count()).toBe(0);
    await page.goBack();
    await waitForAnswer(page);
    expect(page.url()).toBe(address);
    const entry = page.locator('.history a[aria-current="page"]');
    expect(await entry.getAttribute('href')).toBe(new URL(address).hash);
  });

  test('a question back offers its choices', async () => {
    const { page } = await open();
    await ask(page, 'sales?');
    await waitForAnswer(page);
    await page.getByRole('button', { name: 'The number of orders' }).click();
    await page.locator('.turn').nth(1).waitFor();
    expect(web.house.accepted.at(-1)?.actionId).toBe('act-orders');
  });

  test('goes on unseen while another one is looked at', async () => {
    const { page } = await open();
    await ask(page, 'slow question');
    await page.locator('.waiting', { hasText: 'reading May' }).waitFor();
    const address = page.url();
    await page.getByRole('link', { name: 'New conversation', exact: true }).click();
    await page.locator('h1').waitFor();
    expect(await page.getByRole('button', { name: 'Send' }).isVisible()).toBe(true);
    await page.goBack();
    await page.locator('.waiting').waitFor();
    expect(page.url()).toBe(address);
    expect(await page.getByRole('button', { name: 'Stop' }).isVisible()).toBe(true);
  });

  test('Esc stops an answer, and the house hears of it', async () => {
    const { page } = await open();
    await ask(page, 'slow question');
    await page.locator('.waiting', { hasText: 'reading May' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.stopped').waitFor();
    const event = web.house.accepted.at(-1)?.eventId;
    await vi.waitFor(() => expect(web.house.aborted).toContain(event), 5_000);
    expect(await page.getByRole('button', { name: 'Ask again' }).isVisible()).toBe(true);
  });
});

describe('nothing typed is lost', () => {
  test('a draft outlives a reload', async () => {
    const { page } = await open();
    await page.locator('#composer-text').fill('half a question');
    await page.reload();
    expect(await page.locator('#composer-text').inputValue()).toBe('half a question');
  });

  test('a message that is refused comes back into the field', async () => {
    const { page } = await open();
    await page.route('**/api/v1/chat', (route) =>
      route.fulfill({
        status: 503,
        json: { error: { code: 'busy', message: 'Too much to do right now.', advice: 'Try again in a minute.' } },
      }),
    );
    await ask(page, 'my long question');
    const problem = lastTurn(page).getByRole('alert');
    await problem.waitFor();
    expect(await problem.textContent()).toContain('Try again in a minute.');
    expect(await page.locator('#composer-text').inputValue()).toBe('my long question');
    await page.unroute('**/api/v1/chat');
    await problem.getByRole('button', { name: 'Try again' }).click();
    await waitForAnswer(page);
    expect(await page.locator('#composer-text').inputValue()).toBe('');
    expect(await page.locator('.turn').count()).toBe(1);
  });

  test('when the line breaks it says so and sends the same event again', async () => {
    const { page } = await open();
    const sent: string[] = [];
    await page.route('**/api/v1/chat', async (route) => {
      sent.push(String(JSON.parse(route.request().postData() ?? '{}').eventId));
      if (sent.length < 3) await route.abort('connectionreset');
      else await route.continue();
    });
    await ask(page, QUESTION);
    await page.locator('.waiting', { hasText: 'The connection is lost. Trying again' }).waitFor();
    await waitForAnswer(page);
    expect(await lastTurn(page).textContent()).toContain('$18,412');
    expect(sent).toHaveLength(3);
    expect(new Set(sent).size).toBe(1);
  });
});

describe('files', () => {
  test('a hovering file brings up the sheet, and leaving takes it away', async () => {
    const { page } = await open();
    const transfer = await page.evaluateHandle(
      `(() => { const t = new DataTransfer(); t.items.add(new File(['x'], 'x.csv')); return t; })()`,
    );
    await page.dispatchEvent('#stage', 'dragenter', { dataTransfer: transfer });
    expect(await page.locator('.drop-overlay').isVisible()).toBe(true);
    await screenshot(page, 'page-drop-1280-light');
    await page.dispatchEvent('#stage', 'dragleave', { dataTransfer: transfer });
    expect(await page.locator('.drop-overlay').isVisible()).toBe(false);
  });

  test('an empty file is refused in words', async () => {
    const { page } = await open();
    await dropFile(page, { name: 'empty.csv', content: '' });
    const problem = lastTurn(page).getByRole('alert');
    await problem.waitFor();
    expect(await problem.textContent()).toContain('That file is empty.');
  });
});

describe('for everyone', () => {
  test('hostile text is text everywhere', async () => {
    const { page, complaints } = await open();
    await ask(page, `hostile ${HOSTILE}`);
    const answer = await waitForAnswer(page);
    expect(await answer.locator('.section-answer h3').textContent()).toBe(HOSTILE);
    await answer.locator('.fact').click();
    expect(await page.locator('.fact-label').textContent()).toBe(HOSTILE);
    const drawer = await openWorking(page);
    expect(await drawer.textContent()).toContain(HOSTILE);
    expect(await page.locator('img[src="x"], .log script').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
    expect(complaints).toEqual([]);
  });

  test('the log is silent while it grows, and one announcement follows', async () => {
    const { page } = await open();
    await ask(page, QUESTION);
    await waitForAnswer(page);
    const log = page.getByRole('log', { name: 'Conversation' });
    expect(await log.getAttribute('aria-live')).toBe('off');
    const announcer = page.locator('#announcer');
    await vi.waitFor(async () =>
      expect(await announcer.textContent()).toBe(
        'Answer ready. Harbor should take about $18,412 next week, 8% more than last week. With a chart.',
      ),
    );
    expect(await announcer.getAttribute('aria-live')).toBe('polite');
  });

  test('landmarks, names and alternative texts are there', async () => {
    const { page } = await open();
    await ask(page, QUESTION);
    await waitForAnswer(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    for (const role of ['banner', 'main'] as const) expect(await page.getByRole(role).count(), role).toBe(1);
    expect(await page.getByRole('navigation', { name: 'Conversations' }).count()).toBe(1);
    expect(await page.getByRole('textbox', { name: 'Your question' }).count()).toBe(1);
    expect(await page.locator('.chart img').getAttribute('alt')).toContain('between $17,105 and $19,731');
    const nameless = await page.evaluate(
      `[...document.querySelectorAll('button, a, input, textarea')].filter((e) => e.checkVisibility() && !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).map((e) => e.outerHTML)`,
    );
    expect(nameless).toEqual([]);
  });

  test('the keyboard reaches everything in reading order, and comes back from dialogs', async () => {
    const { page } = await open();
    await ask(page, QUESTION);
    await waitForAnswer(page);
    await page.locator('.skip-link').focus();
    const order: string[] = [];
    for (let i = 0; i < 22; i += 1) {
      await page.keyboard.press('Tab');
      order.push(
        String(await page.evaluate(`document.activeElement.className || document.activeElement.tagName`)).split(
          ' ',
        )[0] ?? '',
      );
    }
    const first = (name: string) => order.indexOf(name);
    for (const name of ['brand', 'company-button', 'fact', 'chart-open', 'button', 'TEXTAREA'])
      expect(first(name), name).toBeGreaterThanOrEqual(0);
    expect(first('brand')).toBeLessThan(first('fact'));
    expect(first('fact')).toBeLessThan(first('chart-open'));
    expect(first('chart-open')).toBeLessThan(first('TEXTAREA'));

    await page.locator('.working-button').focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(`document.activeElement.classList.contains('working-button')`)).toBe(true);
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('composer-text');
    await page.keyboard.type('one');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two');
    expect(await page.locator('#composer-text').inputValue()).toBe('one\ntwo');
  });

  test('a focused number shows its source and is described by it', async () => {
    const { page } = await open();
    await ask(page, QUESTION);
    const answer = await waitForAnswer(page);
    await page.locator('.skip-link').focus();
    for (let i = 0; i < 12 && !(await page.locator('.fact-card').isVisible()); i += 1) await page.keyboard.press('Tab');
    expect(await answer.locator('.fact').first().getAttribute('aria-describedby')).toBe('fact-card');
    expect(await page.getByRole('tooltip').textContent()).toContain('$18,412.37');
  });

  test('with a finger every target is at least 44 px high, at 360 px nothing sticks out', async () => {
    const { page } = await open({ width: 360, height: 740, touch: true });
    await ask(page, QUESTION);
    await waitForAnswer(page);
    await expectSound(page);
    const small = await page.evaluate(
      `[...document.querySelectorAll('button:not(.fact), a:not(.skip-link), textarea')].filter((e) => e.checkVisibility()).map((e) => [e.className, e.getBoundingClientRect().height]).filter(([, height]) => height < 43.5)`,
    );
    expect(small).toEqual([]);
  });

  test('the theme button changes colours and charts, and is remembered', async () => {
    const { page } = await open();
    await ask(page, QUESTION);
    await waitForAnswer(page);
    await page.getByRole('button', { name: 'Use dark colours' }).click();
    await vi.waitFor(() => expect(web.house.chartAsks.at(-1)?.theme).toBe('dark'), 5_000);
    await page.reload();
    await waitForAnswer(page);
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    expect(await page.locator('.chart img').getAttribute('src')).toContain('theme=dark');
  });

  test('a chart that cannot be drawn shows its numbers instead', async () => {
    const { page } = await open();
    await page.route('**/api/v1/charts/**', (route) => route.abort());
    await ask(page, QUESTION);
    await page.locator('.chart.is-broken table').waitFor();
    expect(await page.locator('.chart tbody tr').count()).toBe(7);
  });
});

test('with a token: the form lets in, and signing out leads back to it', async () => {
  const guarded = await startWeb({ listen: true, token: 'open sesame' });
  try {
    opened = await openPage(guarded.url);
    const { page } = opened;
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await screenshot(page, 'page-sign-in-1280-light');
    await page.getByLabel('Access key').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Access key').fill('open sesame');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('#composer-text').waitFor();
    await ask(page, QUESTION);
    await waitForAnswer(page);
    await page.locator('.company-button').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
  } finally {
    await guarded.app.close();
  }
});
