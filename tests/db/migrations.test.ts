import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UserError } from '../../src/contracts/errors.ts';
import { compareMigrations, type Migration, migrate, readMigrations } from '../../src/db/migrate.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { openTestDatabase, silentLog, TEST_DATABASE_URL, type TestDatabase } from './harness.ts';
import { asServer, createEmptyDatabase } from './harness-postgres.ts';
import { makeEmptyPlace } from './make-empty-place.ts';

let database: TestDatabase;
let migrations: Migration[];
beforeAll(async () => {
  database = await openTestDatabase();
  migrations = await readMigrations();
});
afterAll(() => database?.close());

describe('migrations', () => {
  test('are numbered without a gap', () => {
    expect(migrations.map(({ name }) => Number(name.slice(0, 4)))).toEqual(migrations.map((_, i) => i + 1));
  });

  test('are all applied to an empty database, and once only', async () => {
    const place = await makeEmptyPlace();
    const applied: unknown[] = [];
    const log = { ...silentLog, info: (details: object) => applied.push(details) };
    try {
      await (await openDatabase({ ...place, log })).close();
      await (await openDatabase({ ...place, log })).close();
      expect(applied).toEqual([{ applied: migrations.map(({ name }) => name) }]);
    } finally {
      await place.remove();
    }
  });

  test('two copies that start at once on an empty database both come up', async ({ skip }) => {
    if (!TEST_DATABASE_URL) skip('the data folder admits one process; see data-dir-lock.test.ts');
    const place = await makeEmptyPlace();
    const applied: unknown[] = [];
    const log = { ...silentLog, info: (details: object) => applied.push(details) };
    try {
      const copies = await Promise.all([1, 2, 3].map(() => openDatabase({ ...place, log })));
      expect(applied).toHaveLength(1);
      for (const copy of copies) {
        expect(await copy.readSystem('select count(*)::int as n from app.schema_migrations')).toEqual([
          { n: migrations.length },
        ]);
        await copy.close();
      }
    } finally {
      await place.remove();
    }
  });

  test('the service itself needs no right to create anything', async ({ skip }) => {
    if (!TEST_DATABASE_URL) skip('the embedded database has one login');
    const [login] = await database
      .executeForJobs('select current_user as name, rolsuper from pg_roles where rolname = current_user', [])
      .then(({ rows }) => rows);
    expect(login).toEqual({ name: 'dyocense_test', rolsuper: false });
    for (const text of [
      'create table public.x (a int)',
      'create table pgboss.x (a int)',
      'select * from tenants',
      'drop table tenants',
    ]) {
      await expect(database.executeForJobs(text, []), text).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('an owner that is no superuser can migrate, and the service can switch to the application role', async ({
    skip,
  }) => {
    const server = TEST_DATABASE_URL ?? skip('the embedded database has one login');
    const { ownerUrl, serviceUrl, drop } = await createEmptyDatabase(server);
    const name = new URL(ownerUrl).pathname.slice(1);
    const plain = `${name}_owner`;
    const url = new URL(ownerUrl);
    url.username = plain;
    url.password = 'plain';
    try {
      await asServer(ownerUrl, async (run) => {
        await run(`create role ${plain} login createrole password 'plain'`);
        await run(`alter database ${name} owner to ${plain}`);
        // As an administrator would once; where the role is new on the server, whoever makes it has this right.
        await run(`grant dyocense_app to ${plain} with admin true; grant dyocense_jobs to ${plain} with admin true`);
      });
      const service = await openDatabase({
        databaseUrl: serviceUrl,
        ownerUrl: url.href,
        dataDir: 'unused',
        log: silentLog,
      });
      expect(await service.readSystem('select current_user as name')).toEqual([{ name: 'dyocense_app' }]);
      await service.close();
      // One login for all: the owner of the tables switches as well, and is held by the policies like anyone.
      const single = await openDatabase({ databaseUrl: url.href, dataDir: 'unused', log: silentLog });
      expect(await single.readSystem('select current_user as name')).toEqual([{ name: 'dyocense_app' }]);
      await single.close();
    } finally {
      await drop();
      await asServer(server, (run) => run(`drop role if exists ${plain}`));
    }
  });
});

describe('a migration that is not what it was', () => {
  test('changed after it was applied: refused by name', async () => {
    const changed = migrations.map((one, i) => (i === 1 ? { ...one, checksum: 'other' } : one));
    const attempt = compareMigrations(database.asOwner, changed);
    await expect(attempt).rejects.toMatchObject({ code: 'migration-changed' });
    await expect(attempt).rejects.toThrow('0002_datasets.sql was changed');
  });

  test('applied by a newer version: refused', async () => {
    await expect(compareMigrations(database.asOwner, migrations.slice(0, -1))).rejects.toMatchObject({
      code: 'migration-unknown',
    });
  });

  test('fails half-way: nothing of it stays, the ones before it do', async () => {
    const good = { name: '9001_good.sql', sql: 'create table good (a int);', checksum: '1' };
    const bad = { name: '9002_bad.sql', sql: 'create table bad (a int); select 1 / 0;', checksum: '2' };
    const failure: UserError = await database
      .withOwner((run) => migrate(run, [...migrations, good, bad]))
      .then(
        () => expect.unreachable(),
        (error) => error,
      );
    expect(failure).toMatchObject({ code: 'migration-failed' });
    expect(failure.message).toContain('9002_bad.sql failed: division by zero');
    const [there] = await database.asOwner(`select to_regclass('good')::text as good, to_regclass('bad')::text as bad`);
    expect(there).toEqual({ good: 'good', bad: null });
    expect(await database.asOwner(`select name from app.schema_migrations where name > '9'`)).toEqual([
      { name: '9001_good.sql' },
    ]);
  });
});
