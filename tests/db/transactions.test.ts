import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import { BugError, UpstreamError } from '../../src/contracts/errors.ts';
import { bumpDataVersion, getCompany } from '../../src/db/queries/companies.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';

const POOL_SIZE = 3;
let database: TestDatabase;
let companies: Company[];

beforeAll(async () => {
  // A small pool, so that connections are handed from company to company all the time.
  database = await openTestDatabase({ poolSize: POOL_SIZE });
  companies = [await createTestCompany(database), await createTestCompany(database)];
});
afterAll(() => database?.close());

const pick = (index: number): Company => {
  const company = companies[index % companies.length];
  if (!company) throw new Error('no companies');
  return company;
};

const whoAmI = async (tx: TenantTx) => {
  const { rows } = await sql<{
    role: string;
    tenant: string;
  }>`select current_user as role, app.current_tenant() as tenant`.execute(tx);
  return rows[0];
};

describe('transactions of several companies side by side', () => {
  test('each sees its own company from first to last statement, also while others fail', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, i) =>
        database.inTenant(pick(i).id, async (tx) => {
          for (let step = 0; step < 3; step += 1) {
            expect(await whoAmI(tx)).toEqual({ role: 'dyocense_app', tenant: pick(i).id });
            const { rows } = await sql<{ id: string }>`select id from tenants`.execute(tx);
            expect(rows).toEqual([{ id: pick(i).id }]);
            await sleep(i % 4);
          }
          if (i % 5 === 0) throw new Error('planned');
          if (i % 7 === 0) await sql`select 1 / 0`.execute(tx);
          return i;
        }),
      ),
    );
    const failed = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [String(outcome.reason.message)] : [],
    );
    expect(failed.filter((message) => message === 'planned')).toHaveLength(12);
    // 7, 14, 21, 28, 42, 49, 56: multiples of 7 below 60 that are none of 5.
    expect(failed.filter((message) => message === 'division by zero')).toHaveLength(7);
    expect(failed).toHaveLength(19);
  });

  test('a transaction, failed or not, leaves neither role nor company on its connection', async () => {
    const [login] = await database.executeForJobs('select session_user as name', []).then(({ rows }) => rows);
    for (let round = 0; round < 4; round += 1) {
      const broken = Array.from({ length: POOL_SIZE }, (_, i) =>
        database.inTenant(pick(i).id, async (tx) => sql`select 1 / 0`.execute(tx)),
      );
      await Promise.allSettled(broken);
      const looks = Array.from({ length: POOL_SIZE * 2 }, () =>
        database.executeForJobs(
          `select current_user as name, coalesce(current_setting('app.current_tenant', true), '') as tenant, pg_sleep(0.01)`,
          [],
        ),
      );
      for (const { rows } of await Promise.all(looks)) expect(rows).toMatchObject([{ ...Object(login), tenant: '' }]);
    }
  });

  test('what a failed transaction wrote is gone', async () => {
    const { id } = pick(0);
    const before = await database.inTenant(id, getCompany);
    const attempt = database.inTenant(id, async (tx) => {
      await bumpDataVersion(tx);
      throw new Error('planned');
    });
    await expect(attempt).rejects.toThrow('planned');
    expect(await database.inTenant(id, getCompany)).toEqual(before);
  });

  test('versions counted by many at once are all counted', async () => {
    const { id } = await createTestCompany(database);
    const versions = await Promise.all(Array.from({ length: 20 }, () => database.inTenant(id, bumpDataVersion)));
    expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });
});

describe('a query that outlives its transaction', () => {
  test('does not run: not after the commit, not after a rollback, not in the next company', async () => {
    const late: Promise<unknown>[] = [];
    const ran: unknown[] = [];
    const query = (tx: TenantTx) =>
      sql`select current_user as role`.execute(tx).then(
        ({ rows }) => ran.push(...rows),
        (error) => error,
      );
    await database.inTenant(pick(0).id, async (tx) => {
      late.push(sleep(5).then(() => query(tx)));
    });
    await database
      .inTenant(pick(0).id, async (tx) => {
        const broken = sql`select 1 / 0`.execute(tx);
        // Behind the broken one: their turn comes when the transaction is already rolling back.
        late.push(
          query(tx),
          query(tx),
          sleep(1).then(() => query(tx)),
        );
        await broken;
      })
      .catch(() => undefined);
    await database.inTenant(pick(1).id, () => sleep(20));
    const errors = (await Promise.all(late)).filter((outcome) => outcome instanceof Error);
    // Those that still ran did so inside their own, failing transaction.
    expect(errors.length + ran.length).toBe(4);
    expect(errors.length).toBeGreaterThanOrEqual(2);
    for (const row of ran) expect(row).toEqual({ role: 'dyocense_app' });
  });
});

describe('one transaction inside another', () => {
  test.each([
    ['inTenant', () => database.inTenant(pick(1).id, async () => 1)],
    ['findTenantOfWorkspace', () => database.findTenantOfWorkspace('web', 'x')],
    ['readSystem', () => database.readSystem('select 1')],
    ['executeForJobs', () => database.executeForJobs('select 1', [])],
  ])('%s is refused at once instead of waiting for ever', async (_, inner) => {
    const attempt = database.inTenant(pick(0).id, async () => {
      await sleep(1);
      return inner();
    });
    await expect(attempt).rejects.toMatchObject({ code: 'nested-transaction' });
    await expect(attempt).rejects.toBeInstanceOf(BugError);
  });

  test('work that was started inside and goes on afterwards is not inside any more', async () => {
    let after: Promise<unknown> = Promise.resolve();
    await database.inTenant(pick(0).id, async () => {
      after = sleep(10).then(() => database.inTenant(pick(1).id, whoAmI));
    });
    expect(await after).toMatchObject({ tenant: pick(1).id });
  });
});

describe('errors', () => {
  test('a statement that takes too long is ended and said so', async ({ skip }) => {
    if (database.kind === 'pglite') skip('the embedded database does not honour it');
    const attempt = database.inTenant(pick(0).id, async (tx) => sql`select pg_sleep(5)`.execute(tx), {
      statementTimeoutMs: 50,
    });
    await expect(attempt).rejects.toBeInstanceOf(UpstreamError);
    await expect(attempt).rejects.toMatchObject({ code: 'database-slow', retryAfter: 5_000 });
  });

  test('a lost connection is an upstream error, and the next transaction works', async ({ skip }) => {
    if (database.kind === 'pglite') skip('there is no connection to lose');
    const attempt = database.inTenant(pick(0).id, async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await database.asOwner('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await sleep(20);
      await sql`select 1`.execute(tx);
    });
    await expect(attempt).rejects.toMatchObject({ code: 'database-unreachable' });
    expect(await database.inTenant(pick(0).id, whoAmI)).toMatchObject({ tenant: pick(0).id });
  });

  test('two that wait for each other: one goes through, the other may try again', async ({ skip }) => {
    if (database.kind === 'pglite') skip('one session never waits for itself');
    const { id } = await createTestCompany(database);
    await database.inTenant(id, async (tx) => {
      for (const key of ['a', 'b'])
        await sql`insert into dimensions (tenant_id, key, label) values (${id}, ${key}, 'x')`.execute(tx);
    });
    const lock = (first: string, second: string) =>
      database.inTenant(id, async (tx) => {
        await sql`update dimensions set label = 'y' where key = ${first}`.execute(tx);
        await sleep(100);
        await sql`update dimensions set label = 'y' where key = ${second}`.execute(tx);
      });
    const outcomes = await Promise.allSettled([lock('a', 'b'), lock('b', 'a')]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ code: 'database-busy' });
  });
});

describe('what the drivers read', () => {
  test('days and times stay text, big numbers are numbers, jsonb is read, instants are Dates', async () => {
    const { rows } = await database.inTenant(pick(0).id, (tx) =>
      sql<Record<string, unknown>>`select date '2024-02-29' as day, timestamp '2024-02-29 23:00' as time,
        9007199254740991::int8 as big, '{"a": [1]}'::jsonb as json, timestamptz '2024-02-29 23:00+00' as instant,
        array['x,', 'y "z"'] as list, '{[2,5),[7,8)}'::int4multirange as rows, 0.1::float8 as value`.execute(tx),
    );
    expect(rows[0]).toEqual({
      day: '2024-02-29',
      time: '2024-02-29 23:00:00',
      big: 9_007_199_254_740_991,
      json: { a: [1] },
      instant: new Date('2024-02-29T23:00:00Z'),
      list: ['x,', 'y "z"'],
      rows: '{[2,5),[7,8)}',
      value: 0.1,
    });
  });
});
