import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { age } from '@electric-sql/pglite-age';
import { vector } from '@electric-sql/pglite-pgvector';
import { openDatabase } from '../../src/db/open-database.ts';
import type { DatabaseLog, SqlRunner } from '../../src/db/sql-runner.ts';
import type { TestDatabase } from './test-database.ts';

const IMAGES = join(tmpdir(), 'dyocense-test-images');
const DAY_MS = 86_400_000;
const extensions = { vector, age };

/** Making a database from nothing takes seconds, so one migrated image is kept per version of the migrations. */
export async function openPgliteTest(key: string, options: { log: DatabaseLog }): Promise<TestDatabase> {
  const image = await ensureImage(`migrated-${key}`, () => packMigrated(options.log));
  const database = await openDatabase({ dataDir: 'memory://', image, log: options.log });
  const asOwner: SqlRunner = async (text, values = []) => rowsOf(await database.executeForJobs(text, values));
  return { ...database, asOwner, withOwner: (work) => work(asOwner) };
}

/** A new data folder of the embedded database, without any table of ours. */
export async function makeEmptyDataDir(dataDir: string): Promise<void> {
  const loadDataDir = await ensureImage('empty', packEmpty);
  await mkdir(dataDir, { recursive: true });
  const pglite = await PGlite.create({ dataDir: join(dataDir, 'pg'), extensions, loadDataDir });
  await pglite.close();
}

async function packEmpty(): Promise<Blob> {
  const pglite = await PGlite.create({ extensions });
  const packed = await pglite.dumpDataDir('none');
  await pglite.close();
  return packed;
}

async function packMigrated(log: DatabaseLog): Promise<Blob> {
  const dataDir = join(IMAGES, `making-${process.pid}`);
  await makeEmptyDataDir(dataDir);
  const database = await openDatabase({ dataDir, log });
  await database.close();
  const pglite = await PGlite.create({ dataDir: join(dataDir, 'pg'), extensions });
  const packed = await pglite.dumpDataDir('none');
  await pglite.close();
  await rm(dataDir, { recursive: true, force: true });
  return packed;
}

/** Made by whoever needs it first, of this version of the packages; the others wait. */
async function ensureImage(name: string, make: () => Promise<Blob>): Promise<Blob> {
  const packages = createHash('sha256').update(await readFile(new URL('../../package.json', import.meta.url)));
  const image = join(IMAGES, `${name}-${packages.digest('hex').slice(0, 12)}.tar`);
  await mkdir(IMAGES, { recursive: true });
  while (!(await exists(image))) {
    const guard = await open(`${image}.making`, 'wx').catch(() => null);
    if (guard) {
      await guard.close();
      try {
        await writeFile(`${image}.part`, Buffer.from(await (await make()).arrayBuffer()));
        await rename(`${image}.part`, image);
        await dropOldImages();
      } finally {
        await rm(`${image}.making`, { force: true });
      }
    } else {
      await waitForMaker(`${image}.making`);
    }
  }
  return openAsBlob(image);
}

/** Each change of a migration leaves an image behind. */
async function dropOldImages(): Promise<void> {
  for (const name of await readdir(IMAGES)) {
    const { mtimeMs } = await stat(join(IMAGES, name));
    if (Date.now() - mtimeMs > DAY_MS) await rm(join(IMAGES, name), { recursive: true, force: true });
  }
}

async function waitForMaker(guard: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  // Left behind by a run that was stopped.
  const made = await stat(guard).catch(() => null);
  if (made && Date.now() - made.mtimeMs > 90_000) await rm(guard, { force: true });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function rowsOf({ rows }: { rows: unknown[] }): Record<string, unknown>[] {
  // A row of either driver is an object by column name.
  return rows as Record<string, unknown>[];
}
