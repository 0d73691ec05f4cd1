import { createHash, randomUUID } from 'node:crypto';
import type { Company } from '../../src/contracts/company.ts';
import type { TenantId } from '../../src/contracts/ids.ts';
import type { Database } from '../../src/db/database.ts';
import { readMigrations } from '../../src/db/migrate.ts';
import { createCompany } from '../../src/db/queries/companies.ts';
import type { DatabaseLog } from '../../src/db/sql-runner.ts';
import { openPgliteTest } from './harness-pglite.ts';
import { openPostgresTest } from './harness-postgres.ts';
import type { TestDatabase } from './test-database.ts';

export type { TestDatabase };

/** Says nothing: tests that care give a log of their own. */
export const silentLog: DatabaseLog = { info: () => {}, warn: () => {}, error: () => {} };

/** Owner's address of a PostgreSQL server to test on; absent: the embedded database. */
export const TEST_DATABASE_URL = process.env.TEST_DATABASE_URL;

/** The same suite runs on the embedded database and, when TEST_DATABASE_URL is set, on PostgreSQL. */
export async function openTestDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const migrations = await readMigrations();
  const key = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 12);
  return TEST_DATABASE_URL
    ? openPostgresTest(TEST_DATABASE_URL, key, { ...options, log: silentLog })
    : openPgliteTest(key, { log: silentLog });
}

/** A company with a slug of its own that is linked to the web page under that slug. */
export async function createTestCompany(database: Database, overrides: Partial<Company> = {}): Promise<Company> {
  // A fresh random UUID is a TenantId by definition.
  const id = overrides.id ?? (randomUUID() as TenantId);
  const slug = overrides.slug ?? `test-${id.slice(0, 8)}`;
  const company = {
    id,
    slug,
    name: `Company ${id.slice(0, 4)}`,
    currency: 'USD',
    locale: 'en-US',
    timezone: 'UTC',
    weekStart: 'monday' as const,
    sample: false,
    ...overrides,
  };
  return database.inTenant(id, (tx) => createCompany(tx, company, [{ channel: 'web', workspace: slug }]));
}
