import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenOptions } from '../../src/db/open-database.ts';
import { silentLog, TEST_DATABASE_URL } from './harness.ts';
import { makeEmptyDataDir } from './harness-pglite.ts';
import { createEmptyDatabase } from './harness-postgres.ts';

/** A place for a database that is not there yet: a folder, or an empty database of the test server. */
export async function makeEmptyPlace(): Promise<OpenOptions & { remove(): Promise<void> }> {
  if (TEST_DATABASE_URL) {
    const empty = await createEmptyDatabase(TEST_DATABASE_URL);
    return {
      databaseUrl: empty.serviceUrl,
      ownerUrl: empty.ownerUrl,
      dataDir: 'unused',
      log: silentLog,
      remove: empty.drop,
    };
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'dyocense-'));
  await makeEmptyDataDir(dataDir);
  return { dataDir, log: silentLog, remove: () => rm(dataDir, { recursive: true, force: true }) };
}
