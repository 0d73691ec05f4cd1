import { afterAll, beforeAll, expect, test } from 'vitest';
import { maskUrl } from '../../src/db/connect-postgres.ts';
import type { Database } from '../../src/db/database.ts';
import { inspectDatabase } from '../../src/db/doctor.ts';
import { readMigrations } from '../../src/db/migrate.ts';
import { openTestDatabase, type TestDatabase } from './harness.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

const inspect = async (changed: Partial<Database> = {}) =>
  new Map((await inspectDatabase({ ...database, ...changed })).map((finding) => [finding.name, finding]));

test('a database in order has no problem, and every table is looked at', async () => {
  const findings = await inspect();
  expect([...findings.values()].filter(({ ok }) => ok !== 'ok')).toEqual([]);
  const last = (await readMigrations()).at(-1)?.name ?? '';
  expect(findings.get('migrations')?.detail).toContain(last);
  expect(findings.get('database')?.detail).toContain(database.version);
  for (const name of ['table tenants', 'table business_metrics', 'job queue', 'size', 'role'])
    expect([...findings.keys()]).toContain(name);
});

test('extensions are told as they are: with their version, or with what is done without', async () => {
  const findings = await inspect();
  const installed = new Map(
    (await database.readSystem('select extname, extversion from pg_extension')).map((row) => [
      row.extname,
      row.extversion,
    ]),
  );
  for (const [name, extension] of [
    ['timescaledb', 'timescaledb'],
    ['vector', 'vector'],
    ['age', 'age'],
    ['cron', 'pg_cron'],
  ]) {
    const detail = findings.get(`extension ${name}`)?.detail;
    if (installed.has(extension)) expect(detail).toBe(installed.get(extension));
    else expect(detail).toContain('not there; not needed');
  }
  // The embedded database brings these two.
  if (database.kind === 'pglite') expect([...installed.keys()]).toEqual(expect.arrayContaining(['vector', 'age']));
});

test('what is wrong is a problem with something to do', async () => {
  await database.asOwner(
    'alter table outbox no force row level security; update pgboss.version set version = version - 1',
  );
  await database.asOwner(`delete from app.schema_migrations where name like '0004%'`);
  const findings = await inspect();
  const problems = [...findings.values()].filter(({ ok }) => ok === 'problem');
  expect(problems.map(({ name }) => name)).toEqual(['migrations', 'role', 'table outbox', 'job queue']);
  expect(findings.get('role')?.advice).toContain('alter table outbox');
  expect(findings.get('migrations')?.detail).toContain('0004_conversations.sql not applied');
});

test('a database that does not answer is a finding, not a crash', async () => {
  const readSystem = () => Promise.reject(new Error('away'));
  const findings = await inspect({ readSystem });
  expect(findings.get('migrations')).toMatchObject({ ok: 'problem', detail: 'Could not be checked: away' });
});

test('no password is shown', () => {
  expect(maskUrl('postgres://ada:p%40ss@db.example:5433/shop?password=again')).toBe(
    'postgres://ada@db.example:5433/shop',
  );
  expect(maskUrl('postgres:///shop')).toBe('postgres:///shop');
});
