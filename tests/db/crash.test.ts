import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { createTestCompany, silentLog, TEST_DATABASE_URL } from './harness.ts';
import { makeEmptyDataDir } from './harness-pglite.ts';
import { startChild } from './start-child.ts';

// The embedded database only: a server has its own ways to survive, and its own tests of them.
const testEmbedded = test.skipIf(TEST_DATABASE_URL !== undefined);

let dataDir: string;
let company: Company;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dyocense-'));
  if (TEST_DATABASE_URL) return;
  await makeEmptyDataDir(dataDir);
  const database = await openDatabase({ dataDir, log: silentLog });
  company = await createTestCompany(database);
  await database.close();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

testEmbedded('kill -9 while it writes: every acknowledged row is there, and the folder opens again', async () => {
  const acknowledged: string[] = [];
  for (const rows of [1, 30, 100]) {
    const child = startChild('write-until-killed.ts', dataDir, company.id);
    await child.said(rows);
    await child.kill();
    acknowledged.push(...child.lines);
    const database = await openDatabase({ dataDir, log: silentLog });
    const kept = await database.inTenant(company.id, (tx) => tx.selectFrom('users').select('display_name').execute());
    await database.close();
    const names = new Set(kept.map((row) => row.display_name));
    expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
    // Each round may keep one more, whose acknowledgement was under way.
    expect(kept.length - acknowledged.length).toBeLessThanOrEqual(3);
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(131);
});
