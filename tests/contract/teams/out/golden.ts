import { readFile, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';

/**
 * Compares with `golden/<name>.json`. Pictures stand there as their size. Run with `UPDATE_GOLDEN=1` after a change
 * that was meant, and read what changed.
 */
export async function expectGolden(name: string, value: unknown): Promise<void> {
  const file = new URL(`./golden/${name}.json`, import.meta.url);
  const json = JSON.stringify(
    value,
    (key, held) => (key === 'url' && typeof held === 'string' ? held.replace(/base64,.+$/, 'base64,…') : held),
    2,
  );
  if (process.env.UPDATE_GOLDEN) await writeFile(file, `${json}\n`);
  expect(JSON.parse(json)).toEqual(JSON.parse(await readFile(file, 'utf8')));
}
