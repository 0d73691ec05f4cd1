import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import sharp from 'sharp';

/** Drives the web page as a person would: opens it, asks, drops files, looks. */

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  /** A finger instead of a mouse, as on a phone. */
  readonly touch?: boolean;
}

export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained about: errors of scripts, blocked resources. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

const OUTPUT = join(import.meta.dirname, '../../test-output');
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens an address in a browser of its own, with a profile that is thrown away. `CHROMIUM` names another browser. */
export async function openPage(url: string, options: OpenOptions = {}): Promise<OpenedPage> {
  const profile = await mkdtemp(join(tmpdir(), 'dyocense-browser-'));
  const { width = 1280, height = 860, theme = 'light', touch = false } = options;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: QUIET,
    viewport: { width, height },
    colorScheme: theme,
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: 'reduce',
    locale: 'en-US',
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  await page.locator('#composer-text, #token').first().waitFor();
  await page.evaluate('document.fonts.ready');
  return {
    page,
    context,
    complaints,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Types a question and sends it with Enter. */
export async function ask(page: Page, text: string): Promise<void> {
  await page.locator('#composer-text').fill(text);
  await page.locator('#composer-text').press('Enter');
}

/** Drops a file anywhere on the page, by the events a browser sends. */
export async function dropFile(
  page: Page,
  file: { readonly name: string; readonly content: string; readonly mediaType?: string },
): Promise<void> {
  const transfer = await page.evaluateHandle(
    `(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(file.content)}], ${JSON.stringify(file.name)}, { type: ${JSON.stringify(file.mediaType ?? 'text/csv')} }));
      return transfer;
    })()`,
  );
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('#stage', event, { dataTransfer: transfer });
}

/** Chooses a file with the paper clip's picker; for files too large to build inside the page. */
export async function chooseFile(page: Page, path: string): Promise<void> {
  await page.locator('#file-input').setInputFiles(path);
}

/** The newest question and answer. */
export const lastTurn = (page: Page): Locator => page.locator('.turn').last();

/** Waits until the newest turn is over and its pictures are there; returns it. */
export async function waitForAnswer(page: Page, timeoutMs = 60_000): Promise<Locator> {
  await page.locator('.turn:last-child[aria-busy="false"]').waitFor({ timeout: timeoutMs });
  // `decode` waits for the picture, and fails when it cannot be drawn.
  for (const picture of await page.locator('.turn:last-child img').all()) {
    await picture.evaluate((img: { decode(): Promise<void> }) => img.decode());
  }
  return lastTurn(page);
}

/** Opens the working of the newest answer; returns the drawer. */
export async function openWorking(page: Page): Promise<Locator> {
  await lastTurn(page).locator('.working-button').click();
  const drawer = page.locator('dialog.drawer[open]');
  await drawer.waitFor();
  return drawer;
}

/** Keeps a picture of the window under test-output; returns where. */
export async function screenshot(page: Page, name: string): Promise<string> {
  await mkdir(OUTPUT, { recursive: true });
  const path = join(OUTPUT, `${name}.png`);
  await page.screenshot({ path });
  return path;
}

/**
 * Makes the picture of the README, at most 256 colours; returns its size in bytes. It lands in test-output;
 * with UPDATE_SCREENSHOT=1 in docs, so that a test run leaves the checkout as it was.
 */
export async function keepReadmePicture(page: Page): Promise<number> {
  const png = await sharp(await page.screenshot())
    .png({ palette: true, compressionLevel: 9, effort: 10 })
    .toBuffer();
  const folder = process.env.UPDATE_SCREENSHOT === '1' ? join(OUTPUT, '../docs') : OUTPUT;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'screenshot.png'), png);
  return png.byteLength;
}
