import { CompiledQuery, Kysely, sql } from 'kysely';
import { UserError } from '../contracts/errors.ts';
import type { TenantId } from '../contracts/ids.ts';
import { findRoleProblems, refuseUnsafeRole } from './check-role-safety.ts';
import { connectPglite } from './connect-pglite.ts';
import { connectPostgres } from './connect-postgres.ts';
import type { Database } from './database.ts';
import type { DatabaseConnector } from './database-connector.ts';
import { createExtensions, detectCapabilities } from './detect-capabilities.ts';
import { guardConnections } from './guard-connections.ts';
import { installJobSchema } from './install-job-schema.ts';
import { migrate, readMigrations, withMigrationLock } from './migrate.ts';
import { grantToLogin } from './prepare-roles.ts';
import { assertNotNested, runInTenant, runWithoutTenant } from './run-in-tenant.ts';
import type { Schema } from './schema.ts';
import type { DatabaseLog, SqlRunner } from './sql-runner.ts';
import { sqlStateOf } from './translate-error.ts';

export interface OpenOptions {
  /** PostgreSQL, as the service's own login. Absent: the embedded database in `dataDir`. */
  readonly databaseUrl?: string;
  /** PostgreSQL, as the login that owns the tables; used for migrations only. Absent: `databaseUrl`. */
  readonly ownerUrl?: string;
  /** Folder of the embedded database; `memory://` keeps nothing. */
  readonly dataDir: string;
  readonly appRole?: string;
  readonly poolSize?: number;
  readonly log: DatabaseLog;
  /** A few words for the person who waits for the first start. */
  readonly progress?: (text: string) => void;
  /** A packed data directory to start the embedded database from. */
  readonly image?: Blob;
}

/**
 * Opens the database, brings it up to date, and refuses to go on when it would not keep companies apart.
 * @throws UserError `data-dir-in-use`, `bad-database-url`, `migration-…`, `unsafe-database-role`
 * @throws UpstreamError `database-unreachable`
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const appRole = options.appRole ?? 'dyocense_app';
  const connector = options.databaseUrl
    ? await connectPostgres({ ...options, databaseUrl: options.databaseUrl })
    : await connectPglite(options);
  try {
    await prepare(connector, appRole, options);
    return await createDatabase(connector, appRole);
  } catch (error) {
    await connector.close();
    throw error;
  }
}

/** Migrations, extensions, the job queue's tables and the grants, as the owner. */
async function prepare(connector: DatabaseConnector, appRole: string, options: OpenOptions): Promise<void> {
  const [login] = await connector.run('select current_user as name');
  const migrations = await readMigrations();
  const applied = await connector.asOwner((run) =>
    withMigrationLock(run, async () => {
      const names = await migrate(run, migrations);
      await createExtensions(run);
      await installJobSchema(run);
      await grantToLogin(run, String(login?.name), appRole);
      return names;
    }),
  );
  if (applied.length > 0) options.log.info({ applied }, 'database migrated');
}

async function createDatabase(connector: DatabaseConnector, appRole: string): Promise<Database> {
  const kysely = new Kysely<Schema>({ dialect: guardConnections(connector.dialect) });
  const readSystem: SqlRunner = (text, values = []) =>
    runWithoutTenant(
      kysely,
      appRole,
      async (tx) => (await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...values]))).rows,
    );
  refuseUnsafeRole(await readRoleProblems(readSystem, appRole));
  const [server] = await readSystem('show server_version');
  return {
    kind: connector.kind,
    version: String(server?.server_version).split(' ')[0] ?? '',
    place: connector.place,
    appRole,
    capabilities: await detectCapabilities(readSystem),
    inTenant: (tenant, work, tenantOptions) => runInTenant(kysely, appRole, tenant, work, tenantOptions),
    findTenantOfWorkspace: (channel, workspace) => findTenantOfWorkspace(kysely, appRole, channel, workspace),
    findTenantOfSecret: (kind, hash) => findTenantOfSecret(kysely, appRole, kind, hash),
    readSystem,
    async executeForJobs(text, values) {
      assertNotNested();
      return { rows: await connector.run(text, values) };
    },
    async close() {
      await kysely.destroy();
      await connector.close();
    },
  };
}

async function findTenantOfWorkspace(
  kysely: Kysely<Schema>,
  appRole: string,
  channel: string,
  workspace: string,
): Promise<TenantId | null> {
  return runWithoutTenant(kysely, appRole, async (tx) => {
    await sql`select set_config('app.lookup_channel', ${channel}, true), set_config('app.lookup_workspace', ${workspace}, true)`.execute(
      tx,
    );
    const row = await tx
      .selectFrom('channel_workspaces')
      .select('tenant_id')
      .where('channel', '=', channel)
      .where('workspace', '=', workspace)
      .executeTakeFirst();
    return row?.tenant_id ?? null;
  });
}

async function findTenantOfSecret(
  kysely: Kysely<Schema>,
  appRole: string,
  kind: 'code' | 'session',
  hash: string,
): Promise<TenantId | null> {
  return runWithoutTenant(kysely, appRole, async (tx) => {
    await sql`select set_config('app.lookup_secret', ${hash}, true)`.execute(tx);
    const row =
      kind === 'code'
        ? await tx.selectFrom('one_time_codes').select('tenant_id').where('code_hash', '=', hash).executeTakeFirst()
        : await tx.selectFrom('web_sessions').select('tenant_id').where('token_hash', '=', hash).executeTakeFirst();
    return row?.tenant_id ?? null;
  });
}

async function readRoleProblems(readSystem: SqlRunner, appRole: string) {
  try {
    return await findRoleProblems(readSystem, appRole);
  } catch (error) {
    // 42501: may not switch to it. 22023: no such role.
    const state = sqlStateOf(error);
    if (state !== '42501' && state !== '22023') throw error;
    throw new UserError(`The login of the service may not act as the role ${appRole}.`, {
      code: 'unsafe-database-role',
      advice: `Run this as the owner of the database, then start again: grant ${appRole} to the service's login with inherit false, set true;`,
      cause: error,
    });
  }
}
