import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { createTestCompany, silentLog, TEST_DATABASE_URL } from './harness.ts';
import { makeEmptyDataDir } from './harness-pglite.ts';
import { importText, makeCsv } from './import-support.ts';
import { startChild } from './start-child.ts';

let dataDir: string;
let company: Company;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dyocense-import-'));
  if (TEST_DATABASE_URL) return;
  await makeEmptyDataDir(dataDir);
  const database = await openDatabase({ dataDir, log: silentLog });
  company = await createTestCompany(database);
  await importText(database, company, {
    name: 'first.csv',
    text: makeCsv('date,quantity', '2024-01-01', 30, (day, at) => `${day},${at + 1}`),
  });
  await database.close();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function kept(): Promise<unknown[]> {
  const database = await openDatabase({ dataDir, log: silentLog });
  try {
    const { rows } = await database.executeForJobs(
      'select d.file_name as file, count(*)::int as values from datasets d join business_metrics m on m.dataset_id = d.id group by 1 order by 1',
      [],
    );
    return rows;
  } finally {
    await database.close();
  }
}

// The embedded database only: there a crash of the service is a crash of the database.
test.skipIf(TEST_DATABASE_URL !== undefined)(
  'kill -9 during an import keeps what was there, and a second try succeeds',
  async () => {
    for (const saidBefore of [2, 6]) {
      const child = startChild('import-file.ts', dataDir, company.id);
      await child.said(saidBefore);
      await child.kill();
      expect(child.lines.some((line) => line.startsWith('outcome'))).toBe(false);
      expect(await kept()).toEqual([{ file: 'first.csv', values: 30 }]);
    }
    const child = startChild('import-file.ts', dataDir, company.id);
    while (!child.lines.some((line) => line.startsWith('outcome'))) await child.said(child.lines.length + 1);
    expect(child.lines.at(-1)).toBe('outcome imported');
    while (isAlive(child.pid)) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await kept()).toEqual([
      { file: 'first.csv', values: 30 },
      { file: 'second.csv', values: 8_000 },
    ]);
    await killWhileTakingOut();
  },
);

/** The file is there whole after each kill, and gone whole after the try that was let be. */
async function killWhileTakingOut(): Promise<void> {
  const dataset = await idOf('second.csv');
  for (const saidBefore of [1, 2]) {
    const child = startChild('import-file.ts', dataDir, company.id, '0', dataset);
    await child.said(saidBefore);
    await child.kill();
    expect(child.lines.some((line) => line.startsWith('outcome'))).toBe(false);
    expect(await kept()).toEqual([
      { file: 'first.csv', values: 30 },
      { file: 'second.csv', values: 8_000 },
    ]);
  }
  const child = startChild('import-file.ts', dataDir, company.id, '0', dataset);
  while (!child.lines.some((line) => line.startsWith('outcome'))) await child.said(child.lines.length + 1);
  expect(child.lines.at(-1)).toBe('outcome taken-out');
  while (isAlive(child.pid)) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await kept()).toEqual([{ file: 'first.csv', values: 30 }]);
}

async function idOf(fileName: string): Promise<string> {
  const database = await openDatabase({ dataDir, log: silentLog });
  try {
    const { rows } = await database.executeForJobs('select id from datasets where file_name = $1', [fileName]);
    const [row] = rows;
    return typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : '';
  } finally {
    await database.close();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
