import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import type { TenantId } from '../../src/contracts/ids.ts';
import type { TenantTx } from '../../src/db/schema.ts';
import { fillCompany } from './fill-company.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';

let database: TestDatabase;
let ours: Company;
let theirs: Company;
/** Every table that holds companies' rows, read from the database so that a new one cannot be forgotten. */
let tables: { name: string; key: string; columns: string[] }[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  ours = await createTestCompany(database, { slug: 'ours' });
  theirs = await createTestCompany(database, { slug: 'theirs' });
  await fillCompany(database, ours);
  await fillCompany(database, theirs);
  const rows = await database.asOwner(`
    select t.table_name as name, array_agg(c.column_name::text order by c.ordinal_position) 
        filter (where c.is_identity = 'NO' and c.is_generated = 'NEVER') as columns
      from information_schema.tables t join information_schema.columns c using (table_schema, table_name)
     where t.table_schema = 'public' and t.table_type = 'BASE TABLE' group by 1 order by 1`);
  tables = rows.map(({ name, columns }) => ({
    name: String(name),
    key: name === 'tenants' ? 'id' : 'tenant_id',
    columns: Array.isArray(columns) ? columns.map(String) : [],
  }));
});
afterAll(() => database?.close());

const count = async (tx: TenantTx, table: string, where = 'true') => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(tx);
  return rows[0]?.n;
};

const countAsOwner = async (table: string) =>
  Number((await database.asOwner(`select count(*)::int as n from ${table}`))[0]?.n);

/** All rows of the other company, as the owner sees them, as one text. */
async function rowsOfTheirs(table: string, key: string): Promise<string> {
  const [row] = await database.asOwner(
    `select string_agg(r::text, ' ' order by r::text) as rows from ${table} r where ${key} = $1`,
    [theirs.id],
  );
  return String(row?.rows);
}

/** Runs `work` for every table and names the table where it fails. */
async function forEachTable(
  work: (table: { name: string; key: string; columns: string[] }) => Promise<void>,
): Promise<void> {
  expect(tables.length).toBeGreaterThanOrEqual(18);
  for (const table of tables) {
    try {
      await work(table);
    } catch (error) {
      throw new Error(`table ${table.name}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
}

describe('two companies in one database', () => {
  test('every table says whose row it is', async () => {
    await forEachTable(async ({ key, columns }) => expect(columns).toContain(key));
  });

  test('a company sees its own rows and not one of the other', async () => {
    await forEachTable(async ({ name, key }) => {
      await database.inTenant(ours.id, async (tx) => {
        expect(await count(tx, name, `${key} = '${ours.id}'`)).toBeGreaterThan(0);
        expect(await count(tx, name, `${key} <> '${ours.id}'`)).toBe(0);
      });
      expect(await countAsOwner(name)).toBeGreaterThan(1);
    });
  });

  test('a company cannot change or delete rows of the other', async () => {
    await forEachTable(async ({ name, key }) => {
      const before = await rowsOfTheirs(name, key);
      await database.inTenant(ours.id, async (tx) => {
        const own = sql`${sql.ref(key)} = ${sql.ref(key)}`;
        const updated = await sql`update ${sql.table(name)} set ${own} where ${sql.ref(key)} <> ${ours.id}`.execute(tx);
        const deleted = await sql`delete from ${sql.table(name)} where ${sql.ref(key)} <> ${ours.id}`.execute(tx);
        expect([updated.numAffectedRows, deleted.numAffectedRows]).toEqual([0n, 0n]);
      });
      expect(await rowsOfTheirs(name, key)).toBe(before);
    });
  });

  test('a company cannot write a row for the other, nor give one away', async () => {
    await forEachTable(async ({ name, key, columns }) => {
      const list = columns.map((column) => `"${column}"`).join(', ');
      const copy = columns.map((column) => (column === key ? `'${theirs.id}'::uuid` : `"${column}"`)).join(', ');
      const insert = `insert into ${name} (${list}) select ${copy} from ${name} limit 1`;
      const move = `update ${name} set ${key} = '${theirs.id}'`;
      for (const text of [insert, move]) {
        const attempt = database.inTenant(ours.id, async (tx) => sql.raw(text).execute(tx));
        await expect(attempt, text).rejects.toMatchObject({
          code: '42501',
          message: expect.stringContaining('row-level security'),
        });
      }
    });
  });

  test('nobody empties a table', async () => {
    await forEachTable(async ({ name }) => {
      const attempt = database.inTenant(ours.id, async (tx) => sql`truncate ${sql.table(name)} cascade`.execute(tx));
      await expect(attempt).rejects.toMatchObject({ code: '42501' });
    });
  });
});

describe('without a company', () => {
  test('nothing is seen and nothing can be written', async () => {
    await forEachTable(async ({ name, key, columns }) => {
      expect(await database.readSystem(`select * from ${name}`)).toEqual([]);
      const list = columns.map((column) => `"${column}"`).join(', ');
      const values = columns.map((column) => (column === key ? `'${ours.id}'` : 'null')).join(', ');
      await expect(database.readSystem(`insert into ${name} (${list}) values (${values})`)).rejects.toMatchObject({
        code: '42501',
      });
    });
  });

  test('a company that does not exist sees nothing', async () => {
    // A fresh random UUID is a TenantId by definition.
    const nobody = randomUUID() as TenantId;
    await forEachTable(async ({ name }) => {
      expect(await database.inTenant(nobody, (tx) => count(tx, name))).toBe(0);
    });
  });

  test('an id that is no id fails before and inside the database', async () => {
    for (const wrong of ['', 'ours', `${ours.id}'`, "' or true --"]) {
      // The brand is forged on purpose.
      await expect(database.inTenant(wrong as TenantId, async () => 1)).rejects.toMatchObject({
        code: 'bad-tenant-id',
      });
    }
    const inside = database.inTenant(ours.id, async (tx) => {
      await sql`select set_config('app.current_tenant', 'nonsense', true)`.execute(tx);
      return count(tx, 'tenants');
    });
    await expect(inside).rejects.toMatchObject({ code: '22P02' });
  });
});

describe('around the tables', () => {
  test('a workspace is found by its exact name only, and shows no other', async () => {
    expect(await database.findTenantOfWorkspace('web', 'ours')).toBe(ours.id);
    expect(await database.findTenantOfWorkspace('web', 'our%')).toBeNull();
    expect(await database.findTenantOfWorkspace('slack', 'ours')).toBeNull();
    expect(await database.findTenantOfWorkspace('', '')).toBeNull();
    const seen = await database.inTenant(theirs.id, async (tx) => {
      await sql`select set_config('app.lookup_channel', 'web', true), set_config('app.lookup_workspace', 'ours', true)`.execute(
        tx,
      );
      await sql`delete from channel_workspaces where workspace = 'ours'`.execute(tx);
      return count(tx, 'channel_workspaces', "workspace = 'ours'");
    });
    // Read by its exact name it may be; deleted it may not.
    expect(seen).toBe(1);
    expect(await database.findTenantOfWorkspace('web', 'ours')).toBe(ours.id);
  });

  test('the application role reaches neither the jobs nor the list of migrations', async () => {
    for (const text of [
      'select * from pgboss.job',
      'delete from app.schema_migrations',
      'create table mine (a int)',
      'create schema mine',
    ]) {
      const attempt = database.inTenant(ours.id, async (tx) => sql.raw(text).execute(tx));
      await expect(attempt, text).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('a company that leaves', () => {
  test('takes all of its rows along and none of the other', async () => {
    const before = await Promise.all(tables.map(({ name, key }) => rowsOfTheirs(name, key)));
    await database.inTenant(ours.id, async (tx) => sql`delete from tenants`.execute(tx));
    await forEachTable(async ({ name, key }) => {
      expect(await database.asOwner(`select 1 from ${name} where ${key} = $1`, [ours.id])).toEqual([]);
    });
    expect(await Promise.all(tables.map(({ name, key }) => rowsOfTheirs(name, key)))).toEqual(before);
  });
});
