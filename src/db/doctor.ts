import { findRoleProblems, readTenantTables } from './check-role-safety.ts';
import type { Database, DatabaseCapabilities } from './database.ts';
import { readJobSchemaVersion, wantedJobSchemaVersion } from './install-job-schema.ts';
import { compareMigrations, readMigrations } from './migrate.ts';
import type { SqlRunner } from './sql-runner.ts';

/** One line of the doctor's report. */
export interface Finding {
  readonly name: string;
  readonly ok: 'ok' | 'warning' | 'problem';
  readonly detail: string;
  /** What to do about it, in one sentence. */
  readonly advice?: string;
}

/** Looks the database over. Never throws: a check that fails is a finding. Holds no password. */
export async function inspectDatabase(database: Database): Promise<Finding[]> {
  const read = database.readSystem;
  return [
    describeServer(database),
    ...(await tryCheck('migrations', () => inspectMigrations(read))),
    ...(await tryCheck('role', () => inspectRole(read, database.appRole))),
    ...(await tryCheck('row-level security', () => inspectTables(read, database.appRole))),
    ...(await tryCheck('job queue', () => inspectJobs(database))),
    ...(await tryCheck('size', () => inspectSize(read))),
    ...inspectExtensions(database),
  ];
}

async function tryCheck(name: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return [{ name, ok: 'problem', detail: `Could not be checked: ${words}` }];
  }
}

function describeServer({ kind, version, place }: Database): Finding {
  const detail =
    kind === 'pglite' ? `Embedded database (PostgreSQL ${version}) in ${place}` : `PostgreSQL ${version} at ${place}`;
  if (kind === 'postgres' && Number.parseInt(version, 10) < 16) {
    return { name: 'database', ok: 'problem', detail, advice: 'Move to PostgreSQL 16 or newer.' };
  }
  if (kind === 'postgres') return { name: 'database', ok: 'ok', detail };
  return {
    name: 'database',
    ok: 'ok',
    detail,
    advice: 'Back up the data folder: after a power cut the last writes may be missing.',
  };
}

async function inspectMigrations(read: SqlRunner): Promise<Finding[]> {
  const { applied, waiting } = await compareMigrations(read, await readMigrations());
  const last = applied.at(-1) ?? 'none';
  if (waiting.length === 0)
    return [{ name: 'migrations', ok: 'ok', detail: `${applied.length} applied, the last is ${last}` }];
  const names = waiting.map(({ name }) => name).join(', ');
  return [
    {
      name: 'migrations',
      ok: 'problem',
      detail: `${names} not applied`,
      advice: 'Start the service or run its migrate command once.',
    },
  ];
}

async function inspectRole(read: SqlRunner, role: string): Promise<Finding[]> {
  const problems = await findRoleProblems(read, role);
  if (problems.length === 0) return [{ name: 'role', ok: 'ok', detail: `${role} cannot bypass row-level security` }];
  return problems.map(({ problem, fix }) => ({
    name: 'role',
    ok: 'problem',
    detail: problem,
    advice: `Run as the owner: ${fix}`,
  }));
}

async function inspectTables(read: SqlRunner, role: string): Promise<Finding[]> {
  const tables = await readTenantTables(read, role);
  return tables.map(({ name, enabled, forced, policies }) => {
    const safe = enabled && forced && policies > 0;
    const state = [enabled ? 'enabled' : 'not enabled', forced ? 'forced' : 'not forced', `policies: ${policies}`].join(
      ', ',
    );
    return { name: `table ${name}`, ok: safe ? 'ok' : 'problem', detail: `row-level security ${state}` };
  });
}

async function inspectJobs(database: Database): Promise<Finding[]> {
  const version = await readJobSchemaVersion(async (text, values = []) => {
    const { rows } = await database.executeForJobs(text, values);
    // The queue's rows are objects; the interface it is made for does not say so.
    return rows as Record<string, unknown>[];
  });
  const wanted = wantedJobSchemaVersion();
  if (version === wanted) return [{ name: 'job queue', ok: 'ok', detail: `pg-boss schema ${version}` }];
  const detail =
    version === null ? 'Its tables are not there' : `pg-boss schema ${version}, this version needs ${wanted}`;
  return [{ name: 'job queue', ok: 'problem', detail, advice: 'Start the service once with the owner’s login.' }];
}

async function inspectSize(read: SqlRunner): Promise<Finding[]> {
  const [row] = await read('select pg_size_pretty(pg_database_size(current_database())) as size');
  return [{ name: 'size', ok: 'ok', detail: String(row?.size) }];
}

/** What is done without each extension; all of them are optional. */
const WITHOUT: { readonly [Name in keyof DatabaseCapabilities]: string } = {
  timescaledb: 'not needed: histories are kept in a plain table with rollups',
  vector: 'not needed yet: nothing is searched by its meaning in this version',
  age: 'not needed yet: no graph is followed in this version',
  cron: 'not needed: schedules run in the service',
};

function inspectExtensions({ capabilities }: Database): Finding[] {
  const names: readonly (keyof DatabaseCapabilities)[] = ['timescaledb', 'vector', 'age', 'cron'];
  return names.map((name) => {
    const version = capabilities[name];
    return { name: `extension ${name}`, ok: 'ok', detail: version ?? `not there; ${WITHOUT[name]}` };
  });
}
