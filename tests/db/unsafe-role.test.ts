import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findRoleProblems, refuseUnsafeRole } from '../../src/db/check-role-safety.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { openTestDatabase, silentLog, TEST_DATABASE_URL, type TestDatabase } from './harness.ts';
import { createEmptyDatabase } from './harness-postgres.ts';

let database: TestDatabase;
/** A role of this run only: roles belong to the whole server. */
const role = `dyo_role_${randomBytes(4).toString('hex')}`;
const helper = `${role}_helper`;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await database.asOwner('drop table if exists leak, chunk_parent cascade; drop schema if exists parts cascade');
  for (const name of [role, helper]) {
    // Most tests do not make them.
    await database.asOwner(`drop owned by ${name}`).catch(() => undefined);
    await database.asOwner(`drop role if exists ${name}`);
  }
});
afterAll(() => database?.close());

const problems = async (name: string) => (await findRoleProblems(database.asOwner, name)).map(({ problem }) => problem);

describe('a role is unsafe', () => {
  test('not when it is the one that the migrations make', async () => {
    expect(await problems(database.appRole)).toEqual([]);
  });

  test.each([
    ['superuser', 'is a superuser'],
    ['bypassrls', 'has BYPASSRLS'],
  ])('when it is %s, or may become such a role', async (power, words) => {
    await database.asOwner(`create role ${role} ${power}`);
    expect(await problems(role)).toEqual([expect.stringContaining(`The role ${role} ${words}`)]);
    await database.asOwner(`alter role ${role} no${power}; create role ${helper} ${power}; grant ${helper} to ${role}`);
    expect(await problems(role)).toEqual([expect.stringContaining(`may become ${helper}, which ${words}`)]);
  });

  test('when it owns a table of the companies', async () => {
    await database.asOwner(`create role ${role}; create table leak (tenant_id uuid);
      alter table leak enable row level security, force row level security;
      create policy p on leak using (tenant_id = app.current_tenant()); alter table leak owner to ${role}`);
    expect(await problems(role)).toEqual([expect.stringContaining('owns tables of the companies')]);
  });

  test('when it is not there', async () => {
    expect(await problems('nobody_at_all')).toEqual(['The role nobody_at_all does not exist.']);
  });
});

describe('a table is unsafe', () => {
  test('until row-level security is on, forced, and has a policy', async () => {
    const { appRole } = database;
    await database.asOwner('create table leak (tenant_id uuid)');
    expect(await problems(appRole)).toEqual(['leak is not under forced row-level security.']);
    await database.asOwner('alter table leak enable row level security');
    expect(await problems(appRole)).toEqual(['leak is not under forced row-level security.', 'leak has no policy.']);
    await database.asOwner('alter table leak force row level security');
    expect(await problems(appRole)).toEqual(['leak has no policy.']);
    await database.asOwner('create policy p on leak using (tenant_id = app.current_tenant())');
    expect(await problems(appRole)).toEqual([]);
  });

  test('when it is a part of a safe one, in whatever schema, and the role may read it', async () => {
    await database.asOwner(`create table chunk_parent (tenant_id uuid) partition by list (tenant_id);
      alter table chunk_parent enable row level security, force row level security;
      create policy p on chunk_parent using (tenant_id = app.current_tenant());
      create schema if not exists parts; create table parts.chunk partition of chunk_parent default`);
    expect(await problems(database.appRole)).toEqual([]);
    await database.asOwner(`grant select on parts.chunk to ${database.appRole}`);
    expect(await problems(database.appRole)).toEqual(['parts.chunk is not under forced row-level security.']);
  });

  test('when a view shows it with the rights of its owner', async () => {
    await database.asOwner(
      `create view all_users as select * from users; grant select on all_users to ${database.appRole}`,
    );
    expect(await problems(database.appRole)).toEqual(['The view all_users shows rows of all companies.']);
    await database.asOwner('alter view all_users set (security_invoker = true)');
    expect(await problems(database.appRole)).toEqual([]);
    await database.asOwner('drop view all_users');
  });

  test('says what to run, and what it says helps', async () => {
    await database.asOwner(
      `create table leak (tenant_id uuid); create policy p on leak using (tenant_id = app.current_tenant())`,
    );
    const found = await findRoleProblems(database.asOwner, database.appRole);
    expect(() => refuseUnsafeRole(found)).toThrow(
      expect.objectContaining({
        code: 'unsafe-database-role',
        advice: expect.stringContaining('alter table leak enable'),
      }),
    );
    for (const { fix } of found) await database.asOwner(fix);
    expect(await problems(database.appRole)).toEqual([]);
  });
});

describe.skipIf(!TEST_DATABASE_URL)('the service does not start', () => {
  const server = TEST_DATABASE_URL ?? '';

  test('as a superuser that stays one', async () => {
    const { ownerUrl, drop } = await createEmptyDatabase(server);
    const superuser = decodeURIComponent(new URL(ownerUrl).username);
    const attempt = openDatabase({ databaseUrl: ownerUrl, dataDir: 'unused', appRole: superuser, log: silentLog });
    await expect(attempt).rejects.toMatchObject({ name: 'UserError', code: 'unsafe-database-role' });
    await expect(attempt).rejects.toThrow('is a superuser');
    await drop();
  });

  test('when it may not switch to the application role', async () => {
    const { ownerUrl, serviceUrl, drop } = await createEmptyDatabase(server);
    await (await openDatabase({ databaseUrl: serviceUrl, ownerUrl, dataDir: 'unused', log: silentLog })).close();
    await database.asOwner(`create role ${role} login password 'x'`);
    const url = new URL(serviceUrl);
    url.username = role;
    url.password = 'x';
    await database.asOwner(`grant dyocense_jobs to ${role}`);
    const attempt = openDatabase({ databaseUrl: url.href, dataDir: 'unused', log: silentLog });
    await expect(attempt).rejects.toMatchObject({
      code: 'unsafe-database-role',
      advice: expect.stringContaining('grant dyocense_app'),
    });
    await drop();
  });

  test('with a table that is open to all', async () => {
    const { ownerUrl, serviceUrl, drop } = await createEmptyDatabase(server);
    const open = () => openDatabase({ databaseUrl: serviceUrl, ownerUrl, dataDir: 'unused', log: silentLog });
    const first = await open();
    await first.close();
    const owned = await openDatabase({ databaseUrl: ownerUrl, dataDir: 'unused', log: silentLog });
    await owned.executeForJobs('alter table outbox no force row level security', []);
    await owned.close();
    await expect(open()).rejects.toMatchObject({
      code: 'unsafe-database-role',
      advice: expect.stringContaining('alter table outbox'),
    });
    await drop();
  });

  test('when the server does not answer', async () => {
    const attempt = openDatabase({
      databaseUrl: 'postgres://x:secret@127.0.0.1:1/none',
      dataDir: 'unused',
      log: silentLog,
    });
    await expect(attempt).rejects.toMatchObject({ name: 'UpstreamError', code: 'database-unreachable' });
    await expect(openDatabase({ databaseUrl: 'host=here', dataDir: 'unused', log: silentLog })).rejects.toMatchObject({
      code: 'bad-database-url',
    });
  });
});
